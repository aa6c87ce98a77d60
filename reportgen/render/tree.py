"""Answers as templates see them: a tree by their dotted ids, which notes what is shown."""

from collections.abc import Iterable, Iterator
from typing import Any

from reportgen.errors import RenderError
from reportgen.spec import Answer


class Tree:
    """A branch of the answers: `tree.parameters.total`, `tree["300_dropout"]`, `tree["100.title"]`.

    A missing id is an error that lists what is there, so that a template cannot print nothing by mistake.
    """

    def __init__(self, path: str, branches: dict[str, "Tree | Answer"], seen: set[str]) -> None:
        self._path, self._branches, self._seen = path, branches, seen

    def __getitem__(self, path: str) -> "Tree | Answer":
        """Return the branch or the answer at a dotted path."""
        name, _, rest = path.partition(".")
        if name not in self._branches:
            there = ", ".join(sorted(self._branches))
            raise RenderError(f"template: no answer '{self._path}{name}'", f"answers there: {there}")
        found = self._branches[name]
        if isinstance(found, Answer):
            self._seen.add(found.id)
            return found
        return found[rest] if rest else found

    def __getattr__(self, name: str) -> Any:
        """Return the branch or the answer of that name."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[str]:
        """Go over the names of the branches, in the order in which the answers came."""
        return iter(self._branches)


def grow(answers: Iterable[Answer], seen: set[str]) -> Tree:
    """Build the tree; ids of answers that a template touches are added to `seen`.

    Raises:
        RenderError: an id given twice, or one that is both an answer and a branch.
    """
    root = Tree("", {}, seen)
    for answer in answers:
        *branches, leaf = answer.id.split(".")
        node, path = root, ""
        for name in branches:
            path += f"{name}."
            below = node._branches.setdefault(name, Tree(path, {}, seen))
            if isinstance(below, Answer):
                raise RenderError(f"answer '{answer.id}' lies below the answer '{below.id}'")
            node = below
        if leaf in node._branches:
            raise RenderError(f"answer '{answer.id}' is given twice")
        node._branches[leaf] = answer
    return root
