"""A case's heading against the caption of its figure: `8 orientations, 300 neurons` above `4 orientations and 100 neurons`.

Figures move: a caption may belong to the case before or after. It is refuted only where each case near it has one
caption of its own, and the captions of other cases stand under their headings.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.facts.settings import settings_in
from reportgen.check.stated import Case, SettingName
from reportgen.check.submission import Block, Place, plain
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "hyperparameter.caption"
_HOW = "check.how.hyperparameter"
Values = dict[SettingName, Claim]
_NUMBER = re.compile(
    r"(?:figures?|fig|tableau|table|tab|listing|graphique|image|matrice)\.?\s?(?:n°\s?)?\d{1,3}[a-z]?(?:\.\d{1,3})?[\s*_]{0,8}[:.–—-]?[\s*_]{0,8}",
    re.IGNORECASE,
)
_ALT = re.compile(r"!\[([^\[\]\n]{1,300})\]")
_SEVERAL = re.compile(
    r"\b(?:left|right|gauche|droite|vs|versus|compar\w+|between|entre|models|mod[eè]les|cases|networks|r[eé]seaux|selon|according|different|diff[eé]rent\w*"
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
        end = min(after, self._end(line))
        captions = (
            found for block in self._captions if line < block.place.first <= end and (found := self._values(block))
        )
        return Titled(Place(line, line), Place(line, max(line, end - 1)), values, tuple(captions))

    def _end(self, line: int) -> int:
        """Return the line of the heading that ends the case whose title stands on `line`: of its level or above."""
        blocks = self.claims.facts.submission.blocks
        title = self.claims.facts.submission.block_at(line)
        level = title.level if title is not None and title.kind == "heading" else 99
        below = (
            block.place.first
            for block in blocks
            if block.kind == "heading" and block.place.first > line and block.level <= level
        )
        return next(below, len(self.claims.facts.submission.lines))

    @cached_property
    def _captions(self) -> tuple[Block, ...]:
        return tuple(block for block in self.claims.facts.submission.of("caption", "figure") if not block.damaged)

    def _values(self, block: Block) -> Values:
        text = _caption_text(block)
        if _SEVERAL.search(text):
            return {}
        return _single(tuple(Claim(setting, text, plain=True) for setting in settings_in(text, block.place)))


def _caption_text(block: Block) -> str:
    """Return what a caption says: without its number and what a PDF put before it, and without a title put behind it."""
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


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each caption that states what the heading of its case states too."""
    cases = Titles(claims).cases
    for index, case in enumerate(cases):
        for caption in case.captions:
            shared = [name for name in caption if name in case.values]
            wrong = [name for name in shared if caption[name].value != case.values[name].value]
            if not shared:
                continue
            if not wrong:
                yield _agrees(case, caption, shared)
            else:
                yield _differs(case, caption, wrong, _certain(index, caption, cases), claims)


def _fits(values: Values, caption: Values) -> bool:
    shared = [name for name in caption if name in values]
    return bool(shared) and all(caption[name].value == values[name].value for name in shared)


def _certain(index: int, caption: Values, cases: tuple[Titled, ...]) -> bool:
    """Tell whether a caption that contradicts its heading can only be of that heading's case."""
    case = cases[index]
    if len([one for one in case.captions if any(name in case.values for name in one)]) != 1:
        return False
    near = [cases[at] for at in (index - 1, index + 1) if 0 <= at < len(cases)]
    others = [other for other in cases if other is not case and _fits(other.values, caption)]
    settled = any(one is not case and any(_fits(one.values, own) for own in one.captions) for one in cases)
    return not others or (settled and all(len(other.captions) == 1 for other in (*others, *near)))


def _agrees(case: Titled, caption: Values, names: list[SettingName]) -> Verdict:
    claim = caption[names[0]]
    said = _said(caption, names)
    how = Label(f"{_HOW}.caption_agrees", (("heading", _said(case.values, names)), ("caption", said)))
    return _verdict("confirmed", claim, case, said, said, how)


def _differs(case: Titled, caption: Values, wrong: list[SettingName], certain: bool, claims: Claims) -> Verdict:
    claim, title = caption[wrong[0]], _said(case.values, wrong)
    values = (
        ("heading", claims.facts.submission.quote(case.place, 120)),
        ("caption", _said(caption, wrong)),
        ("stated", title),
    )
    outcome: Outcome = "refuted" if certain else "review"
    return _verdict(
        outcome, claim, case, _said(caption, wrong), title, Label(f"{_HOW}.caption_differs", values), claims
    )


def _verdict(
    outcome: Outcome, claim: Claim, case: Titled, found: str, expected: str, how: Label, claims: Claims | None = None
) -> Verdict:
    """Return the verdict, which stands on the heading where both sides disagree: one of the two was left as it was."""
    differs = claims is not None
    place = case.place if claims else claim.place
    quote = claims.facts.submission.quote(case.place) if claims else claim.setting.quote
    cause = f"caption:{case.place.first}" if differs else ""
    return Verdict(
        RULE, outcome, place, quote, expected if differs else found, found if differs else expected, how, "inconsistency",
        0.5 if outcome == "review" else 0.0, cause, (claim.place if differs else case.place,),
    )  # fmt: skip


def _said(values: Values, names: list[SettingName]) -> str:
    """Return hyper-parameters in the student's words."""
    return ", ".join(dict.fromkeys(values[name].setting.quote for name in names))
