"""Regular expressions that wait for their first use: the same as compiled ones, none of them wrong."""

import gc
import re
from importlib import import_module
from pathlib import Path

import pytest

from reportgen.check import patterns
from reportgen.check.patterns import regex

PACKAGE = Path(patterns.__file__).parent


def test_an_expression_is_compiled_when_it_is_used() -> None:
    """It finds what a compiled one finds, has its attributes, and is compiled once."""
    late, compiled = regex(r"(?P<n>\d+)", re.IGNORECASE), re.compile(r"(?P<n>\d+)", re.IGNORECASE)
    assert late.pattern == compiled.pattern
    assert late.flags == compiled.flags
    assert late.sub("x", "a1b22") == "axbx"
    assert [match["n"] for match in late.finditer("a1b22")] == ["1", "22"]
    assert late.search is late.search


def test_a_wrong_expression_is_told_at_its_first_use() -> None:
    """What `re` says of a wrong expression is said when it is used."""
    with pytest.raises(re.error, match="unterminated"):
        regex("(").search("")


def test_every_expression_of_the_check_is_right() -> None:
    """No expression waits to fail at a report."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parents[1]).with_suffix("").parts).removesuffix(".__init__")
        import_module(name)
    waiting = [one for one in gc.get_objects() if type(one) is patterns._Waiting]
    assert len(waiting) > 500
    for one in waiting:
        assert one.pattern


def test_no_group_is_possessive() -> None:
    """CPython before 3.11.5 matches possessive groups that can go back wrongly (its issue 106052); a class is safe."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{{1,2}\d*,?\d*\}{1,2})\+")
    found = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if possessive.search(line)
    ]
    assert found == []
