"""What a person watches: whatever happens, the terminal is left as it was."""

import io

import pytest
from rich.console import Console

from reportgen.terminal import TerminalProgress


def test_reading_that_ends_halfway_leaves_the_terminal_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cursor that bars hide is shown again, even where nobody hears that the data is loaded."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    progress = TerminalProgress()
    written = io.StringIO()
    progress.reading_bars.bars.live.console = Console(file=written, force_terminal=True)
    with progress:
        progress.reading("x-rays", 1, 2)
    hidden, shown = written.getvalue().rfind("\x1b[?25l"), written.getvalue().rfind("\x1b[?25h")
    assert 0 <= hidden < shown
