"""What a build tells while it works; the command line prints it, a library's user may ignore it."""

from reportgen.spec import Case, Dataset, Trial

Planned = Case | Trial
"""What runs, under the name that people know."""


class Progress:
    """Receives word of a build; this one says nothing. Override what you want to show."""

    def reading(self, dataset: str, done: int, total: int) -> None:
        """Hear how far the reading of a dataset of many files is."""

    def data(self, dataset: Dataset, places: tuple[str, ...]) -> None:
        """Hear that a dataset is loaded; `places` are where real data was looked for."""

    def begin(self, called: str, cases: int, stored: int, workers: int) -> None:
        """Hear that `experiments` or `evaluations` are about to run: `cases` in all, `stored` of them known already."""

    def started(self, case: Planned) -> None:
        """Hear that a case begins to train, or a trial to be evaluated."""

    def waiting(self, case: Planned) -> None:
        """Hear that another build works on it; its result is waited for."""

    def epoch(self, case: Planned, number: int, loss: float, accuracy: float) -> None:
        """Hear that an epoch of a case has ended, or a change of a trial, with its loss and accuracy."""

    def finished(self, case: Planned, seconds: float) -> None:
        """Hear that a case or trial is stored, so long after it was given to a worker."""

    def found(self, case: Planned) -> None:
        """Hear that another build has stored it meanwhile."""

    def failed(self, case: Planned, message: str) -> None:
        """Hear that it could not be made; the others go on."""

    def end(self) -> None:
        """Hear that no experiment runs any more, whether all are done or the build stops."""
