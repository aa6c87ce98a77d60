"""Tables of layers that students make: `| Dense (ReLU) | 64 | 4,160 |`, each row against the outputs of the one before.

A row is judged where the output of the row before is stated: so a wrong number is wrong whatever network is meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod

from reportgen.check.facts import Facts
from reportgen.check.facts.folding import folded
from reportgen.check.facts.passages import clean
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.structure.judging import number
from reportgen.check.submission import Block, Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "structure.layers"
_NAMES = regex(r"(?:layers?|couches?|types?|noms?|names?)(?: \(type\)| de la couche| type)?")
_COUNTS = regex(
    r"(?:#? ?params?\.?(?: ?#)?|parameters?|parametres?|(?:number|nombre|nb\.?) (?:of |de )?(?:params?|parameters?"
    r"|parametres?)|poids|weights)"
)
_OUTPUTS = regex(
    r"(?:output(?: shape| size)?|sorties?|shape|forme(?: de (?:la )?sortie)?|taille(?: de (?:la )?sortie)?"
    r"|units?|neurons?"
    r"|neurones?|unites?|dimensions?|size)"
)
_DENSE = regex(r"\b(?:dense|fully[ -]connected|fc|entierement connectee?|hidden|cachee?|output|sortie|softmax)\b")
_CONV = regex(r"\bconv(?:olution\w*)?(?:2d)?\b")
_SAME = regex(r"\b(?:flatten|aplat\w*|input|entree|drop-?out|max-?pool\w*|pool\w*|activation|relu)\b")
_KERNEL = regex(r"(?<!\d)(\d) ?[x×*] ?\d(?![\d ]*[x×*])")
_UNKNOWN = regex(r"\b(?:sans biais|no bias|use_bias|batch|separable|depthwise|transpos\w*|lstm|embedding|total)\b")
_ALTERNATIVE = regex(r"\b(?:networks?|models?|reseaux?|modeles?|cases?|cas|variante?s?|versions?|essais?|option)\b")
_TEN, _PIXELS = 10, 784


@dataclass(frozen=True)
class _Columns:
    """Where a table has the names of layers, their outputs and their parameters."""

    name: int
    output: int | None
    count: int


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each row whose parameters follow from the rows before."""
    for block in facts.submission.of("table"):
        if not block.damaged and len(block.cells) > 2 and "(None" not in block.text:
            columns = _columns([folded(clean(cell)).strip(" *:") for cell in block.cells[0]])
            if columns is not None:
                yield from _rows(block, columns)


def _columns(head: Sequence[str]) -> _Columns | None:
    names = [index for index, text in enumerate(head) if _NAMES.fullmatch(text)]
    counts = [index for index, text in enumerate(head) if _COUNTS.fullmatch(text)]
    outputs = [index for index, text in enumerate(head) if _OUTPUTS.fullmatch(text)]
    if len(names) != 1 or len(counts) != 1 or len(outputs) > 1:
        return None
    return _Columns(names[0], outputs[0] if outputs else None, counts[0])


def _rows(block: Block, columns: _Columns) -> Iterator[Verdict]:
    before: tuple[int, ...] | None = None
    sizes = {int(size) for size in re.findall(r"\d+", block.text)} | {_PIXELS}
    if any(_ALTERNATIVE.search(folded(row[columns.name])) for row in block.cells[1:] if len(row) > columns.name):
        return
    for index, row in enumerate(block.cells[1:], start=1):
        cells = [clean(cell).strip(" *") for cell in row]
        if len(cells) <= max(columns.name, columns.count, columns.output or 0):
            before = None
            continue
        name = folded(cells[columns.name])
        shape = _shape(cells[columns.output]) if columns.output is not None else _units(name)
        stated = _only(cells[columns.count])
        formula = _formula(name, before, shape)
        if stated is not None and formula and not _UNKNOWN.search(name):
            place = block.rows[index] if index < len(block.rows) else block.place
            found = _verdict(stated, formula, place, " | ".join(cells), name)
            yield (
                replace(found, outcome="review", suspicion=0.3)
                if _reads_another(found, stated, shape, sizes)
                else found
            )
        before = shape


def _reads_another(found: Verdict, stated: Quantity, shape: tuple[int, ...] | None, sizes: set[int]) -> bool:
    """Tell whether a wrong row fits another size of the table: its rows may be networks of one layer, not layers."""
    if found.outcome != "refuted" or shape is None or len(shape) != 1:
        return False
    read, rest = divmod(int(stated.value), shape[0])
    return rest == 0 and (read - 1 in sizes or read in sizes)


def _shape(cell: str) -> tuple[int, ...] | None:
    """Return the sizes that a cell states, without the axis of the batch."""
    text = re.sub(r"^\(?\s?(?:None|\?|batch)\s?,", "", cell.strip()).strip("()[] ")
    if regex(r"[a-zA-Z]{4}").search(text.replace("neurons", "").replace("neurones", "").replace("units", "")):
        return None
    if re.search(r"[x×*,] ?\d{1,3}(?:[x×*, ]|$)", text):
        sizes = [int(size) for size in re.findall(r"\d+", text)]
        return tuple(sizes) if len(sizes) in (2, 3) else None
    one = _only(text)
    return (int(one.value),) if one is not None and one.value >= 1 else None


def _units(name: str) -> tuple[int, ...] | None:
    """Return the neurons that the name of a dense layer gives: `Dense 200`."""
    numbers = re.findall(r"(?<![\w.])\d{1,4}(?![\w.])", name)
    return (int(numbers[0]),) if len(numbers) == 1 and _DENSE.search(name) else None


def _only(cell: str) -> Quantity | None:
    found = quantities(cell)
    return found[0] if len(found) == 1 and not found[0].percent and "=" not in cell else None


def _formula(name: str, before: tuple[int, ...] | None, shape: tuple[int, ...] | None) -> tuple[str, int, int] | None:
    """Return how the parameters of a row come about, their number, and that without biases; None if it is not known."""
    if before is None or shape is None or (_SAME.search(name) and not _DENSE.search(name) and not _CONV.search(name)):
        return None
    if _CONV.search(name):
        kernels = _KERNEL.findall(name)
        if len(kernels) != 1 or len(before) < 2 or len(shape) != 3:
            return None
        side, read = int(kernels[0]), before[2] if len(before) == 3 else 1
        weights = side * side * read * shape[2]
        return f"{side} × {side} × {read} × {shape[2]} + {shape[2]}", weights + shape[2], weights
    if not _DENSE.search(name) or len(shape) != 1:
        return None
    read = prod(before)
    if len(before) > 1 and read != before[0]:
        return None
    return f"{read} × {shape[0]} + {shape[0]}", read * shape[0] + shape[0], read * shape[0]


def _verdict(stated: Quantity, formula: tuple[str, int, int], place: Place, quote: str, name: str) -> Verdict:
    text, right, bare = formula
    outcome: Outcome = "confirmed" if stated.can_be(right) else "review" if stated.can_be(bare) else "refuted"
    if outcome == "refuted" and (stated.about or stated.value < _TEN):
        outcome = "review"
    return Verdict(
        RULE,
        outcome,
        place,
        quote[:200],
        number(stated.value),
        number(right),
        Label("check.how.structure.count_layer", (("layer", name[:60]), ("formula", text), ("value", right))),
        severity="inconsistency",
        suspicion=0.5 if outcome == "review" else 0.0,
    )
