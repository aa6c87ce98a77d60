"""How templates write values: every number goes through the language, none is printed as Python would."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import Undefined

from reportgen.arithmetic import Number, write
from reportgen.errors import RenderError
from reportgen.i18n import Language
from reportgen.model.layer import proper_name
from reportgen.plots import Label
from reportgen.spec import Answer, Interval

_PERCENT = frozenset({"accuracy", "share"})
_DECIMALS = {"loss": 4, "probability": 4, "kilobytes": 1, "ratio": 1, "coefficient": 2}


class Writer:
    """Writes values in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def finalize(self, value: object) -> str:
        """Write what a template prints between `{{ }}`.

        Raises:
            RenderError: a value that needs a filter to say how it is written: a float, a list, nothing.
        """
        if isinstance(value, Undefined):
            return str(value)  # a strict one raises; that of an `if` without `else` is empty
        if isinstance(value, Answer):
            return self._answer(value)
        if isinstance(value, Label):
            return self.language.text(value)
        if isinstance(value, str):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return self.language.integer(value)
        raise RenderError(f"template: {value!r} needs a filter that says how it is written")

    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """Return the filters of the templates; each takes an answer or a value."""
        language = self.language
        return {
            "decimal": lambda value, digits: language.decimal(_plain(value), digits),
            "percent": lambda value, digits=2: language.percent(_plain(value), digits),
            "p_value": self.p_value,
            "significant": lambda value, digits=2: language.significant(_plain(value), digits),
            "number": lambda value: language.value(_plain(value)),
            "in_points": lambda value, digits=2: language.decimal(100 * _plain(value), digits),
            "points": lambda value, digits=2: language.counted("points", 100 * _plain(value), digits),
            "amount": lambda value: " + ".join(map(self.amount, _several(value))),
            "size": lambda value: abs(_plain(value)),
            "identifier": lambda value: str(_plain(value)),
            "text": self.finalize,
            "class_of": lambda value, dataset: language.label(f"datasets.{dataset}.classes.{_plain(value)}"),
            "reason": self.reason,
            "titles": lambda ids, branch: [branch[id_].title for id_ in _plain(ids)],
            "quoted": lambda values: [language.label("list.quote", text=self.finalize(v)) for v in _plain(values)],
            "interval": self.interval,
            "between": lambda low, high, digits=2: language.interval(
                *(language.percent(_plain(end), digits) for end in (low, high))
            ),
            "steps": self.steps,
            "computation": self.computation,
            "shape": lambda value: "\u00a0×\u00a0".join(map(language.integer, _plain(value))),
            "listing": self.listing,
            "code": lambda value: f"`{_plain(value)}`",
            "argument": lambda value: f"`{value!r}`",
            "anchor": lambda value: _plain(value).replace(".", "-"),
        }

    def p_value(self, value: Any, equals: str = "") -> str:
        """Write the p-value of a test, `equals` before it if it is one; what is too small for a double is bounded."""
        number = _plain(value)
        if number == 0:
            return f"< {self.language.power_of_ten(-300)}"
        return f"{equals} {self.language.significant(number)}".lstrip()

    def interval(self, answer: Answer, digits: int | None = None) -> str:
        """Write an interval in the answer's unit: the answer itself if it is one, else the one it is compared with.

        Over several seeds, that of one more run. With as many decimals as that unit has, unless `digits` says how many.
        """
        if isinstance(answer.value, tuple):
            bounds = answer.value
        elif answer.spread:
            bounds = (answer.spread.low, answer.spread.high)
        elif isinstance(answer.compare, Interval):
            bounds = (answer.compare.low, answer.compare.high)
        else:
            raise RenderError(f"template: answer '{answer.id}' has no interval")
        low, high = (self._number(bound, answer.unit, digits) for bound in bounds)
        return self.language.interval(low, high)

    def reason(self, pair: Any, dataset: str) -> str:
        """Write why two classes are confused, as far as the language's labels know; else nothing."""
        key = f"datasets.{dataset}.pairs.{pair.first}_{pair.second}"
        return self.language.label(key) if self.language.has(key) else ""

    def steps(self, answer: Answer, rule: str = "") -> str:
        """Write a computation of an answer's derivation with its result: `784 × 100 + 100 = 78 500`.

        A result that is its own computation, a sum of one term, is written once.
        """
        computation, result = self.computation(answer, rule), self._answer(answer)
        return result if computation == result else f"{computation} = {result}"

    def computation(self, answer: Answer, rule: str = "") -> str:
        """Write a computation of an answer's derivation without its result: that of a rule, or the last one."""
        found = [step.expression for step in answer.derivation if rule in ("", step.rule)]
        if not found:
            raise RenderError(f"template: answer '{answer.id}' has no derivation{rule and f' by {rule}'}")
        return write(found[-1], self.language.value)

    def listing(self, values: Iterable[object] | Answer, word: str = "and") -> str:
        """Write a list: `a, b and c`."""
        *most, last = [self.finalize(value) for value in _plain(values)]
        return f"{', '.join(most)} {self.language.label(f'list.{word}')} {last}" if most else last

    def amount(self, item: object) -> str:
        """Write the value of a setting: a number, or a name, by the language's label if it has one."""
        if not isinstance(item, str):
            return self.language.value(_plain(item))
        key = f"amount.{item}"
        return self.language.label(key) if self.language.has(key) else proper_name(item)

    def _answer(self, answer: Answer) -> str:
        if isinstance(answer.value, str | Label):
            return self.finalize(answer.value)
        if isinstance(answer.value, bool) or not isinstance(answer.value, int | float):
            raise RenderError(f"template: answer '{answer.id}' is no single value; go over its items")
        return self._number(answer.value, answer.unit)

    def _number(self, number: Number, unit: str, digits: int | None = None) -> str:
        if unit in _PERCENT:
            return self.language.percent(number, 2 if digits is None else digits)
        if digits is not None:
            return self.language.decimal(number, digits)
        if unit == "p_value":
            return self.p_value(number)
        if unit in _DECIMALS:
            return self.language.decimal(number, _DECIMALS[unit])
        return self.language.value(number)


def _several(value: Any) -> tuple[Any, ...]:
    plain = _plain(value)
    return plain if isinstance(plain, tuple) else (plain,)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Answer) else value
