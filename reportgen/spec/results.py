"""Results: what was learned."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.spec.data import Floats, Labels
from reportgen.spec.experiments import Arguments


@dataclass(frozen=True)
class History:
    """Loss and accuracy after each epoch, the training ones without dropout on fixed training images."""

    loss: tuple[float, ...]
    accuracy: tuple[float, ...]
    val_loss: tuple[float, ...]
    val_accuracy: tuple[float, ...]


@dataclass(frozen=True)
class Provenance:
    """Where and how long: informative, never part of a comparison or of a report's bytes (versions excepted)."""

    versions: tuple[tuple[str, str], ...]
    processor: str
    seconds: float


@dataclass(frozen=True, eq=False)
class Result:
    """What a training run learned; every number of a report is derived from it.

    Attributes:
        history: one value per epoch.
        test: probabilities on the test set (n, classes), float32, of the epoch that the protocol chooses:
            the last one (`course`) or the one of lowest validation loss (`holdout`); (n, 1) for one output; none of a
            network whose target is the image: an evaluation can make them again.
        validation_best: probabilities on the validation set at the epoch of lowest validation loss.
        validation_last: probabilities on the validation set after the last epoch.
        validation_labels: labels of the validation set; see `protocol.validation`.
        weights: arrays by `layer/variable`, of the same epoch as `test`.
        parameters: Keras's own count of the weights.
        optimizer_arguments: names and defaults of the optimizer's arguments, from the installed Keras class.
        provenance: informative.
    """

    history: History
    test: Floats
    validation_best: Floats
    validation_last: Floats
    validation_labels: Labels
    weights: Mapping[str, Floats]
    parameters: int
    optimizer_arguments: Arguments
    provenance: Provenance
