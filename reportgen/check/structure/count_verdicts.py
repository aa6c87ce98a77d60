"""Verdicts on stated counts, and how a count comes about."""

from reportgen.arithmetic import write
from reportgen.check.stated import StatedNetwork
from reportgen.check.structure.claims import Claim
from reportgen.check.structure.judging import number
from reportgen.check.structure.readings import Count
from reportgen.check.submission import Place
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "structure.count"


def confirmed(claim: Claim, count: Count) -> Verdict:
    """Return the verdict on a claim that is right."""
    right = number(count.value)
    return Verdict(RULE, "confirmed", claim.place, claim.quote, number(claim.quantity.value), right, how(count))


def differs(claim: Claim, right: Count, copied: bool, certain: bool, network: StatedNetwork) -> Verdict:
    """Return the verdict on a claim that its network does not bear out: wrong, or for review if that is not certain."""
    label = "total_elsewhere" if copied else "expected"
    values = (("found", claim.quantity.text), ("count", how(right)))
    beside = network.place == claim.place
    return Verdict(
        RULE,
        "refuted" if certain else "review",
        claim.place,
        claim.quote,
        number(claim.quantity.value),
        number(right.value),
        Label(f"check.how.structure.{label}", values),
        suspicion=0.0 if certain else 0.6,
        cause=f"{RULE}:{network.place.first}" if network.origin == "prose" else "",
        also=() if beside else (Place(network.place.first, min(network.place.last, network.place.first + 4)),),
    )


def foreign_total(claim: Claim, foreign: Count) -> Verdict:
    """Return the review of a total that only another network of the report has."""
    values = (("found", claim.quantity.text), ("count", how(foreign)))
    found, question = number(claim.quantity.value), Label("check.how.structure.which_model")
    how_ = Label("check.how.structure.elsewhere", values)
    return Verdict(RULE, "review", claim.place, claim.quote, found, "", how_, "inconsistency", 0.5, question=question)


def how(count: Count) -> Label:
    """Return how a count comes about."""
    formula = write(count.formula or count.value, str)
    plain = formula == str(count.value)
    values = (("layer", count.layer), ("formula", formula), ("value", count.value))
    return Label(f"check.how.structure.count_{count.what}{'_plain' if plain else ''}", values)
