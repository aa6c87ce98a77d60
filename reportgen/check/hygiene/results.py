"""Results: a model's title with its loss and its accuracy, from a case or from a line that names it (`Case 2: ...`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts import Facts
from reportgen.check.facts.cases.title_words import NUMBERED
from reportgen.check.facts.folding import folded
from reportgen.check.stated import Case, Score, Setting, SettingName
from reportgen.check.submission import Block, Place

_MARK = re.compile(r"(?<![\w.,])(?:[A-Z]{1,2}\d{0,2}|\d{1,4}|[ivx]{1,4}(?=\)))(?![\w%]|[.,]\d)")
_MOST = 200


@dataclass(frozen=True)
class Result:
    """A model with its scores on test images.

    Attributes:
        title: what names it.
        group: the index of the part whose models are compared.
        table: the index of the table's first line, if it is a row of one; else -1.
        loss: on test images.
        accuracy: on test images.
        settings: stated for it.
    """

    title: str
    group: int
    table: int
    loss: Score
    accuracy: Score
    settings: tuple[Setting, ...] = ()

    @property
    def scores(self) -> tuple[float, float]:
        """Loss and accuracy as they are written."""
        return self.loss.quantity.value, self.accuracy.quantity.shares[0].value

    @property
    def digits(self) -> int:
        """Significant digits that both scores have."""
        return min(_digits(self.loss.quantity.text), _digits(self.accuracy.quantity.text))

    @property
    def is_fine(self) -> bool:
        """Whether both scores have four decimals, and are those of a model that has learnt something."""
        fine = all(score.quantity.shares[0].step <= 1.001e-4 for score in (self.loss, self.accuracy))
        return fine and _digits(self.loss.quantity.text) > 2 and self.scores[1] > 0.65


def _digits(text: str) -> int:
    return len(re.sub(r"\D", "", text).lstrip("0"))


def find(facts: Facts) -> tuple[Result, ...]:
    """Return the results of a report, each once."""
    cases = [result for case in facts.cases[:_MOST] if (result := _of_case(case, facts)) is not None]
    known = {result.loss.place for result in cases}
    told = (result for result in _told(facts) if result.loss.place not in known)
    return tuple(sorted((*cases, *told), key=lambda result: result.loss.place))[:_MOST]


def _of_case(case: Case, facts: Facts) -> Result | None:
    loss = case.score("loss", "test", "") or case.score("loss", "validation")
    accuracy = case.score("accuracy", "test", "") or case.score("accuracy", "validation")
    if not loss or not accuracy or not case.title:
        return None
    block = facts.submission.block_at(case.place.first)
    table = block.place.first if block is not None and block.kind == "table" else -1
    return Result(case.title, case.group, table, loss, accuracy, case.settings)


def _told(facts: Facts) -> Iterator[Result]:
    """Yield the results of lines that begin with the name of a model: `Case 1: test loss 0.0719, accuracy 0.9762`."""
    submission = facts.submission
    for block in submission.of("paragraph", "item"):
        if len(block.text) < 300 and NUMBERED.match(folded(block.text)):
            yield from _of_block(block, facts, submission.part_at(block.place.first))


def _of_block(block: Block, facts: Facts, part: int) -> Iterator[Result]:
    own = [score for score in facts.scores if score.place.first in block.place and not score.label]
    losses = [score for score in own if score.metrics == ("loss",) and score.split in ("test", "")]
    accuracies = [score for score in own if score.metrics == ("accuracy",) and score.split in ("test", "")]
    if len(losses) == len(accuracies) == 1:
        yield Result(" ".join(block.text.split())[:80], part, -1, losses[0], accuracies[0])


def are_two_models(first: Result, second: Result) -> bool:
    """Tell whether two results are of two models: settings differ, or their names do by a number or a letter."""
    names: set[SettingName] = {one.name for one in first.settings} & {one.name for one in second.settings}
    values = [
        ({one.values for one in result.settings if one.name == name}) for name in names for result in (first, second)
    ]
    differ = any(
        len(one) == 1 and len(other) == 1 and one != other for one, other in zip(values[::2], values[1::2], strict=True)
    )
    marks = [_marks(result.title) for result in (first, second)]
    return differ or (all(marks) and marks[0] != marks[1])


def _marks(title: str) -> tuple[str, ...]:
    """Return the numbers and letters by which a title tells a model from others: its scores are none."""
    return tuple(_MARK.findall(re.split(r"(?i)\b(?:test|loss|perte|score|accuracy|exactitude)", title)[0]))


def place_of(result: Result) -> Place:
    """Return the line of a result that a verdict stands on."""
    return result.loss.place
