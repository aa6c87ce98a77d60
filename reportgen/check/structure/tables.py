"""Rows and totals of pasted summaries against each other.

Keras prints them, so they are practically never wrong: a row that does not fit is for an assistant to look at, unless
the total shows what was mistyped.
"""

import re
from collections.abc import Iterator

from reportgen.arithmetic import write
from reportgen.check.facts import Facts
from reportgen.check.facts.networks import rows
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.solving import Solved, solve, understood
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "structure.summary"
_UNITS = {"B": 1, "BYTE": 1, "BYTES": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each row with parameters, each row that does not fit, and each total."""
    for network in facts.networks:
        if network.origin == "summary":
            yield from _rows(network, facts.submission)
            yield from _totals(network, facts.submission)


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(network: StatedNetwork, submission: Submission) -> Iterator[Verdict]:
    follows = True
    for index, layer in enumerate(network.layers):
        if not understood(layer):
            follows = False
            continue
        answer = solve(layer, network.layers[:index])
        if answer is not None and layer.parameters:
            yield _fits(answer, submission)
        elif answer is None and follows:  # what comes after a row that does not fit, fits nothing
            yield _misfit(layer, network, index, submission)
        follows = answer is not None


def _fits(answer: Solved, submission: Submission) -> Verdict:
    layer = answer.layer
    value = Label("check.how.structure.number", (("value", layer.parameters or 0),))
    values = (("layer", layer.name), ("formula", write(answer.formula, str)), ("value", layer.parameters or 0))
    plain = write(answer.formula, str) == str(layer.parameters)
    how = Label(f"check.how.structure.count_layer{'_plain' if plain else ''}", values)
    return Verdict(RULE, "confirmed", layer.place, submission.quote(layer.place), value, value, how)


def _misfit(layer: StatedLayer, network: StatedNetwork, index: int, submission: Submission) -> Verdict:
    found = Label("check.how.structure.row", (("shape", _shape(layer.shape)), ("value", layer.parameters or 0)))
    right = _by_total(layer, network, index)
    quote = submission.quote(layer.place)
    if right is None:
        how = Label("check.how.structure.misfit", (("layer", layer.name), ("value", layer.parameters or 0)))
        suspicion = 0.2 if network.damaged else 0.8
        return Verdict(RULE, "review", layer.place, quote, found, "", how, "inconsistency", suspicion)
    values = (("layer", layer.name), ("formula", write(right.formula, str)), ("value", right.parameters))
    how = Label("check.how.structure.misfit_total", values)
    expected = Label("check.how.structure.number", (("value", right.parameters),))
    outcome, suspicion = _outcome(network, submission)
    return Verdict(RULE, outcome, layer.place, quote, found, expected, how, "inconsistency", suspicion)


def _outcome(network: StatedNetwork, submission: Submission) -> tuple[Outcome, float]:
    """Return what an error of a summary comes to: certain only where no extraction may have made it."""
    if network.damaged:
        return "review", 0.2
    return ("review", 0.7) if submission.extracted else ("refuted", 0.0)


def _by_total(layer: StatedLayer, network: StatedNetwork, index: int) -> Solved | None:
    """Return what the row must say: the total less the other rows, if that follows from its shapes."""
    total = _total(network)
    others = [other.parameters for position, other in enumerate(network.layers) if position != index]
    if total is None or None in others:
        return None
    left = total[0] - sum(count or 0 for count in others)
    mended = StatedLayer(layer.name, layer.kind, layer.place, layer.shape, left, layer.inputs)
    return solve(mended, network.layers[:index]) if left > 0 else None


def _shape(shape: tuple[int, ...] | None) -> str:
    return "(" + ", ".join(["None", *map(str, shape or ())]) + ")"


# ── totals ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _total(network: StatedNetwork) -> tuple[int, Place] | None:
    return next(((count, place) for name, count, place in network.totals if name == "total"), None)


def _totals(network: StatedNetwork, submission: Submission) -> Iterator[Verdict]:
    total = _total(network)
    if total is None:
        return
    counts = [layer.parameters for layer in network.layers]
    if None not in counts and any(counts):
        yield from _sum(network, total, [count or 0 for count in counts], submission)
    yield from _split(network, total, submission)
    for _, _, place in network.totals:
        yield from _size(place, submission)


def _sum(
    network: StatedNetwork, total: tuple[int, Place], counts: list[int], submission: Submission
) -> Iterator[Verdict]:
    """Compare the total with the sum of the rows; Keras 3 adds what the optimizer keeps."""
    value, place = total
    added = sum(counts)
    kept = _optimizer(network, submission)
    number = Label("check.how.structure.number", (("value", value),))
    terms = " + ".join(str(count) for count in counts if count) or "0"
    values = (("formula", terms), ("value", added))
    if value == added or (kept is not None and value == added + kept) or value in {k * added + 2 for k in (1, 2, 3, 4)}:
        how = Label("check.how.structure.sum", values)
        yield Verdict(RULE, "confirmed", place, submission.quote(place), number, number, how)
        return
    fits = all(
        not understood(layer) or solve(layer, network.layers[:index]) is not None
        for index, layer in enumerate(network.layers)
    )
    certain = fits and _unbroken(network, submission)
    if not fits and any(_by_total(layer, network, index) for index, layer in enumerate(network.layers)):
        return
    expected = Label("check.how.structure.number", (("value", added),))
    how = Label("check.how.structure.sum_differs", values)
    outcome, suspicion = _outcome(network, submission)
    if outcome == "refuted" and not certain:
        outcome, suspicion = "review", 0.7
    also = tuple(layer.place for layer in network.layers if layer.parameters)
    yield Verdict(
        RULE, outcome, place, submission.quote(place), number, expected, how, "inconsistency", suspicion, also=also
    )


def _unbroken(network: StatedNetwork, submission: Submission) -> bool:
    """Tell whether every layer is known and no row of the table was left out: no line of it is anything else."""
    lines = (rows.clean(submission.lines[line].text) for line in range(network.place.first, network.place.last + 1))
    left_out = any("..." in line or "…" in line or "[...]" in line for line in lines)
    return not left_out and all(understood(layer) for layer in network.layers)


def _optimizer(network: StatedNetwork, submission: Submission) -> int | None:
    lines = (submission.lines[line].text for line in range(network.place.first, network.place.last + 1))
    totals = (rows.total(rows.clean(line)) for line in lines)
    return next((total.count for total in totals if total and total.name == "optimizer"), None)


def _split(network: StatedNetwork, total: tuple[int, Place], submission: Submission) -> Iterator[Verdict]:
    """Compare trainable and non-trainable parameters with the total."""
    named = {name: (count, place) for name, count, place in network.totals}
    if "trainable" not in named or "non_trainable" not in named:
        return
    (trainable, place), (fixed, _) = named["trainable"], named["non_trainable"]
    kept = _optimizer(network, submission) or 0
    values = (("trainable", trainable), ("fixed", fixed), ("value", trainable + fixed))
    number = Label("check.how.structure.number", (("value", trainable),))
    how = Label("check.how.structure.split", values)
    quote = submission.quote(place)
    if trainable + fixed + kept == total[0] or total[0] in {k * trainable + fixed + 2 for k in (2, 3, 4)}:
        yield Verdict(RULE, "confirmed", place, quote, number, number, how)
    else:
        yield Verdict(RULE, "review", place, quote, number, "", how, "inconsistency", 0.5, also=(total[1],))


def _size(place: Place, submission: Submission) -> Iterator[Verdict]:
    """Compare the memory behind a total with four bytes for each parameter."""
    total = rows.total(rows.clean(submission.lines[place.first].text))
    if total is None or total.unit not in _UNITS or not total.size:
        return
    written = float(total.size.replace(",", "."))
    right = 4 * total.count / _UNITS[total.unit]
    step = 10.0 ** -len(re.sub(r"^\d+[.,]?", "", total.size))
    found, expected = f"{total.size} {total.unit}", f"{right:.2f} {total.unit}"
    values = (("count", total.count), ("size", expected))
    how = Label("check.how.structure.memory", values)
    quote = submission.quote(place)
    if abs(written - right) <= step:
        yield Verdict(RULE, "confirmed", place, quote, found, expected, how)
    elif abs(written - right * 2) > step and abs(written - right / 2) > step:
        yield Verdict(RULE, "review", place, quote, found, expected, how, "inconsistency", 0.4)
