"""Rows of replicates: in tables with a column for each run, in lists and outputs (`1e-4: 0.98, 0.99, mean 0.985`)."""

import re
from collections.abc import Iterator, Sequence

from reportgen.check.facts.folding import folded
from reportgen.check.facts.passages import clean
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.submission import Block, Place, Submission
from reportgen.check.sweeps.stated import Axis, Row

_RUN = regex(
    r"(?:run|essai|replicate?|replica|replicat|rep\.?|trial|repetition|seed|graine"
    r"|exec\w*) ?[#n°]{0,2} ?\d{1,2}"
)
_RUNS = regex(
    r"(?:(?:val\w*\.? |test )?(?:accuracy|exactitude)s? (?:of|des?) )?(?:the |les )?(?:\d |three |trois )?"
    r"(?:runs|essais|replicates|replicats|trials|repetitions)(?: \(.{0,30}\))?"
)
_OF = r"(?: (?:val\w*\.?|test|accuracy|acc\.?|exactitude|of|de|la|l'|the|\d|three|trois|runs|essais|final\w*)){0,5}"
_MEAN = regex(rf"(?:mean|moyenne|average|avg\.?|moy\.?){_OF}(?: ?\(.{{0,20}}\))?(?P<both> ?(?:±|\+/-) ?.{{1,30}})?")
_SPREAD = regex(r"(?:std\.?(?: ?dev\.?)?|stdev|st\.? ?dev\.?|standard deviation|ecart[- ]type|sd)(?: ?\(.{0,20}\))?")
_FACTOR = regex(r"\bfact(?:o|eu)r|lambda|λ|\bl2\b|\bdecay\b|decroissance|regulari|penal")
_NUMBER = r"\d[\d.,]{1,10}(?:e-?\d{1,2})?"
_LIST = regex(
    rf"(?P<open>[\[(:]) ?(?P<runs>{_NUMBER} ?%?(?: ?(?:,|;|/|\||and"
    rf"|et) ?{_NUMBER} ?%?){{1,9}}) ?[\])]?[ ,;:.=→>|-]{{0,6}}$"
)
_WORD = regex(r"\b(?:mean|moyenne|avg|moy|average)\b[ .:=]{0,4}(?:(?:is|of|est|de|=) ){0,2}")
_SAID = regex(
    r"^[ ,;:(]{0,4}(?:and|et|with|avec)? ?(?:a )?(?:std|stdev|standard deviation|ecart[- ]type"
    r"|sd)\b[ .:=]{0,4}(?:(?:is|of|est|de) )?"
)
_PLUS = regex(
    r"^[ ,;:(-]{0,4}(?:(?:the )?(?:weight decay |l2 )?(?:factors?|facteurs?|lambda|λ|l2)(?: (?:of"
    r"|de))?)[ =:]{0,3}"
)
_MOST = 400


def find(submission: Submission) -> tuple[Row, ...]:
    """Return the rows of a report, in order; those of damaged text are left out."""
    found: list[Row] = []
    for index, block in enumerate(submission.blocks):
        if not block.damaged and len(found) < _MOST:
            found += _in_table(block, index) if block.kind == "table" else _in_lines(block, index)
    return tuple(found)


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_table(block: Block, index: int) -> Iterator[Row]:
    if len(block.cells) < 3:
        return
    head = [folded(clean(cell)).strip(" :*.") for cell in block.cells[0]]
    runs = [column for column, text in enumerate(head) if column and _RUN.fullmatch(text)]
    listed = [column for column, text in enumerate(head) if column and _RUNS.fullmatch(text)]
    means = [column for column, text in enumerate(head) if _MEAN.fullmatch(text)]
    spreads = [column for column, text in enumerate(head) if _SPREAD.fullmatch(text)]
    if len(means) != 1 or len(spreads) > 1 or len(listed) > 1 or (runs and listed):
        return
    axis: Axis = "factor" if _FACTOR.search(head[0]) else "other"
    for number, cells in enumerate(block.cells[1:], start=1):
        texts = [clean(cell).strip(" *") for cell in cells]
        own = [_only(texts[column]) for column in runs if column < len(texts)]
        if len(texts) != len(head) or None in own:
            continue
        scores = quantities(texts[listed[0]]) if listed else tuple(one for one in own if one)
        mean, deviation = _pair(texts[means[0]])
        named = bool(spreads)
        if spreads:
            deviation = _only(texts[spreads[0]])
        place = block.rows[number] if number < len(block.rows) else block.place
        level = _only(texts[0])
        value = None if level is None else float(level.value)
        written = level.text if level else ""
        yield Row(axis, value, written, scores, mean, deviation, named, place, index, " | ".join(texts)[:200])


def _only(text: str) -> Quantity | None:
    """Return the number that a text is; nothing else may stand in it."""
    found = quantities(text)
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0] if not re.sub(r"[%\s~≈λ=]", "", rest) else None


def _pair(text: str) -> tuple[Quantity | None, Quantity | None]:
    """Return a mean and its deviation from `0.9822 ± 0.0003`."""
    found = quantities(text)
    if len(found) == 2 and re.fullmatch(r" ?%? ?(?:±|\+/-|\\pm) ?", text[found[0].end : found[1].start]):
        return found
    return _only(text), None


# ── lists and outputs ────────────────────────────────────────────────────────────────────────────────────────────


def _in_lines(block: Block, index: int) -> Iterator[Row]:
    if block.kind not in ("item", "output", "code", "paragraph") or len(block.text) > 20_000:
        return
    for number, line in enumerate(block.text.split("\n")):
        if len(line) < 400 and any(sign.isdigit() for sign in line):
            text = clean(line).strip()
            place = Place(block.place.first + number, block.place.first + number)
            yield from _with_mean(text, place, index)
            yield from _plus_minus(text, place, index)


def _with_mean(text: str, place: Place, index: int) -> Iterator[Row]:
    """Yield the row of `1e-4: 0.983, 0.984, mean 0.9835, std 0.0005`."""
    low = folded(text)
    words = list(_WORD.finditer(low))
    if len(words) != 1:
        return
    runs = _LIST.search(low[: words[0].start()])
    numbers = quantities(text)
    mean = next((one for one in numbers if one.start == words[0].end()), None)
    if runs is None or mean is None:
        return
    scores = tuple(one for one in numbers if runs.start("runs") <= one.start < runs.end("runs"))
    before = [one for one in numbers if one.end <= runs.start()]
    said = _SAID.match(low[mean.end :])
    deviation = next((one for one in numbers if said and one.start == mean.end + said.end()), None)
    level = before[0] if len(before) == 1 else None
    is_factor = level is not None and (bool(_FACTOR.search(low)) or "e-" in level.text)
    axis: Axis = "factor" if is_factor else "other"
    value, written = (float(level.value), level.text) if level else (None, "")
    yield Row(axis, value, written, scores, mean, deviation, True, place, index, text[:200])


def _plus_minus(text: str, place: Place, index: int) -> Iterator[Row]:
    """Yield the row of `λ = 1e-4: 0.9835 ± 0.0005`."""
    low = folded(text).lstrip("*-• ")
    begin = _PLUS.match(low)
    found: Sequence[Quantity] = quantities(text) if begin else ()
    if len(found) != 3:
        return
    level, mean, deviation = found
    if re.fullmatch(r" ?%? ?(?:±|\+/-) ?", text[mean.end : deviation.start]) and re.fullmatch(
        r"[ :;,=→>()-]{1,6}", text[level.end : mean.start]
    ):
        yield Row("factor", float(level.value), level.text, (), mean, deviation, False, place, index, text[:200])
