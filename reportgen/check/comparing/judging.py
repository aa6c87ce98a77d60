"""What the readings of a claim come to: confirmed if one is right, refuted if all are surely wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.comparing.figures import Figure, unique
from reportgen.check.comparing.measures import Measure
from reportgen.check.comparing.relations import Relation
from reportgen.check.comparing.speech import Speech
from reportgen.check.comparing.weighing import Weight
from reportgen.check.verdict import Outcome

Reading = tuple[Weight, ...]


@dataclass(frozen=True)
class Judgement:
    """What is to be said of a claim.

    Attributes:
        outcome: as of a verdict.
        suspicion: of a review.
        figures: that decide, each once.
        reason: why it is not certain: the name of a label; empty if it is.
    """

    outcome: Outcome
    suspicion: float
    figures: tuple[Figure, ...]
    reason: str = ""


def judge(
    readings: Sequence[Reading], relation: Relation, measure: Measure, how: Speech, certain: bool, whole: bool
) -> Judgement | None:
    """Return what the readings of a claim come to; None if no figures bear on it.

    Args:
        readings: for each way to understand who is meant, what each metric says; the likelier first.
        relation: what is said.
        measure: by what.
        how: whether it is hedged, an opinion, judged by something else.
        certain: whether the readings are all there are.
        whole: whether each word of the clause is understood; else it is neither confirmed nor refuted.
    """
    weighed = [reading for reading in readings if reading]
    if not weighed:
        return None
    figures = tuple(unique([figure for weight in weighed[0] for figure in weight.figures]))
    loose = measure.one_of and not relation.judging
    states = [_state(reading, loose) for reading in weighed]
    if all(state == "right" for state in states) or (states[0] == "right" and certain):
        return Judgement("confirmed", 0.0, figures) if whole else None
    if states[0] == "right":
        return None
    if "right" in states:
        return Judgement("review", 0.25, figures, "readings")
    if all(state == "wrong" for state in states) and len(weighed) == len(readings):
        return _wrong(figures, measure, how, certain and whole)
    if "mixed" in states:
        return Judgement("review", 0.45, figures, "metrics")
    return Judgement("review", 0.5, figures, "interval")


def _state(reading: Reading, loose: bool) -> str:
    """Return `right`, `wrong` (surely by all metrics), `mixed` (right by one, wrong by another) or `close`."""
    holds = [weight.holds for weight in reading]
    if all(hold > 0 for hold in holds) or (loose and any(hold > 0 for hold in holds)):
        return "right"
    if any(hold > 0 for hold in holds):
        return "mixed"
    return "wrong" if all(hold == -2 for hold in holds) else "close"


def _wrong(figures: tuple[Figure, ...], measure: Measure, how: Speech, certain: bool) -> Judgement:
    for held, reason in (
        (how.hedged, "hedged"),
        (not certain, "named"),
        (how.opinion and not measure.explicit, "opinion"),
        (how.other and not measure.explicit, "criterion"),
        (how.here and measure.word in ("", "accurate", "overall"), "criterion"),
    ):
        if held:
            return Judgement("review", 0.7, figures, reason)
    return Judgement("refuted", 0.0, figures)
