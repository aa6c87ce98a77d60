"""The signs of a plot that a PDF holds as text: the numbers on its axes, their titles, its legend.

They are no sentences: `0.995 accuracy` beside an axis states no accuracy. A run of such lines is told by three numbers
one below the other in equal steps, and by an axis's title or its numbers in one line.
"""

from collections.abc import Sequence
from itertools import pairwise

from reportgen.check.patterns import regex

_SAID = (
    "epoch epochs époque époques epoque epoques loss perte erreur error accuracy acc exactitude précision precision "
    "justesse val_loss val_accuracy val_acc model training train test validation val entraînement entrainement "
    "apprentissage"
)
_WORDS = frozenset(_SAID.split())
_NUMBER = regex(r"[-−]?[0-9]{1,6}(?:[.,][0-9]{1,6})?%?")
_LONGEST, _MOST = 80, 400
_ENOUGH = 3
"""So many numbers in equal steps are an axis."""


def axes_end(lines: Sequence[str], start: int) -> int:
    """Return where the signs of a plot end (excluded) that begin at a line; `start` if none begin there."""
    read = [found for found in (_read(lines[start]),) if found is not None]
    while read and len(read) < _MOST and start + len(read) < len(lines):
        following = _read(lines[start + len(read)])
        if following is None:
            break
        read.append(following)
    return start + len(read) if _is_plot(read) else start


def _read(line: str) -> tuple[tuple[float, ...], bool] | None:
    """Return the numbers of a line and whether it has words, if a plot may have it: one number, an axis, a title."""
    pieces = line.split() if len(line) <= _LONGEST else []
    numbers = [piece for piece in pieces if _NUMBER.fullmatch(piece)]
    words = pieces[len(numbers) :]
    if not pieces or pieces[: len(numbers)] != numbers or not all(_is_title(word) for word in words):
        return None
    values = tuple(float(number.strip("%").replace("−", "-").replace(",", ".")) for number in numbers)
    return (values, bool(words)) if len(values) < 2 or _steps(values) else None


def _is_title(word: str) -> bool:
    return word.strip("(),;:").lower() in _WORDS


def _steps(values: Sequence[float]) -> bool:
    """Tell whether numbers are those of an axis: enough, in equal steps."""
    steps = [after - before for before, after in pairwise(values)]
    return len(values) >= _ENOUGH and steps[0] != 0 and all(abs(step - steps[0]) < 1e-6 for step in steps)


def _is_plot(read: Sequence[tuple[tuple[float, ...], bool]]) -> bool:
    singles = [values[0] if len(values) == 1 else None for values, _ in read]
    runs = (singles[at : at + _ENOUGH] for at in range(len(singles) - _ENOUGH + 1))
    upright = any(_steps([one for one in run if one is not None]) for run in runs)
    return upright and any(words or len(values) > 1 for values, words in read)
