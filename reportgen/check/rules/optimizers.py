"""Optimizers: arguments stated as defaults, arguments against the code, the loss against the task."""

from collections.abc import Iterator, Mapping

from reportgen.check.facts import Facts
from reportgen.check.optimizers import calls, choices, tasks, updates
from reportgen.check.optimizers.arguments import Argument
from reportgen.check.optimizers.naming import Naming
from reportgen.check.optimizers.stated import find
from reportgen.check.optimizers.versions import DEFAULTS, Value, written
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULES: tuple[str, ...] = (
    "optimizer.default", "optimizer.argument", "optimizer.choice", "optimizer.loss", updates.RULE,
)  # fmt: skip
_FOREIGN = ("rho", "beta_1", "beta_2", "nesterov", "amsgrad", "centered", "initial_accumulator_value", "momentum")


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each argument, each named choice and each loss that can be judged."""
    naming, bare = Naming(facts.submission), calls.bare(facts.submission)
    for argument in find(facts.submission):
        verdict = _judged(argument, naming, bare)
        if verdict is not None:
            yield verdict
    yield from choices.check(facts)
    yield from tasks.check(facts)
    yield from updates.verdicts(facts)


def _judged(argument: Argument, naming: Naming, bare: Mapping[str, Place]) -> Verdict | None:
    optimizers = naming.optimizers(argument)
    having = [name for name in optimizers if argument.name in DEFAULTS[name]]
    if not having:
        return _foreign(argument, optimizers, naming) if optimizers else None
    known = tuple(value for name in having for value in DEFAULTS[name][argument.name])
    if is_one_of(argument.value, known):
        return None if argument.form == "call" else _verdict(argument, having[0], known, "confirmed", "default_right")
    if not _plausible(argument):
        return None
    if not naming.is_default(argument):
        called = bare.get(having[0]) if len(optimizers) == 1 and argument.form in ("list", "prose") else None
        return None if called is None or naming.is_changed(argument) else _uncalled(argument, having[0], called)
    outcome: Outcome = "refuted" if len(optimizers) == 1 and argument.form != "copied" else "review"
    return _verdict(argument, having[0], known, outcome, "default_wrong")


def is_one_of(value: Value, known: tuple[Value, ...]) -> bool:
    """Tell whether a value is one of some defaults; zero, False and None all mean that something is off."""
    return any(_is_same(value, default) for default in known)


def _is_same(value: Value, default: Value) -> bool:
    if not value and not default:
        return True
    if isinstance(value, bool) or isinstance(default, bool) or not isinstance(value, float):
        return value is default
    return isinstance(default, float) and abs(value - default) <= 1e-6 * abs(default)


def _plausible(argument: Argument) -> bool:
    """Tell whether a number may be meant: a power of ten that lost its exponent is a large one."""
    large = isinstance(argument.value, float) and argument.value >= 1
    return not (large and argument.name in ("epsilon", "learning_rate"))


def _foreign(argument: Argument, optimizers: tuple[str, ...], naming: Naming) -> Verdict | None:
    """Judge an argument that its optimizer does not have; `momentum` may be a word for another."""
    called = argument.form in ("signature", "copied", "call")
    if argument.name not in _FOREIGN or len(optimizers) != 1 or argument.form == "prose":
        return None
    certain = called or (naming.is_default(argument) and argument.name != "momentum")
    owners = tuple(name for name, own in DEFAULTS.items() if argument.name in own)[:3]
    values = (("argument", argument.name), ("optimizer", optimizers[0]), ("owners", ", ".join(owners)))
    return Verdict(
        "optimizer.argument", "refuted" if certain else "review", argument.place, argument.quote, argument.quote, "",
        Label("check.how.optimizer.foreign", values), suspicion=0.0 if certain else 0.5,
    )  # fmt: skip


def _uncalled(argument: Argument, optimizer: str, called: Place) -> Verdict:
    """Judge a value that the text gives to an optimizer, where all code calls that without arguments."""
    call = f"{optimizer}()"
    values = (("said", f"{argument.name} = {written(argument.value)}"), ("code", call), ("quote", call))
    return Verdict(
        "optimizer.argument", "review", argument.place, argument.quote, argument.quote, call,
        Label("check.how.optimizer.code_other", values), severity="inconsistency", suspicion=0.5, also=(called,),
    )  # fmt: skip


def _verdict(argument: Argument, optimizer: str, known: tuple[Value, ...], outcome: Outcome, key: str) -> Verdict:
    value = written(argument.value)
    found = f"{argument.name} = {value}"
    right = found if outcome == "confirmed" else f"{argument.name} = {written(known[0])}"
    defaults = ", ".join(dict.fromkeys(written(one) for one in known))
    values = (("argument", argument.name), ("optimizer", optimizer), ("value", value), ("defaults", defaults))
    return Verdict(
        "optimizer.default", outcome, argument.place, argument.quote, found, right,
        Label(f"check.how.optimizer.{key}", values),
        suspicion=0.6 if outcome == "review" else 0.0,
        cause=f"optimizer.default.{optimizer}.{argument.name}" if outcome != "confirmed" else "",
    )  # fmt: skip
