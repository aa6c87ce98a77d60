"""The same hyper-parameter twice in one part, with two values: `Epochs: 10` in a list, `20 epochs` in a sentence."""

from collections.abc import Iterator

from reportgen.check.consistency.claims import Claim, Claims, written
from reportgen.check.stated import SettingName
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "hyperparameter.restated"
_NAMES: tuple[SettingName, ...] = ("epochs", "batch_size", "learning_rate")


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a review for each sentence that contradicts the list above it, where both say one value plainly."""
    scopes = dict.fromkeys(
        claims.scopes.own_lines(claim.place.first) for claim in claims.text if claim.setting.name in _NAMES
    )
    for scope in scopes:
        for name in _NAMES:
            yield from _within(claims.within(scope, name))


def _within(found: tuple[Claim, ...]) -> Iterator[Verdict]:
    listed = [claim for claim in found if claim.setting.where == "item" and claim.plain and claim.is_single]
    said = [claim for claim in found if claim.setting.where == "prose" and claim.plain and claim.is_single]
    if len({claim.value for claim in listed}) != 1 or len({claim.value for claim in said}) != 1 or len(listed) > 2:
        return
    if listed[0].value != said[0].value:
        values = (("quote", said[0].setting.quote), ("listed", listed[0].setting.quote))
        yield Verdict(
            RULE, "review", said[0].place, said[0].setting.quote, written(said[0].value), written(listed[0].value),
            Label("check.how.hyperparameter.restated", values), "inconsistency", 0.4, also=(listed[0].place,),
        )  # fmt: skip
