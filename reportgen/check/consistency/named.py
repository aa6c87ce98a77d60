"""A case called by its name against its heading or its row: `Case 3 has 500 hidden neurons`, in the table `3 | 300`.

The name (a number or a letter after `case`) leads to the rows and headings that bear it in the same experiment.
Refuted where all of them state one value, the sentence begins with the name and says plainly how the case is, and no
other case that it mentions has the value: then the sentence and the row contradict each other in so many words.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from reportgen.check.consistency.captions import is_of_the_case, is_sum
from reportgen.check.consistency.claims import Claim, Claims, written
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Setting, SettingName
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "hyperparameter.caption"
_NOUN = (
    r"(?:cases?|cas|models?|mod[eè]les?|experiments?|exp[eé]riences?|configurations?|config|tests?|essais?|runs?"
    r"|variante?s?|networks?|r[eé]seaux?|versions?)"
)
_ID = r"(?:[A-Z]\d{0,2}|\d{1,2})(?![\w%]|[.,]\d)"
_TITLE = regex(
    rf"\W{{0,4}}(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}\.?\s)?(?:(?i:{_NOUN})\s?(?:n°|#)?\s?:?\s?(?P<id>{_ID})"
    r"|(?P<alone>[A-Z]\d{0,2})(?=\s?[:,(|–-]|$))"
)
_SUBJECT = regex(
    rf"(?:(?i:the|le|la|les|our|notre)\s)?(?:(?i:{_NOUN})\s(?=\w)|(?=[A-Z]))"
    rf"(?P<ids>{_ID}(?:(?:, | and | et | & ){_ID}){{0,5}})(?=\s)(?!\s{{0,3}}\d)"
)
"""Not `Case 3 25 neurons`: that is a title, of a case of its own."""
_MENTIONED = regex(rf"(?i:{_NOUN})\s(?P<id>{_ID})")
_NAMES: tuple[SettingName, ...] = ("neurons", "orientations", "pixels_per_cell", "dropout")


class Named:
    """The cases of a report that have a name, by experiment and name."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims

    @cached_property
    def cases(self) -> dict[tuple[str, str], list[Case]]:
        """Cases with settings of their title or row."""
        found: dict[tuple[str, str], list[Case]] = {}
        for case in self.claims.facts.cases:
            title = _TITLE.match(case.title)
            if title and case.settings:
                here = self.claims.scopes.experiment(case.place.first)
                found.setdefault((here, title["id"] or title["alone"]), []).append(case)
        return found

    def stated(self, claim: Claim, name: str) -> tuple[Setting, ...]:
        """Return what the cases of a name, in a claim's experiment, state of the claim's hyper-parameter."""
        here = self.claims.scopes.experiment(claim.place.first)
        return tuple(
            one
            for case in self.cases.get((here, name), ())
            for one in case.settings
            if one.name == claim.setting.name and one.place == case.place
        )


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each sentence that begins with the name of a case whose row or heading states the same."""
    named = Named(claims)
    if not named.cases:
        return
    for claim in claims.text:
        if claim.setting.name not in _NAMES or claim.setting.where not in ("prose", "item") or not claim.is_single:
            continue
        subject = _SUBJECT.match(claim.sentence)
        if subject and claim.steady and is_of_the_case(claim):
            yield from _judged(claim, re.findall(_ID, subject["ids"]), named)


def _judged(claim: Claim, names: list[str], named: Named) -> Iterator[Verdict]:
    stated = [named.stated(claim, name) for name in names]
    values = [{one.values for one in settings} for settings in stated]
    if not all(len(one) == 1 for one in values) or any(one.place == claim.place for own in stated for one in own):
        return
    wrong = next((own[0] for own, one in zip(stated, values, strict=True) if one != {claim.value}), None)
    if wrong is not None and is_sum(claim, wrong.values):
        return
    if wrong is None:
        yield _verdict("confirmed", claim, stated[0][0])
    elif not _is_of_another(claim, names, named) and named.claims.is_whole(claim):
        yield _verdict("refuted", claim, wrong)


def _is_of_another(claim: Claim, names: list[str], named: Named) -> bool:
    """Tell whether another case that the sentence mentions has the value, or it states two."""
    others = {found["id"] for found in _MENTIONED.finditer(claim.sentence)} - set(names)
    several = named.claims.says_several(claim)
    return several or any(one.values == claim.value for other in others for one in named.stated(claim, other))


def _verdict(outcome: Outcome, claim: Claim, other: Setting) -> Verdict:
    key = "announced_agrees" if outcome == "confirmed" else "named_differs"
    values = (("heading", other.quote), ("quote", claim.setting.quote))
    return Verdict(
        RULE, outcome, claim.place, claim.setting.quote, written(claim.value), written(other.values),
        Label(f"check.how.hyperparameter.{key}", values), "inconsistency",
        also=() if outcome == "confirmed" else (other.place,),
    )  # fmt: skip
