"""Results: a model's title with its loss and its accuracy, from a case or from a line that names it (`Case 2: ...`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from reportgen.check.facts import Facts
from reportgen.check.facts.cases.evidence import Standing
from reportgen.check.facts.cases.title_words import NUMBERED
from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Score, Setting, SettingName
from reportgen.check.submission import Place

_MARK = regex(r"(?<![\w.,])(?:[A-Z]{1,2}\d{0,2}|\d{1,4}|[ivx]{1,4}(?=\)))(?![\w%]|[.,]\d)")
_MOST = 100


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

    def setting(self, name: SettingName) -> frozenset[tuple[float | str, ...]]:
        """Return what is stated of a hyper-parameter; empty if several values are."""
        found = frozenset(one.values for one in self.settings if one.name == name)
        return found if len(found) == 1 else frozenset()

    @property
    def place(self) -> Place:
        """The lines that a verdict on it stands on."""
        return self.loss.place

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
    told = islice((result for result in _told(facts) if result.loss.place not in known), _MOST)
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
    standing = Standing(score for score in facts.scores if not score.label and score.split in ("test", ""))
    for block in facts.submission.of("paragraph", "item"):
        if len(block.text) < 300 and NUMBERED.match(folded(block.text)):
            own = standing.within(block.place)
            losses = [score for score in own if score.metrics == ("loss",)]
            accuracies = [score for score in own if score.metrics == ("accuracy",)]
            if len(losses) == len(accuracies) == 1:
                part = facts.submission.part_at(block.place.first)
                yield Result(" ".join(block.text.split())[:80], part, -1, losses[0], accuracies[0])


def are_two_models(first: Result, second: Result) -> bool:
    """Tell whether two results are of two models: their settings differ; if none are known, their numbers or letters.

    A configuration that a second series of cases begins with again has another number and the same settings.
    """
    values = [
        {name: result.setting(name) for name in {one.name for one in result.settings}} for result in (first, second)
    ]
    shared = [name for name in values[0] if name in values[1] and values[0][name] and values[1][name]]
    if shared:
        return any(values[0][name] != values[1][name] for name in shared)
    marks = [_marks(result.title) for result in (first, second)]
    return all(marks) and marks[0] != marks[1]


def _marks(title: str) -> tuple[str, ...]:
    """Return the numbers and letters by which a title tells a model from others: its scores are none."""
    return tuple(_MARK.findall(re.split(r"(?i)\b(?:test|loss|perte|score|accuracy|exactitude)", title)[0]))
