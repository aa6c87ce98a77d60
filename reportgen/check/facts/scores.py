"""Stated metrics: in what Keras prints, in prose, lists, tables and classification reports.

A score is a metric, a number and, as far as the report says it, the images and the class that it is for. What is
ambiguous keeps all its metrics; what could be something else is left out.
"""

import re
from collections.abc import Collection, Iterator

from reportgen.check.facts import score_lines, score_tables
from reportgen.check.facts.metric_words import average, labels, names, splits
from reportgen.check.facts.pairing import Pair, pairs
from reportgen.check.facts.passages import Passage, passages
from reportgen.check.patterns import regex
from reportgen.check.stated import Metric, Quantity, Score, Split
from reportgen.check.submission import Submission

_NOT_MEASURED = regex(
    r"\b(?:hinton|state[- ]of[- ]the[- ]art|[ée]tat de l['’]art|litt[eé]rature|literature|kaggle"
    r"|random(?:ly)? guess\w*|hasard|target|goal|objectif"
    r"|would|could|should|possible|expect\w*|esp[eé]r\w*|viser|vis[eé]|serait|aurait|pourrait|devrait|threshold"
    r"|seuil|avant|avait|avions|auparavant|previously|before|de base|afin|in order to)\b",
    re.IGNORECASE,
)
_OF_IMAGES = regex(r"\b(?:set|jeu|data|donn[eé]es|results?|r[eé]sultats?|ensemble)\b", re.IGNORECASE)
_NEAR = 4
"""Metrics within so many lines and passages tell whether `précision` is one of them or the accuracy."""
_ROW = regex(r"[ \t]{1,12}[0-9]")
_FAR = 2_000
"""Letters before a metric, on its line, that may name its images."""
_UNTIL = regex(
    r"[,.;\n]|\s-|\band\b|\bet\b|\bbut\b|\bmais\b|\b\w{3,5}_|\b(?:test|val\w*|train\w*)[ ](?:acc|loss|score|prec|rec"
    r"|f)",
    re.IGNORECASE,
)
_TURN = regex(r"\b(?:but|mais|while|whereas|alors que|tandis que|however|cependant)\b", re.IGNORECASE)
"""Beyond such a word, a class is that of another number."""
_CLAUSE = regex(r"[.!?;](?=\s|$)|\n[ \t]*\n")


def find(submission: Submission) -> tuple[Score, ...]:
    """Return the metrics that a submission states, in the order of their lines."""
    found = [*score_lines.reports(submission), *score_lines.lists(submission), *score_tables.find(submission)]
    lines = {line for score in found for line in range(score.place.first, score.place.last + 1)}
    pieces = [(passage, {name.metric for name in names(passage.text)}) for passage in passages(submission)]
    pieces = [piece for piece in pieces if piece[1]]
    for index, (passage, _) in enumerate(pieces):
        around = pieces[max(0, index - _NEAR) : index + _NEAR + 1]
        near = {metric for other, own in around if passage.place.apart(other.place) <= _NEAR for metric in own}
        told = scores_in(passage, _context(submission, passage), near)
        found += [score for score in told if score.place.first not in lines]
    return tuple(sorted(found, key=lambda score: score.place))


def scores_in(passage: Passage, context: Split = "", near: Collection[Metric] = ()) -> Iterator[Score]:
    """Yield the metrics that a passage states.

    Args:
        passage: a piece of the report.
        context: the images that scores are for where the passage does not say it.
        near: metrics that are named around it.
    """
    text = passage.text
    known = {name.metric for name in names(text)}.union(near)
    previous = 0
    for pair in sorted(pairs(text), key=lambda pair: pair.span):
        start, end = pair.span
        clause = _clause(text, start, end)
        score = _score(pair, passage, known, (text[slice(*clause)], text[max(clause[0], previous) : start]), context)
        previous = end
        said = text[clause[0] : end] + _UNTIL.split(text[end : clause[1]])[0]
        if score is not None and not _NOT_MEASURED.search(said):
            yield score


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around some characters starts and ends; of output, the line."""
    first = max(
        (match.end() for match in _CLAUSE.finditer(text, max(0, start - 400), start)), default=max(0, start - 400)
    )
    last = _CLAUSE.search(text, end, end + 400)
    return first, last.start() if last else min(len(text), end + 400)


def _score(pair: Pair, passage: Passage, near: set[Metric], around: tuple[str, str], context: Split) -> Score | None:
    if not possible(pair.name.metric, pair.quantity) or _begins_row(passage.text, pair):
        return None
    start, end = pair.span
    said = passage.text[start:end]
    clause, before = around
    if passage.where == "code" or (start and passage.text[start - 1] == "\n"):
        before = before.rpartition("\n")[2]
    label = labels(said) or labels(_part(clause, said))
    if len(label) > 1:
        return None
    return Score(
        metrics=meant(pair.name.metric, near),
        quantity=pair.quantity,
        place=passage.at(start, end),
        quote=" ".join(passage.text[start : end + 2].split())
        if passage.text[end : end + 2].strip() == "%"
        else " ".join(said.split()),
        split=_split(pair, passage.text, before) or context,
        label=label[0] if label else "",
        average=average(said) or average(clause),
    )


def _part(clause: str, said: str) -> str:
    """Return the part of a clause, between words that turn it, in which something is said."""
    parts = _TURN.split(clause)
    return next((part for part in parts if said in part), clause)


def _begins_row(text: str, pair: Pair) -> bool:
    """Tell whether a number stands first in a row of numbers below the name: then it is of another column."""
    start, end = pair.span
    return "\n" in text[start:end] and _ROW.match(text[end : end + 20]) is not None


def possible(metric: Metric, quantity: Quantity) -> bool:
    """Tell whether a number may be a metric's value."""
    value = quantity.value
    if quantity.text in ("0", "1") and not quantity.percent:
        return False
    if metric == "loss":
        return not quantity.percent and 0 <= value < 1000
    if metric == "accuracy" and value < (5 if quantity.percent else 0.05):
        return False
    return 0 <= value <= 100 if quantity.percent else 0 <= value <= 1 or 20 <= value <= 100


def meant(metric: Metric, near: set[Metric]) -> tuple[Metric, ...]:
    """Return the metrics that a word may mean: `précision` alone may be the accuracy."""
    if metric == "precision" and not near & {"recall", "accuracy", "specificity"}:
        return ("accuracy", "precision")
    return (metric,)


def _split(pair: Pair, text: str, before: str) -> Split:
    """Return of which images a metric is: said in its name, between it and the number, after it, or before it."""
    if pair.name.split:
        return pair.name.split
    start, end = pair.span
    line = text[max(text.rfind("\n", 0, start) + 1, start - _FAR) : start]
    after = _UNTIL.split(text[end : end + 60])[0]
    said = (after, text[start:end]) if pair.several else (text[start:end], after)
    for piece in (*said, before, line):
        found = splits(piece)
        if found:
            return next(iter(found)) if len(found) == 1 else ""
    return "train" if re.match(r"[^\n]{0,80}?\bval_\w{3,8}:", text[end : end + 120]) else ""


def _context(submission: Submission, passage: Passage) -> Split:
    """Return the split that the headings around a passage name, if they name one."""
    part = submission.parts[submission.part_at(passage.place.first)]
    found = splits(part.title)
    return next(iter(found)) if len(found) == 1 and _OF_IMAGES.search(part.title) else ""
