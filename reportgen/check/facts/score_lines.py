"""Metrics in what scikit-learn and Keras print: classification reports, and the list that `evaluate` returns."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Metric, Score
from reportgen.check.submission import Block, Line, Place, Submission

_HEAD = regex(r"\bpr[eé]cision\s+(?:recall|rappel)\s+f[- ]?1\b|\bprecision\s+recall\s+f1?-?score\b", re.IGNORECASE)
_ROW = regex(
    r"^[\s|]{0,20}(?P<label>[^\s\d|][^\d|\n]{0,28}?"
    r"|\d{1,3}(?:[ ]?[(-][^\d|\n]{1,20})?)[\s|]+(?P<precision>[01][.,]\d{1,4})[\s|]+(?P<recall>[01][.,]\d{1,4})[\s|]+"
    r"(?P<f1>[01][.,]\d{1,4})(?:[\s|]+(?P<support>\d{1,6}))?[\s|]*$"
)
_ACCURACY = regex(
    r"^[\s|]{0,20}(?:accuracy|exactitude)[\s|]+(?P<accuracy>[01][.,]\d{1,4})(?:[\s|]+\d{1,6})?[\s|]*$", re.IGNORECASE
)
_LONGEST = 60
_REPORT: tuple[Metric, ...] = ("precision", "recall", "f1")
_PAIR = regex(
    r"^\s{0,8}(?:Out\[\d{0,4}\]:\s{0,4})?[\[(]\s{0,4}(?P<loss>\d{1,3}\.\d{2,20})\s{0,4},\s{0,4}(?P<accuracy>[01]\.\d{1,20})\s{0,4}[\])]\s{0,8}$"
)
_EVALUATE = regex(r"\bevaluate\s?\(")
_WITH_ACCURACY = regex(r"accuracy|\bacc\b", re.IGNORECASE)


def reports(submission: Submission) -> Iterator[Score]:
    """Yield the metrics of scikit-learn's classification reports: of each class, and their averages."""
    rows = 0
    for index, line in enumerate(submission.lines):
        if len(line.text) > 500:
            rows = 0
        elif _HEAD.search(line.text):
            rows = _LONGEST
        elif rows:
            rows -= 1
            yield from _of_report(submission, index, line)


def _of_report(submission: Submission, index: int, line: Line) -> Iterator[Score]:
    block = submission.block_at(index)
    if block is not None and block.damaged:
        return
    place = Place(index, index)
    total = _ACCURACY.match(line.text)
    if total:
        yield _score("accuracy", total["accuracy"], place, line.text)
        return
    row = _ROW.match(line.text)
    if row:
        label, average = row["label"].strip(), ""
        if label.lower().replace("_", " ") in ("macro avg", "weighted avg", "micro avg"):
            label, average = "", label.split()[0].lower().partition("_")[0]
        elif label.lower() in ("avg / total", "avg/total"):
            label, average = "", "weighted"
        yield from (_score(metric, row[metric], place, line.text, label, average) for metric in _REPORT)


def _score(metric: Metric, text: str, place: Place, line: str, label: str = "", average: str = "") -> Score:
    return Score((metric,), quantities(text)[0], place, " ".join(line.split()), "", label, average)


def lists(submission: Submission) -> Iterator[Score]:
    """Yield loss and accuracy of `[0.0770, 0.9757]` below an `evaluate`, if the accuracy is compiled in."""
    text = [block for block in submission.blocks if block.kind in ("code", "output", "paragraph")]
    compiled = any(_WITH_ACCURACY.search(block.text) for block in text if block.kind == "code")
    for before, block in pairwise(text):
        if compiled and not block.damaged and block.kind != "code" and _EVALUATE.search(before.text):
            yield from _of_list(block)


def _of_list(block: Block) -> Iterator[Score]:
    for offset, line in enumerate(block.text.split("\n")):
        match = _PAIR.match(line) if len(line) < 200 else None
        if match:
            place = Place(block.place.first + offset, block.place.first + offset)
            yield _score("loss", match["loss"], place, line)
            yield _score("accuracy", match["accuracy"], place, line)
