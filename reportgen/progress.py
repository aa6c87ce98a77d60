"""What a build tells while it works; the command line prints it, a library's user may ignore it."""

from reportgen.spec import Case, Dataset


class Progress:
    """Receives word of a build; this one says nothing. Override what you want to show."""

    def reading(self, dataset: str, done: int, total: int) -> None:
        """Hear how far the reading of a dataset of many files is."""

    def data(self, dataset: Dataset, places: tuple[str, ...]) -> None:
        """Hear that a dataset is loaded; `places` are where real data was looked for."""

    def begin(self, cases: int, stored: int, workers: int) -> None:
        """Hear that experiments are about to run: `cases` in all, `stored` of them known already."""

    def started(self, case: Case) -> None:
        """Hear that a case begins to train."""

    def waiting(self, case: Case) -> None:
        """Hear that another build trains a case; its result is waited for."""

    def epoch(self, case: Case, number: int, loss: float, accuracy: float) -> None:
        """Hear that an epoch of a case has ended, with its validation loss and accuracy."""

    def finished(self, case: Case, seconds: float) -> None:
        """Hear that a case is trained and stored, so long after it was given to a worker."""

    def found(self, case: Case) -> None:
        """Hear that another build has trained and stored a case meanwhile."""

    def failed(self, case: Case, message: str) -> None:
        """Hear that a case could not be trained; the others go on."""

    def end(self) -> None:
        """Hear that no experiment runs any more, whether all are done or the build stops."""
