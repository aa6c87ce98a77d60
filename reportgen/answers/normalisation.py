"""Batch normalisation: which networks have it, its weights, how much of its first averages is left after training."""

from collections.abc import Iterator, Sequence
from math import ceil

from reportgen.answers.forward import BATCH_NORMALIZATION_EPSILON
from reportgen.protocol import part, split
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
    yield Answer(f"{prefix}.steps", _steps(case, evidence), "count")
    yield Answer(f"{prefix}.left", MOMENTUM ** _steps(case, evidence), "share")


def _names(case: Case) -> tuple[str, ...]:
    return tuple(layer.name for layer in case.experiment.model.layers if layer.kind == "BatchNormalization")


def _steps(case: Case, evidence: Evidence) -> int:
    """Return how many mini-batches a network learns from."""
    dataset, training = evidence.dataset(case), case.experiment.training
    images = len(part(dataset.y_train, split(dataset, training.protocol)[0], training.share))
    return training.epochs * ceil(images / training.batch_size)
