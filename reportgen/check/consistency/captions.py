"""A case's heading against the caption of its figure: `8 orientations, 300 neurons` over `4 orientations, 100 neurons`.

Figures move: a caption may belong to the case before or after. It is refuted only where each case near it has one
caption of its own, and the captions of other cases stand under their headings.
"""

from collections.abc import Iterator

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.consistency.scopes import Scopes
from reportgen.check.consistency.titles import Titled, Values, titles_of
from reportgen.check.stated import SettingName
from reportgen.check.submission import plain
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "hyperparameter.caption"
_HOW = "check.how.hyperparameter"
OF_THE_CASE = ("neurons", "orientations", "pixels_per_cell", "dropout", "epochs", "batch_size", "learning_rate", "l2")
"""Hyper-parameters of which a network mostly has one."""


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each caption that states what the heading of its case states too."""
    cases = titles_of(claims).cases
    for index, case in enumerate(cases):
        for caption in case.captions:
            shared = [name for name in caption if name in case.values]
            wrong = [name for name in shared if caption[name].value != case.values[name].value]
            if not shared:
                continue
            if not wrong:
                yield _agrees(case, caption, shared)
            else:
                certain = (
                    any(is_of_the_case(caption[name]) for name in wrong)
                    and _certain(index, caption, cases, claims.scopes)
                    and _begins_block(case, claims)
                )
                yield _differs(case, caption, wrong, certain, claims)


def is_of_the_case(claim: Claim) -> bool:
    """Tell whether a value can only be the case's: one layer of many may have the filters, 10 are outputs."""
    return claim.setting.name in OF_THE_CASE and (claim.setting.name, claim.value) != ("neurons", (10.0,))


def is_sum(claim: Claim, values: tuple[float | str, ...]) -> bool:
    """Tell whether a number of neurons is that of the hidden layer and the ten outputs together: 310 of 300."""
    sums = tuple(value + 10 for value in values if isinstance(value, float))
    return claim.setting.name == "neurons" and claim.value == sums


def _fits(values: Values, caption: Values) -> bool:
    shared = [name for name in caption if name in values]
    return bool(shared) and all(caption[name].value == values[name].value for name in shared)


def _certain(index: int, caption: Values, cases: tuple[Titled, ...], scopes: Scopes) -> bool:
    """Tell whether a caption that contradicts its heading can only be of that heading's case."""
    case = cases[index]
    if len([one for one in case.captions if any(name in case.values for name in one)]) != 1:
        return False
    near = [cases[at] for at in (index - 1, index + 1) if 0 <= at < len(cases)]
    here = scopes.experiment(case.place.first)
    alike = [other for other in cases if scopes.experiment(other.place.first) == here]
    others = [other for other in alike if other is not case and _fits(other.values, caption)]
    settled = any(one is not case and any(_fits(one.values, own) for own in one.captions) for one in cases)
    return not others or (settled and all(len(other.captions) == 1 for other in (*others, *near)))


def _begins_block(case: Titled, claims: Claims) -> bool:
    """Tell whether a title out of a PDF begins a block: within one it may be a line of a table or a legend."""
    submission = claims.facts.submission
    block = submission.block_at(case.place.first)
    return not submission.extracted or (block is not None and block.place.first == case.place.first)


def _agrees(case: Titled, caption: Values, names: list[SettingName]) -> Verdict:
    claim, said = caption[names[0]], _said(caption, names)
    how = Label(f"{_HOW}.caption_agrees", (("heading", _said(case.values, names)), ("caption", said)))
    return Verdict(RULE, "confirmed", claim.place, claim.setting.quote, said, said, how, also=(case.place,))


def _differs(case: Titled, caption: Values, wrong: list[SettingName], certain: bool, claims: Claims) -> Verdict:
    """Return the verdict on a heading and a caption that disagree: it stands on the heading, and names the caption."""
    heading = plain(claims.facts.submission.quote(case.place, 120)).lstrip("# ")
    said, title = _said(caption, wrong), _said(case.values, wrong)
    how = Label(f"{_HOW}.caption_differs", (("heading", heading), ("caption", said), ("stated", title)))
    return Verdict(
        RULE,
        "refuted" if certain else "review",
        case.place,
        heading,
        title,
        said,
        how,
        "inconsistency",
        0.0 if certain else 0.5,
        f"caption:{case.place.first}",
        (caption[wrong[0]].place,),
    )


def _said(values: Values, names: list[SettingName]) -> str:
    """Return hyper-parameters in the student's words."""
    return ", ".join(dict.fromkeys(values[name].setting.quote for name in names))
