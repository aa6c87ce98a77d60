"""Results: what was learned, and all that answers are derived from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reportgen.spec.data import Dataset, Floats, Labels
from reportgen.spec.experiments import Arguments, Case, Experiment


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
            the last one (`course`) or the one of lowest validation loss (`holdout`); (n, 1) for one output.
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


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that answers are derived from: the lab's cases with their results, and the datasets they read."""

    cases: tuple[Case, ...]
    results: Mapping[Experiment, Result]
    datasets: Mapping[str, Dataset]

    def of(self, section: str) -> tuple[Case, ...]:
        """Return the cases of one section, in the order of the lab file."""
        return tuple(case for case in self.cases if case.section == section)

    def result(self, case: Case) -> Result:
        """Return the result of a case."""
        return self.results[case.experiment]

    def run(self, number: int) -> "Evidence":
        """Return the evidence of one of the lab's seeds alone, counted from 0; replicates stay together."""
        return replace(self, cases=tuple(_of_run(case, number) for case in self.cases))

    def runs(self, case: Case) -> tuple[Result, ...]:
        """Return the results of a case with each of its seeds, the first one first."""
        return tuple(self.results[experiment] for experiment in case.runs)

    def dataset(self, case: Case) -> Dataset:
        """Return the dataset that a case reads."""
        return self.datasets[case.experiment.dataset]


def _of_run(case: Case, number: int) -> Case:
    return case if case.replicates > 1 else replace(case, experiment=case.runs[number], repeats=())
