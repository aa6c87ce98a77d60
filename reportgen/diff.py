"""The verb `diff`: which answers of a lab moved from one `answers.json` to another.

    two files -> answers side by side -> p-values, adjusted for their number -> a verdict each

`docs/answers.md` says how each kind of answer is judged, and why.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from reportgen.answers.metrics import holm
from reportgen.answers.moves import LEVEL, constant, p_value
from reportgen.answers_file import AnswerRecord, AnswersFile
from reportgen.canonical import canonical
from reportgen.errors import AnswersError

Kind = Literal["equal", "within", "unjudged", "changed", "added", "removed", "moved"]
"""Equal; within what other seeds do; numbers without seeds to judge them by; told and not judged; on one side only."""

FAILING: tuple[Kind, ...] = ("moved", "removed")
"""Kinds of which one answer fails a comparison."""

Pair = tuple[AnswerRecord, AnswerRecord]
Runs = tuple[float, ...]

WIDTH = 60
"""Characters of a value that a verdict shows."""

LARGEST = 1e100
"""What is larger is no measurement, and its square no float."""


@dataclass(frozen=True)
class Verdict:
    """What became of an answer.

    Attributes:
        kind: see `Kind`.
        id: of the answer.
        values: in the old file and in the new one, shortened; one of them if the answer is on one side only.
        why: what speaks for it; empty where nothing is told.
    """

    kind: Kind
    id: str
    values: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True)
class Diff:
    """What a comparison found.

    Attributes:
        seeds: of the build that has the more of them.
        notes: what else differs between the builds.
        verdicts: one an answer, the added ones last.
    """

    seeds: int
    notes: tuple[str, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def failed(self) -> bool:
        """Whether an answer of the old file no longer stands."""
        return any(verdict.kind in FAILING for verdict in self.verdicts)


def diff(old: AnswersFile, new: AnswersFile) -> Diff:
    """Compare the answers of two builds of a lab.

    Raises:
        AnswersError: the builds are of other labs, protocols or data: none of their answers need agree.
    """
    _check_comparable(old, new)
    before, after = ({answer.id: answer for answer in file.answers} for file in (old, new))
    pairs = {id_: (answer, after[id_]) for id_, answer in before.items() if id_ in after}
    adjusted = _adjusted(pairs)
    verdicts = chain(
        (_judged(pairs[id_], adjusted) if id_ in pairs else _gone(answer) for id_, answer in before.items()),
        (Verdict("added", id_, (_shown(answer),), "only in NEW") for id_, answer in after.items() if id_ not in before),
    )
    return Diff(max(old.seeds, new.seeds), tuple(_notes(old, new)), tuple(verdicts))


def _check_comparable(old: AnswersFile, new: AnswersFile) -> None:
    parts = [("lab", old.lab, new.lab), ("protocol", old.protocol, new.protocol)]
    for name in (name for name in old.data if name in new.data):
        one, other = (f"{item.origin} (SHA-256 {item.digest[:12]}…)" for item in (old.data[name], new.data[name]))
        parts.append((f"data {name}", one, other))
    found = [f"{name} is {one} in OLD, {other} in NEW" for name, one, other in parts if one != other]
    if found:
        hint = "compare builds of one lab, with one protocol, on the same data"
        raise AnswersError(f"cannot be compared: {'; '.join(found)}", hint)


def _notes(old: AnswersFile, new: AnswersFile) -> Iterator[str]:
    """Yield what else differs: it may explain what moved."""
    parts = (
        ("--set", " ".join(old.changes), " ".join(new.changes)),
        ("sections", " ".join(old.sections), " ".join(new.sections)),
        ("seeds", str(old.seeds), str(new.seeds)),
    )
    return (f"{name}: {one or 'none'} -> {other or 'none'}" for name, one, other in parts if one != other)


def _adjusted(pairs: Mapping[str, Pair]) -> Mapping[str, float]:
    """Return the p-value of each trained number that seeds can judge, adjusted for how many there are.

    Those that do not differ count too: which ones differ is itself chance.
    """
    tested = {id_: pair for id_, pair in pairs.items() if _kept(*pair) and _are_testable(*map(_runs, pair))}
    p_values = [p_value(_runs(old), _runs(new)) for old, new in tested.values()]
    return dict(zip(tested, holm(p_values), strict=True))


def _kept(old: AnswerRecord, new: AnswerRecord) -> bool:
    return (old.unit, old.trained) == (new.unit, new.trained)


def _are_testable(old: Runs, new: Runs) -> bool:
    return min(len(old), len(new)) > 0 and max(len(old), len(new)) > 1


def _judged(pair: Pair, adjusted: Mapping[str, float]) -> Verdict:
    old, new = pair
    kind, why = _kind(old, new, adjusted)
    return Verdict(kind, old.id, (_shown(old), _shown(new)), why)


def _kind(old: AnswerRecord, new: AnswerRecord, adjusted: Mapping[str, float]) -> tuple[Kind, str]:
    """Return what became of an answer that both files have, and why."""
    if not _kept(old, new):
        return "moved", f"{_sort(old)} -> {_sort(new)}"
    if (p := adjusted.get(old.id)) is not None and p < LEVEL:
        runs = f"{len(_runs(old))} and {len(_runs(new))}"
        return "moved", f"trained, seeds {runs}: p = {p:.2g}, adjusted; tested: {len(adjusted)}"
    if _are_equal(old, new):
        return "equal", ""
    if not old.trained:
        return "moved", "exact"
    if not (_runs(old) and _runs(new)):
        return "changed", "trained, no number: not judged"
    if p is None:
        return "unjudged", ""
    if p < 1 and constant(_runs(old)) and constant(_runs(new)):
        return "changed", "trained, the same with every seed: too few to judge"
    return "within", ""


def _are_equal(old: AnswerRecord, new: AnswerRecord) -> bool:
    """Compare the values, of two spreads with every seed."""
    spreads = {answer.spread for answer in (old, new) if answer.spread}
    return canonical(old.value) == canonical(new.value) and len(spreads) < 2


def _gone(answer: AnswerRecord) -> Verdict:
    """Judge an answer that the new file lacks: what networks learn decides which trained answers there are."""
    if answer.trained:
        return Verdict("changed", answer.id, (_shown(answer),), "trained, only in OLD: not judged")
    return Verdict("removed", answer.id, (_shown(answer),), "only in OLD")


def _sort(answer: AnswerRecord) -> str:
    return f"{'trained' if answer.trained else 'exact'} {answer.unit or 'value'}"


def _runs(answer: AnswerRecord) -> Runs:
    """Return a trained number with each of its seeds; nothing for what is none."""
    values = answer.spread.values if answer.spread else (answer.value,)
    return tuple(values) if answer.trained and _are_numbers(values) else ()


def _are_numbers(values: Iterable[object]) -> bool:
    return all(isinstance(x, int | float) and not isinstance(x, bool) and abs(x) < LARGEST for x in values)


def _shown(answer: AnswerRecord) -> str:
    if answer.spread:
        return f"{answer.spread.mean:.6g} ± {answer.spread.deviation:.2g}"
    text = canonical(answer.value)
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"
