"""Which networks a line of a report is about: those of its part, or else of the part around it."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from reportgen.check.facts.folding import folded
from reportgen.check.facts.networks.mentions import histogram
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.described import Described
from reportgen.check.submission import Submission

SIDE = 28
"""Pixels of a digit's image."""
NEAR = 15
"""So many lines from a network a line may be about it, in a report without headings."""
_VARIANT = regex(
    r"\b(?:same|meme|identical|identique)\b[^.;]{0,60}\b(?:but|except|apart from|mais|sauf|hormis|excepte|with|avec)\b"
    r"|\b(?:variante?s?|instead of|au lieu d|rather than|plutot que|replac\w{1,8}|remplac\w{1,8})\b"
    r"|\b(?:as|comme|like)\b[^.;]{1,30}\b(?:but|mais|except|sauf)\b"
)
"""Words that announce another network than the one described."""
_WHOLE = regex(r"(?<![\w.,])(?:\d{1,3}(?:[ '’,\u202f\u00a0]\d{3}){1,2}|\d{4,8})(?![\w]|[.,]\d)")
_CASE = regex(r"\d|\b(?:cas|case|essais?|runs?|variante?s?|version|configuration|model|modele)\b")


@dataclass(frozen=True)
class Scope:
    """The networks that a claim may be about.

    Attributes:
        networks: of the nearest part that has any.
        own: whether that is the innermost part of the claim, or one experiment around it.
        others: all other networks of the report.
    """

    networks: tuple[StatedNetwork, ...]
    own: bool
    others: tuple[StatedNetwork, ...]

    @cached_property
    def only(self) -> StatedNetwork | None:
        """The network of the part, if it describes exactly one: in whatever way, and without a sign of another."""
        if not self.own or not self.networks:
            return None
        known = [network for network in self.networks if network.parameters is not None and not network.damaged]
        best = min(known, key=lambda network: ("summary", "code", "prose").index(network.origin), default=None)
        if best is None or any(not _alike(network, best) for network in self.networks):
            return None
        return best


def _alike(network: StatedNetwork, best: StatedNetwork) -> bool:
    """Tell whether a network may be the same as another that is better known."""
    if network.parameters is not None:
        return network.parameters == best.parameters and not network.damaged
    sizes = {layer.units for layer in network.layers if layer.units}
    return network.origin == "prose" and sizes <= {layer.units for layer in best.layers}


@dataclass(frozen=True)
class Scopes:
    """The scopes of a report's lines."""

    submission: Submission
    networks: tuple[StatedNetwork, ...]

    def at(self, line: int) -> Scope:
        """Return the scope of a line."""
        return self._of_part(self.submission.part_at(line))

    def described(self, line: int) -> Described:
        """Return the networks that a line in words may be about."""
        scope, part = self.at(line), self.submission.part_at(line)
        given = [network for network in scope.networks if scope.own and network.origin != "prose"]
        if part == 0:
            given = [n for n in given if n.place.first - line <= NEAR and line - n.place.last <= NEAR]
        given = [self._sound(network) for network in given]
        before = [network for network in reversed(given) if network.place.first <= line]
        nearest = (*before, *(network for network in given if network.place.first > line))
        start = before[0].place.last if before else 0
        elsewhere = bool(nearest) and self.submission.part_at(nearest[0].place.first) != part
        announced = any(start < at <= line for at in self._variants.get(part, ()))
        titles = " ".join(folded(part.title) for part in self.submission.path_at(line)[1:])
        return Described(nearest, announced or (elsewhere and self._is_case(part)), titles)

    def _sound(self, network: StatedNetwork) -> StatedNetwork:
        """Return code out of a PDF as undamaged if the report states the total that follows from it."""
        whole = network.damaged and network.origin == "code" and network.parameters in self._numbers
        return replace(network, damaged=False) if whole else network

    @cached_property
    def _numbers(self) -> frozenset[int]:
        """The whole numbers above a thousand that the report states."""
        found = (match for line in self.submission.lines for match in _WHOLE.findall(line.text[:2_000]))
        return frozenset(int(re.sub(r"\D", "", number)) for number in found)

    def _is_case(self, part: int) -> bool:
        """Tell whether a part's title names a case of its own: by a number or a word."""
        return _CASE.search(folded(self.submission.parts[part].title)) is not None

    def inputs(self, line: int) -> frozenset[int]:
        """Return how many inputs the cases of a line's part may have, by the orientations and cells that it states."""
        part = self.submission.part_at(line)
        if part not in self._inputs:
            first, last = self.submission.parts[part].blocks
            orientations, cells = histogram(
                " | ".join(block.text[:3_000] for block in self.submission.blocks[first : last + 1])[:60_000]
            )
            self._inputs[part] = frozenset((SIDE // cell) ** 2 * count for count in orientations for cell in cells)
        return self._inputs[part]

    @cached_property
    def _inputs(self) -> dict[int, frozenset[int]]:
        return {}

    @cached_property
    def _variants(self) -> dict[int, tuple[int, ...]]:
        """The lines of each part on which it announces a variant."""
        found: dict[int, list[int]] = {}
        for sentence in self.submission.sentences:
            if _VARIANT.search(folded(sentence.text[:2_000])):
                found.setdefault(self.submission.part_at(sentence.place.first), []).append(sentence.place.first)
        return {part: tuple(lines) for part, lines in found.items()}

    def _of_part(self, part: int) -> Scope:
        if part not in self._found:
            index: int | None = part
            while index is not None and index not in self._below:
                index = self.submission.parts[index].parent if index else None
            here = self._below[index] if index is not None else ()
            members = {id(network) for network in here}
            others = tuple(network for network in self.networks if id(network) not in members)
            own = index is not None and (index == part or self._is_one_experiment(index))
            self._found[part] = Scope(here, own, others)
        return self._found[part]

    def _is_one_experiment(self, index: int) -> bool:
        """Tell whether a part around a claim is one experiment: not the whole report, nor most of it."""
        if index == 0:
            return False
        first, last = self.submission.parts[index].blocks
        blocks = self.submission.blocks
        return 2 * (blocks[last].place.last - blocks[first].place.first) < len(self.submission.lines)

    @cached_property
    def _found(self) -> dict[int, Scope]:
        return {}

    @cached_property
    def _below(self) -> dict[int, tuple[StatedNetwork, ...]]:
        """The networks of each part and of those within it."""
        below: dict[int, list[StatedNetwork]] = {}
        for network in self.networks:
            index: int | None = self.submission.part_at(network.place.first)
            while index is not None:
                below.setdefault(index, []).append(network)
                index = self.submission.parts[index].parent if index else None
        return {index: tuple(networks) for index, networks in below.items()}
