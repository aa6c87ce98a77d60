"""A case's heading against the sentence that announces it: `300 neurons`, and then `this model has 200 neurons`.

Only sentences that say how the model of the case is. A value that another case has may be a comparison, unless the
sentence points at the model of its own part (`this model`, `ici`): then heading and text contradict each other whatever
the other cases have, and one of the two was left from another case.
"""

import re
from collections.abc import Iterator

from reportgen.check.consistency.captions import is_of_the_case, is_sum
from reportgen.check.consistency.claims import Claim, Claims, is_plain, written
from reportgen.check.consistency.titles import Titled, titles_of
from reportgen.check.patterns import regex
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "hyperparameter.caption"
NEAR = 8
"""So many lines below its heading a sentence may begin to comment."""
_THIS = regex(
    r"(?:this|ce|cet|cette)(?: (?:\w+[eè]me|first|second|third|fourth|last|new|premi[eè]re?|seconde?|derni[eè]re?"
    r"|nouveau|nouvelle))? (?:model|network|case|experiment|run|configuration|mod[eè]le|r[eé]seau|cas|essai"
    r"|exp[eé]rience|mesure|version|variante?)(?: here)?,? "
    r"(?:has|uses|is|contains|with|consists|a|utilise|poss[eè]de|comporte|est|avec|comprend|contient|on|we|nous)\b"
    r"|(?:here|ici),? (?:we|on|nous|j['’]|i|il y a|the (?:model|network)|le (?:mod[eè]le|r[eé]seau))\b",
    re.IGNORECASE,
)
_ANNOUNCES = regex(
    r"(?:this|the|our|ce|le|notre|cette|la) (?:model|network|case|experiment|run|configuration|mod[eè]le|r[eé]seau"
    r"|cas|exp[eé]rience|mesure)\w? "
    r"(?:here )?(?:has|uses|is|contains|with|consists|a|utilise|poss[eè]de|comporte|est|avec|comprend)\b"
    r"|(?:here|ici|in this (?:case|model|experiment|run)|for this (?:case|model|experiment|run)"
    r"|dans ce(?:tte)? (?:cas|mod[eè]le|exp[eé]rience)"
    r"|pour ce(?:tte)? (?:cas|mod[eè]le|mesure|exp[eé]rience|test)),? (?:we|on|nous|j['’]|i|il y a|the (?:model"
    r"|network)|le (?:mod[eè]le|r[eé]seau))\b"
    r"|(?:model|mod[eè]le|network|r[eé]seau|results?|r[eé]sultats?) (?:with|avec|obtained with|obtenus? avec)\b"
    r"|(?:we|nous|on) (?:use|utilisons|utilise|avons utilis[eé]|have used|used)\b",
    re.IGNORECASE,
)


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each sentence that announces a case and states what its heading states too."""
    cases = titles_of(claims).cases
    for case in cases:
        for claim in claims.within(case.extent):
            title = case.values.get(claim.setting.name)
            if title is None or claim.setting.where not in ("prose", "item") or not claim.is_single:
                continue
            if claims.says_several(claim) or is_sum(claim, title.value):
                continue
            pointing = _points(claim)
            if claim.place.first == case.place.first or not (pointing or _announces(claim)):
                continue
            if claim.value == title.value:
                yield _verdict("confirmed", claim, title, "announced_agrees")
            else:
                near = claim.place.first - case.place.first <= NEAR and is_of_the_case(claim)
                certain = near and (pointing or not _elsewhere(claim, cases)) and claims.is_whole(claim)
                yield _verdict("refuted" if certain else "review", claim, title, "announced_differs")


def _points(claim: Claim) -> bool:
    """Tell whether a sentence says how the very model of its part is, and nothing else."""
    this = _THIS.match(claim.sentence)
    return this is not None and is_plain(claim.sentence[this.end() :])


def _announces(claim: Claim) -> bool:
    return claim.plain and _ANNOUNCES.match(claim.sentence) is not None


def _elsewhere(claim: Claim, cases: tuple[Titled, ...]) -> bool:
    stated = [case.values.get(claim.setting.name) for case in cases]
    return any(one is not None and one.value == claim.value for one in stated)


def _verdict(outcome: Outcome, claim: Claim, title: Claim, key: str) -> Verdict:
    values = (("heading", title.setting.quote), ("quote", claim.setting.quote))
    return Verdict(
        RULE, outcome, claim.place, claim.setting.quote, written(claim.value), written(title.value),
        Label(f"check.how.hyperparameter.{key}", values), "inconsistency", 0.4 if outcome == "review" else 0.0,
        also=(title.place,),
    )  # fmt: skip
