"""Progress on the terminal: bars where a person watches, plain lines elsewhere. All of it goes to stderr."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from reportgen.progress import Planned, Progress
from reportgen.spec import Dataset, Trial


class TerminalProgress(Progress):
    """Prints what a build tells."""

    def __init__(self) -> None:
        self.console = Console(stderr=True, highlight=False)
        self.console.soft_wrap = not self.console.is_terminal  # a person's lines wrap at words, a log's never
        self.bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[note]}"),
            TimeElapsedColumn(),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        self.tasks: dict[Planned, TaskID] = {}
        self.reading_bars = ReadingBars()

    def __enter__(self) -> "TerminalProgress":
        """Begin to draw."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        self.reading_bars.stop()
        self.bars.stop()

    def reading(self, dataset: str, done: int, total: int) -> None:
        """Move the bar of the dataset."""
        self.reading_bars.report(dataset, done, total)

    def data(self, dataset: Dataset, places: tuple[str, ...]) -> None:
        """Warn of sample data."""
        self.reading_bars.stop()
        if dataset.origin == "sample":
            reason = f"no real data found (looked for {', '.join(places)})" if places else "as asked"
            self._line(f"warning: {dataset.info.name}: using sample data: {reason}")

    def begin(self, called: str, cases: int, stored: int, workers: int) -> None:
        """Say how much there is to do."""
        todo = "train" if called == "experiments" else "run"
        self._line(f"{cases - stored} of {cases} {called} to {todo}, {workers} side by side")
        self._line("TensorFlow starts first; that can take a minute the first time")
        self.bars.start()

    def started(self, case: Planned) -> None:
        """Open a bar."""
        self.tasks[case] = self.bars.add_task(case.key, total=case.steps, note="starting TensorFlow")
        if not self.console.is_terminal:
            self._line(f"{case.key}: {'evaluating' if isinstance(case, Trial) else 'training'}")

    def waiting(self, case: Planned) -> None:
        """Say whose result is waited for."""
        self.bars.update(self.tasks[case], note="another build works on it")
        self._line(f"{case.key}: another build works on it; waiting for its result")

    def epoch(self, case: Planned, number: int, loss: float, accuracy: float) -> None:
        """Move the bar."""
        note = f"loss {loss:.4f}, accuracy {accuracy:.4f}"
        self.bars.update(self.tasks[case], completed=number, note=note)

    def finished(self, case: Planned, seconds: float) -> None:
        """Say that a case is stored."""
        if not self.console.is_terminal:
            self._line(f"{case.key}: stored after {seconds:.0f} s")

    def found(self, case: Planned) -> None:
        """Say that another build has stored a case."""
        self.bars.update(self.tasks[case], completed=case.steps, note="found")
        self._line(f"{case.key}: found: another build has made it")

    def failed(self, case: Planned, message: str) -> None:
        """Say what went wrong; the others go on."""
        self._line(f"{case.key}: failed: {message}")

    def end(self) -> None:
        """Leave the finished bars on the screen, and take away those that stopped halfway."""
        for task in self.bars.tasks:
            if not task.finished:
                self.bars.remove_task(task.id)
        self.bars.stop()

    def _line(self, text: str) -> None:
        self.console.print(f"reportgen: {text}", markup=False)


class ReadingBars:
    """Shows how far slow reading and downloading are: a bar for each kind of work, where a person watches."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
        self.bars = Bars(*columns, console=console, disable=not console.is_terminal)
        self.tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "ReadingBars":
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the terminal as it was."""
        self.stop()

    def stop(self) -> None:
        """Leave the finished bars on the screen."""
        self.bars.stop()

    def report(self, what: str, done: int, total: int) -> None:
        """Move the bar of a kind of work; the first one begins to draw."""
        self.bars.start()
        if what not in self.tasks:
            self.tasks[what] = self.bars.add_task(what)
        self.bars.update(self.tasks[what], completed=done, total=total)
