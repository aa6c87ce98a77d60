"""An answer in words, without a template: what it is about, its value, its computation, how near another's must come.

For lists of answers of all kinds, such as an answer key. What a report says at length stands in its templates.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from reportgen.arithmetic import Expression, Sum, write
from reportgen.errors import RenderError
from reportgen.i18n import Language
from reportgen.lab import Lab
from reportgen.plots import Label
from reportgen.render.writing import Writer
from reportgen.spec import Answer, Case, Interval, Ranking, Rounded

Tolerance = Literal["exact", "interval", "order", "rounded", "seed", "set"]
_KEYWORDS = {"curves.verdict": "verdict", "curves.gap_verdict": "wording.gap", "verdict": "wording.depth"}
"""Where the labels of an answer's keywords stand, by the end of its id."""
_TOTAL = "parameters.total"
"""The answer whose computation is those of the layers, one after the other."""


class Wording:
    """Says the answers of a lab in one language.

    Args:
        lab: its cases are called by their titles.
        answers: all of the lab's.
        language: labels and numbers; `wording.answer` has the labels of the ends of ids.
    """

    def __init__(self, lab: Lab, answers: Sequence[Answer], language: Language) -> None:
        self._language, self._writer = language, Writer(language)
        self._answers = {answer.id: answer for answer in answers}
        self._cases = {case.key: case for case in lab.cases}

    def case(self, answer: Answer) -> Case | None:
        """Return the case that an answer is about, if it is about a single one."""
        return self._cases.get(".".join(answer.id.split(".")[:2]))

    def title(self, case: Case) -> str:
        """Return what reports call a case."""
        return self._language.text(case.title)

    def label(self, answer: Answer) -> str:
        """Return what an answer is about: the label of as much of its id's end as has one, else the end as code."""
        end = self.end(answer)
        parts = end.split(".")
        for start in range(len(parts)):
            if self._language.has(key := f"wording.answer.{'_'.join(parts[start:])}"):
                return self._language.label(key)
        return f"`{end}`"

    def value(self, answer: Answer) -> str:
        """Return the value of an answer, several in a list."""
        if not isinstance(answer.value, tuple):
            return self._item(answer.value, answer)
        items = [self._item(item, answer) for item in answer.value]
        return self._language.label("wording.between").join(items) or self._language.label("wording.none")

    def derived(self, answer: Answer) -> str:
        """Return a value with the computation it comes from: `784 × 100 + 100 = 78 500`."""
        computation, value = self.computation(answer), self.value(answer)
        return value if computation in ("", value) else f"{computation} = {value}"

    def computation(self, answer: Answer) -> str:
        """Return the computation that an answer comes from, on one line; nothing if it has none."""
        expression = self._by_layer(answer) or (answer.derivation[-1].expression if answer.derivation else None)
        return "" if expression is None else write(expression, self._language.value)

    def tolerance(self, answer: Answer) -> str:
        """Return how near another's answer must come: an interval, or a word."""
        kind = tolerance(answer)
        return self._writer.interval(answer) if kind == "interval" else self.kind(answer)

    def kind(self, answer: Answer) -> str:
        """Return in a word how another's answer is compared."""
        if isinstance(answer.compare, Rounded) and not answer.trained:
            return self._language.counted("wording.rounded", answer.compare.digits, 0)
        return self._language.label(f"wording.tolerance.{tolerance(answer)}")

    def end(self, answer: Answer) -> str:
        """Return an answer's id without its section and its case."""
        return answer.id.split(".", 2 if self.case(answer) else 1)[-1]

    def _by_layer(self, answer: Answer) -> Expression | None:
        """Return the computations of the layers in one sum, for a total of weights."""
        prefix = answer.id.removesuffix(_TOTAL)
        names = self._answers.get(f"{prefix}parameters.layers")
        if prefix == answer.id or names is None:
            return None
        layers = (self._answers[f"{prefix}layers.{name}.parameters"] for name in names.value)
        return Sum(tuple(layer.derivation[-1].expression for layer in layers))

    def _item(self, item: Any, answer: Answer) -> str:
        if isinstance(item, bool):
            return self._language.label(f"wording.{'yes' if item else 'no'}")
        if isinstance(item, str):
            return self._word(item, answer)
        if isinstance(item, int | float | Label):
            return self._writer.finalize(replace(answer, value=item))
        return self._thing(item, answer)

    def _word(self, word: str, answer: Answer) -> str:
        """Return the title of a case, the label of a keyword, a loss or a class; else the word as code."""
        case = self._cases.get(word) or self._cases.get(f"{_section(answer)}.{word}")
        if case:
            return self.title(case)
        keywords = _KEYWORDS.get(self.end(answer))
        for key in (f"{keywords}.{word}", f"loss.{word}", self._class(word, answer)):
            if self._language.has(key):
                return self._language.label(key)
        return f"`{word}`"

    def _thing(self, item: Any, answer: Answer) -> str:
        """Return a value of several parts: an equation, an argument, an effect, confused classes."""
        label = self._language.label
        match item:
            case object(latex=latex):
                return rf"$\displaystyle {latex}$"
            case object(name=name, used=used):
                return f"`{name}={used!r}`"
            case object(setting=setting, before=before, after=after, gain=gain, significant=significant):
                way = " → ".join(map(self._writer.filters()["amount"], (before, after)))
                points = f"{'+' if gain > 0 else ''}{self._language.decimal(100 * gain, 2)}"
                chance = label(f"wording.{'significant' if significant else 'chance'}")
                return label("wording.effect", setting=label(f"setting.{setting}"), way=way, gain=points, chance=chance)
            case object(measure=measure, low=low, high=high):
                ends = [self._language.percent(end, 0) for end in dict.fromkeys((low, high))]
                return f"{label(f'measure.{measure}')} {self._language.interval(*ends) if low < high else ends[0]}"
            case object(first=one, second=other, count=count) | object(true=one, predicted=other, count=count):
                sign = "→" if hasattr(item, "predicted") else "/"
                names = f"\u00a0{sign}\u00a0".join(label(self._class(name, answer)) for name in (one, other))
                return f"{names}\u00a0({self._language.integer(count)})"
        hint = "ask for a simpler answer in the question"
        raise RenderError(f"answer '{answer.id}': no words for a value such as {str(item)[:60]}", hint)

    def _class(self, name: str, answer: Answer) -> str:
        """Return the key of the label of a class of the dataset that an answer is about."""
        case = self.case(answer) or next((c for c in self._cases.values() if c.section == _section(answer)), None)
        return f"datasets.{case.experiment.dataset if case else ''}.classes.{name}"


def tolerance(answer: Answer) -> Tolerance:
    """Return how another's answer is compared, in a word for programs.

    What depends on the seed is only near another's: `seed` where no interval says how near, `set` where lists may
    differ in their order.
    """
    if isinstance(answer.compare, Interval):
        return "interval"
    if isinstance(answer.compare, Ranking):
        return "set" if answer.compare.as_set or answer.trained else "order"
    if answer.trained:
        return "seed"
    return "rounded" if isinstance(answer.compare, Rounded) else "exact"


def _section(answer: Answer) -> str:
    return answer.id.partition(".")[0]
