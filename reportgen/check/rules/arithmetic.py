"""Stub."""

from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = ()


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield nothing yet."""
    del facts
    yield from ()
