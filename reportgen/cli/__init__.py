"""The command line: a module a command; each parses, calls one function, prints and exits.

Exit codes: 0 done; 1 a known error, one line on stderr, or damaged data in `reportgen data`; 2 wrong usage;
130 stopped with Ctrl-C. An unknown error is a bug and shows its traceback; `REPORTGEN_DEBUG=1` shows a known one's too.
"""

import logging
import os
import sys
from typing import NoReturn

from reportgen.cli import answers, build, check, data, diff, init, pack, site, store
from reportgen.cli.app import app
from reportgen.errors import ReportgenError, show_traceback

__all__ = ["answers", "app", "build", "check", "data", "diff", "init", "main", "pack", "site", "store"]


def main() -> None:
    """Run the command line: a known error is one line and a hint on stderr, exit 1."""
    logging.addLevelName(logging.WARNING, "warning")
    logging.addLevelName(logging.ERROR, "error")
    logging.basicConfig(format="reportgen: %(levelname)s: %(message)s", level=logging.WARNING)
    try:
        app()
    except ReportgenError as error:
        show_traceback(error)
        _fail(error.message, error.hint)
    except OSError as error:
        if _stdout_works():
            raise
        _fail(f"standard output cannot be written: {error.strerror}")


def _fail(message: str, hint: str = "") -> NoReturn:
    print(f"reportgen: {message}", file=sys.stderr)  # noqa: T201
    if hint:
        print(f"  hint: {hint}", file=sys.stderr)  # noqa: T201
    sys.exit(1)


def _stdout_works() -> bool:
    """Try an empty line; if stdout refuses it, give stdout up, or Python would complain once more at its end."""
    try:
        print(flush=True)  # noqa: T201
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return False
    return True
