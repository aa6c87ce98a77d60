"""Optimizers: arguments stated as defaults, arguments against the code, the loss against the task."""

from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.optimizers import choices, tasks
from reportgen.check.optimizers.naming import Naming
from reportgen.check.optimizers.stated import Argument, find
from reportgen.check.optimizers.versions import DEFAULTS, Value, written
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULES: tuple[str, ...] = ("optimizer.default", "optimizer.argument", "optimizer.choice", "optimizer.loss")
_FOREIGN = ("rho", "beta_1", "beta_2", "nesterov", "amsgrad", "centered", "initial_accumulator_value", "momentum")


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each argument, each named choice and each loss that can be judged."""
    naming = Naming(facts.submission)
    for argument in find(facts.submission):
        verdict = _judged(argument, naming)
        if verdict is not None:
            yield verdict
    yield from choices.check(facts)
    yield from tasks.check(facts)


def _judged(argument: Argument, naming: Naming) -> Verdict | None:
    optimizers = naming.optimizers(argument)
    if not optimizers:
        return None
    having = [name for name in optimizers if argument.name in DEFAULTS[name]]
    if not having:
        return _foreign(argument, optimizers, naming)
    known = tuple(value for name in having for value in DEFAULTS[name][argument.name])
    if is_one_of(argument.value, known):
        return None if argument.form == "call" else _verdict(argument, having[0], known, "confirmed", "default_right")
    if argument.form == "call" or not naming.is_default(argument):
        return None
    if isinstance(argument.value, float) and not _plausible(argument):
        return None
    outcome: Outcome = "refuted" if len(optimizers) == 1 else "review"
    return _verdict(argument, having[0], known, outcome, "default_wrong")


def is_one_of(value: Value, known: tuple[Value, ...]) -> bool:
    """Tell whether a value is one of some defaults; zero, False and None mean the same where there is nothing to switch on."""
    for default in known:
        if isinstance(value, bool) or isinstance(default, bool) or value is None or default is None:
            same = value is default or (not value and not default)
        else:
            same = (
                isinstance(value, float) and isinstance(default, float) and abs(value - default) <= 1e-6 * abs(default)
            )
        if same:
            return True
    return False


def _plausible(argument: Argument) -> bool:
    """Tell whether a number may be meant: a power of ten that lost its exponent is a large one."""
    return not (
        argument.name in ("epsilon", "learning_rate") and isinstance(argument.value, float) and argument.value >= 1
    )


def _foreign(argument: Argument, optimizers: tuple[str, ...], naming: Naming) -> Verdict | None:
    """Judge an argument that its optimizer does not have."""
    if argument.name not in _FOREIGN or len(optimizers) != 1:
        return None
    certain = argument.form in ("signature", "call") or (
        argument.form in ("list", "table") and naming.is_default(argument)
    )
    if not certain and argument.form == "prose":
        return None
    owners = tuple(name for name, own in DEFAULTS.items() if argument.name in own)[:3]
    return Verdict(
        "optimizer.argument", "refuted" if certain else "review", argument.place, argument.quote, argument.quote, "",
        Label("check.how.optimizer.foreign", (("argument", argument.name), ("optimizer", optimizers[0]), ("owners", ", ".join(owners)))),
        suspicion=0.0 if certain else 0.5,
    )  # fmt: skip


def _verdict(argument: Argument, optimizer: str, known: tuple[Value, ...], outcome: Outcome, key: str) -> Verdict:
    found = f"{argument.name} = {written(argument.value)}"
    right = found if outcome == "confirmed" else f"{argument.name} = {written(known[0])}"
    defaults = ", ".join(dict.fromkeys(written(value) for value in known))
    return Verdict(
        "optimizer.default", outcome, argument.place, argument.quote, found, right,
        Label(f"check.how.optimizer.{key}", (("argument", argument.name), ("optimizer", optimizer), ("value", written(argument.value)), ("defaults", defaults))),
        suspicion=0.6 if outcome == "review" else 0.0,
        cause=f"optimizer.default.{optimizer}.{argument.name}" if outcome != "confirmed" else "",
    )  # fmt: skip
