"""Evidence: all that answers are derived from."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.spec.data import Dataset
from reportgen.spec.evaluations import Evaluation, Outcome
from reportgen.spec.experiments import Case, Experiment
from reportgen.spec.results import Result


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that answers are derived from: the lab's cases with their results, the datasets they read, evaluations."""

    cases: tuple[Case, ...]
    results: Mapping[Experiment, Result]
    datasets: Mapping[str, Dataset]
    outcomes: Mapping[Evaluation, Outcome] = field(default_factory=dict)

    def of(self, section: str) -> tuple[Case, ...]:
        """Return the cases of one section, in the order of the lab file."""
        return tuple(case for case in self.cases if case.section == section)

    @property
    def classifiers(self) -> tuple[Case, ...]:
        """The cases whose networks give classes, not images."""
        return tuple(case for case in self.cases if case.experiment.training.target == "class")

    def result(self, case: Case) -> Result:
        """Return the result of a case."""
        return self.results[case.experiment]

    def outcome(self, evaluation: Evaluation) -> Outcome:
        """Return what came of an evaluation that a section asked for."""
        return self.outcomes[evaluation]

    def run(self, number: int) -> "Evidence":
        """Return the evidence of one of the lab's seeds alone, counted from 0; replicates stay together."""
        return replace(self, cases=tuple(case.run(number) for case in self.cases))

    def runs(self, case: Case) -> tuple[Result, ...]:
        """Return the results of a case with each of its seeds, the first one first."""
        return tuple(self.results[experiment] for experiment in case.runs)

    def dataset(self, case: Case) -> Dataset:
        """Return the dataset that a case reads."""
        return self.datasets[case.experiment.dataset]
