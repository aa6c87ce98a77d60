"""The questions of each lab's handout, and what tells that a report answers them: one TOML file for each lab.

`pw04.toml` explains the keys.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from reportgen.check.patterns import regex

FactName = Literal["counts", "cases", "scores", "matrices", ""]
LABS = ("pw04", "assignment7")


@dataclass(frozen=True)
class Evidence:
    """Something that an answer has.

    Attributes:
        words: all of them in one block; none if a fact is asked for.
        fact: what kind of fact; empty if words are asked for.
        least: how many of the fact.
        or_words: words that serve as well as the fact.
    """

    words: tuple[re.Pattern[str], ...]
    fact: FactName
    least: int
    or_words: re.Pattern[str] | None


@dataclass(frozen=True)
class HandoutQuestion:
    """A question of a handout.

    Attributes:
        id: as in the lab file.
        experiment: of its part; empty if it may be answered anywhere.
        titles: of headings under which it is answered.
        kinds: of the verdicts that belong to it.
        evidence: all that an answer has.
        edition: of the handout that asks it; empty if all do.
        anywhere: whether its words tell it where no heading names its experiment.
    """

    id: str
    experiment: str
    titles: re.Pattern[str]
    kinds: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    edition: str
    anywhere: bool


@dataclass(frozen=True)
class Handout:
    """The questions of a lab.

    Attributes:
        lab: its name.
        marks: words that reports on this lab have and those on others have not.
        questions: in the order of the handout.
    """

    lab: str
    marks: re.Pattern[str]
    questions: tuple[HandoutQuestion, ...]


@cache
def load(lab: str) -> Handout:
    """Return the handout of a lab: one of `LABS`."""
    table = tomllib.loads((Path(__file__).parent / f"{lab}.toml").read_text("utf-8"))
    return Handout(lab, _pattern(table["marks"]), tuple(map(_question, table["question"])))


def _question(table: Mapping[str, object]) -> HandoutQuestion:
    evidence = cast(list[Mapping[str, object]], table["evidence"])
    return HandoutQuestion(
        str(table["id"]),
        str(table["experiment"]),
        _pattern(table["titles"]),
        tuple(cast(list[str], table["kinds"])),
        tuple(map(_evidence, evidence)),
        str(table.get("edition", "")),
        bool(table.get("anywhere", False)),
    )


def _evidence(table: Mapping[str, object]) -> Evidence:
    fact = table.get("fact", "")
    if fact not in get_args(FactName):
        raise ValueError(f"expected one of {get_args(FactName)}, received {fact!r}")
    words, others = table.get("words", []), table.get("or_words")
    patterns = tuple(map(_pattern, [words] if isinstance(words, str) else cast(list[str], words)))
    least = cast(int, table.get("least", 1))
    return Evidence(patterns, cast(FactName, fact), least, _pattern(others) if others else None)


def _pattern(text: object) -> re.Pattern[str]:
    return regex(str(text), re.IGNORECASE)
