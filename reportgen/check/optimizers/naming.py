"""Which optimizer an argument is of, and whether its value is said to be the default."""

import re
from collections.abc import Iterator

from reportgen.check.optimizers.stated import OPTIMIZER, Argument, canonical
from reportgen.check.submission import Submission

_DEFAULT = re.compile(
    r"\bd[eé]fauts?\b|\bdefaults?\b|aucune? valeurs? explicite|no explicit|without (?:any )?(?:arguments?|parameters?)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:chang\w{1,4}|modif\w{1,6}|instead|au lieu|plut[oô]t|rather|custom\w*|choisi\w*|chose\w*|lower\w*"
    r"|r[eé]dui\w*|augment\w*|increas\w*|reduc\w*|decreas\w*"
    r"|tested|test[eé]s?|tried|essay[eé]\w*|not the default"
    r"|pas (?:celle|celui|la valeur|les valeurs) par d[eé]faut|(?:unlike|contrairement)"
    r"|we set|nous avons mis|fix[eé]\w*"
    r"|but|mais|however|rest|restes?|otherwise|autres?|others?|remaining|sinon|except|sauf|autre que"
    r"|other than|from|passe[rz]?|ajust\w*|adjust\w*|better|mieux|replac\w*|remplac\w*)\b",
    re.IGNORECASE,
)
_SETTINGS = re.compile(r"\bepochs?\b|[eé]poques?|\bbatch|\blots?\b|dropout|neur|hidden|cach[eé]e", re.IGNORECASE)
"""A list with these is of what the student chose."""
_NEAR = 500


class Naming:
    """The words around the arguments of a submission."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission

    def optimizers(self, argument: Argument) -> tuple[str, ...]:
        """Return the optimizers that an argument may be of: those named nearest before it."""
        if argument.optimizer:
            return (argument.optimizer,)
        for text in self._levels(argument):
            found = tuple(dict.fromkeys(canonical(match["name"]) for match in OPTIMIZER.finditer(text)))
            if found:
                return found
        return ()

    def is_default(self, argument: Argument) -> bool:
        """Tell whether the value is said to be the default: in its line, or before its list."""
        if argument.form in ("signature", "copied"):
            return not _CHANGED.search(argument.line)
        if argument.form == "call" or _CHANGED.search(argument.line):
            return False
        if _DEFAULT.search(argument.near):
            return True
        return argument.form != "prose" and self._heads_list(argument)

    def _heads_list(self, argument: Argument) -> bool:
        """Tell whether the lines before a list say that it has defaults, and the list nothing else."""
        after = self._submission.lines[argument.place.last + 1 : argument.place.last + 4]
        if any(_SETTINGS.search(line.text[:200]) for line in after):
            return False
        for text in self._before(argument):
            if _CHANGED.search(text) or _SETTINGS.search(text):
                return False
            if _DEFAULT.search(text):
                return True
            if len(text) > 200:
                return False
        return False

    def _levels(self, argument: Argument) -> Iterator[str]:
        yield argument.line
        yield from self._before(argument)
        for part in reversed(self._submission.path_at(argument.place.first)):
            yield part.title

    def _before(self, argument: Argument) -> Iterator[str]:
        """Yield the lines of prose before an argument, the nearest first, in its part."""
        submission = self._submission
        part = submission.part_at(argument.place.first)
        length = 0
        for line in range(argument.place.first - 1, max(-1, argument.place.first - 40), -1):
            if submission.part_at(line) != part or length > _NEAR:
                return
            text = submission.lines[line].text
            if text.strip():
                length += len(text)
                yield text[:600]
