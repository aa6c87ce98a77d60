"""The cases of a report that have a title, with what the title and their captions state.

A title is a heading, or a line that acts as one. Figures move: a caption stands under the title before it.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.consistency.sections import numbered_title, opens_section
from reportgen.check.facts.settings import settings_in
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, SettingName
from reportgen.check.submission import Block, Place, plain

Values = dict[SettingName, Claim]
_NUMBER = regex(
    r"(?:figures?|fig|tableau|table|tab|listing|graphique|image"
    r"|matrice)\.?\s?(?:n°\s?)?\d{1,3}[a-z]?(?:\.\d{1,3})?[\s*_]{0,8}[:.–—-]?[\s*_]{0,8}",
    re.IGNORECASE,
)
_NO_HEADING = 99
"""The level of a title that is no heading."""
_ALT = regex(r"!\[([^\[\]\n]{1,300})\]")
_SEVERAL = regex(
    r"\b(?:left|right|gauche|droite|vs|versus|compar\w+|between|entre|models|mod[eè]les|cases|networks|r[eé]seaux"
    r"|selon|according|different|diff[eé]rent\w*"
    r"|respective\w*|before|after|avant|apr[eè]s|top|bottom|haut|bas)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Titled:
    """A case that a heading (or a line that acts as one) names, with its captions.

    Attributes:
        place: the title.
        extent: from the title to the next one, or to the end of the part.
        values: what the title states (and, where it says nothing, the headings around it).
        captions: what each caption of the case states.
    """

    place: Place
    extent: Place
    values: Values
    captions: tuple[Values, ...]


@dataclass(frozen=True)
class Titles:
    """The cases of a report that have a title of their own."""

    claims: Claims

    @cached_property
    def cases(self) -> tuple[Titled, ...]:
        """In order."""
        titles = sorted(self._titles().items())
        afters = [*(line for line, _ in titles[1:]), len(self.claims.facts.submission.lines)]
        return tuple(self._case(line, values, after) for (line, values), after in zip(titles, afters, strict=False))

    def _titles(self) -> dict[int, Values]:
        """Return what the title on each line states."""
        found: dict[int, list[Claim]] = {}
        for claim in self.claims.text:
            if claim.setting.where == "heading":
                found.setdefault(claim.place.first, []).append(claim)
        for block in self.claims.facts.submission.of("paragraph"):
            if block.place.first not in found and (line := numbered_title(block)):
                place = Place(block.place.first, block.place.first)
                found[place.first] = [Claim(one, line, plain=True) for one in settings_in(line, place)]
        for case in self.claims.facts.cases:
            if case.place.first not in found and self._is_line_of_its_own(case):
                settings = settings_in(case.title, case.place)
                found[case.place.first] = [Claim(one, case.title, plain=True) for one in settings]
        return {line: values for line, claims in found.items() if (values := _single(tuple(claims)))}

    def _is_line_of_its_own(self, case: Case) -> bool:
        """Tell whether a case is named by a short line, or by one that a PDF put behind a caption."""
        block = self.claims.facts.submission.block_at(case.place.first)
        if block is None or case.place.last != case.place.first or not 3 < len(case.title) < 90:
            return False
        if block.kind == "caption":
            return case.title not in _caption_text(block)
        return block.kind in ("paragraph", "item") and len(block.text) < 2 * len(case.title)

    def _case(self, line: int, values: Values, after: int) -> Titled:
        for around in list(self.claims.scopes.upwards(line)):
            for name, claim in _single(self.claims.within(Place(around.first, around.first))).items():
                values.setdefault(name, claim)
        end = self._end(line, after)
        captions = (
            found for block in self._captions if line < block.place.first <= end and (found := self._values(block))
        )
        return Titled(Place(line, line), Place(line, max(line, end - 1)), values, tuple(captions))

    def _end(self, line: int, after: int) -> int:
        """Return the line of the heading that ends the case whose title stands on `line`: of its level or above.

        It ends before the line `after` at the latest.
        """
        blocks = self.claims.facts.submission.blocks
        title = self.claims.facts.submission.block_at(line)
        level = title.level if title is not None and title.kind == "heading" else _NO_HEADING
        following, last = (bisect_right(blocks, at, key=lambda block: block.place.first) for at in (line, after - 1))
        below = (
            block.place.first
            for block in (blocks[index] for index in range(following, last))
            if ((block.kind == "heading" and block.level <= level) or (level == _NO_HEADING and opens_section(block)))
        )
        return next(below, after)

    @cached_property
    def _captions(self) -> tuple[Block, ...]:
        return tuple(block for block in self.claims.facts.submission.of("caption", "figure") if not block.damaged)

    def _values(self, block: Block) -> Values:
        text = _caption_text(block)
        if _SEVERAL.search(text):
            return {}
        return _single(tuple(Claim(setting, text, plain=True) for setting in settings_in(text, block.place)))


def titles_of(claims: Claims) -> Titles:
    """Return the titles of a submission, the same for all rules: kept with its claims."""
    kept: Titles = claims.__dict__.setdefault("titles", Titles(claims))
    return kept


def _caption_text(block: Block) -> str:
    """Return what a caption says: without its number, what a PDF put before it, and a title put behind it."""
    if block.kind == "figure":
        return " ".join(_ALT.findall(block.text[:2000])) or plain(block.text[:2000])
    text = block.text[:2000]
    number = _NUMBER.search(text)
    said = text[number.end() :] if number else text
    return plain(next(filter(str.strip, said.split("**")), ""))


def _single(found: tuple[Claim, ...]) -> Values:
    """Return the hyper-parameters of which one value is stated, each with its claim."""
    values: dict[SettingName, set[tuple[float | str, ...]]] = {}
    for claim in found:
        values.setdefault(claim.setting.name, set()).add(claim.value)
    return {
        claim.setting.name: claim
        for claim in reversed(found)
        if claim.is_single and len(values[claim.setting.name]) == 1
    }
