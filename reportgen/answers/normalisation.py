"""Batch normalisation: which networks have it, its weights, how much of its first averages is left after training."""

from collections.abc import Iterator, Sequence

from reportgen.answers.batches import steps
from reportgen.answers.forward import BATCH_NORMALIZATION_EPSILON
from reportgen.spec import Answer, Case, Evidence

MOMENTUM = 0.99
"""How much of the moving mean and variance is kept at each step: Keras's default."""


def answers(prefix: str, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Derive the layer that is explained, the first one of the first case that has any; `cases` names all of them."""
    found = [case for case in cases if _names(case)]
    yield Answer(f"{prefix}.cases", tuple(case.id for case in found))
    if not found:
        return
    case = found[0]
    yield Answer(f"{prefix}.layer", _names(case)[0])
    yield Answer(f"{prefix}.layers", len(_names(case)), "count")
    yield Answer(f"{prefix}.epsilon", float(BATCH_NORMALIZATION_EPSILON), "value")
    yield Answer(f"{prefix}.momentum", MOMENTUM, "value")
    yield Answer(f"{prefix}.steps", steps(case, evidence), "count")
    yield Answer(f"{prefix}.left", left(case, evidence), "share")


def left(case: Case, evidence: Evidence) -> float:
    """Return which share of the first moving averages is left after training; 0 of a network without any."""
    return MOMENTUM ** steps(case, evidence) if _names(case) else 0.0


def _names(case: Case) -> tuple[str, ...]:
    return tuple(layer.name for layer in case.experiment.model.layers if layer.kind == "BatchNormalization")
