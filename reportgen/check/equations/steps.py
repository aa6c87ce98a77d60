"""Steps: how weights follow from averages and gradients; the correction of Adam's averages."""

from collections.abc import Sequence

from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import first
from reportgen.check.equations.group import Group
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import key
from reportgen.check.equations.roles import (
    choices_of,
    has_rate,
    is_root,
    is_weight,
    roots_of_mean,
    small_named,
    state_of,
    turned,
)
from reportgen.check.equations.terms import GRADIENT, Equation, Product, Quotient, Sum, Symbol, Term, symbols, walk
from reportgen.check.equations.update_forms import (
    ADAM_STEP,
    CORRECTION,
    CORRECTIONS,
    PLAIN_STEPS,
    SGD,
    SPEED,
    STEP,
    STEPS,
)


def step(equation: Equation, term: Term, group: Group, context: Context) -> Judgement | None:
    """Compare a formula with the steps of RMSprop, Adam, SGD and momentum."""
    state = state_of(equation)
    if state.startswith("Δ"):
        return _difference(term, group, context)
    term = small_named(roots_of_mean(term))
    keys = [key(symbol) for symbol in symbols(term)]
    if state not in keys or keys.count(state) > 2:
        return None
    moments = tuple(one for one in keys if one[0] in "mMvV" and one != state)
    gradient: tuple[str, ...] = (GRADIENT,) if GRADIENT in keys else moments if len(moments) > 1 else ()
    choices = choices_of(term, w=(state,), g=gradient)
    form = first(term, STEPS, choices)
    if form is not None:
        return _judged_step(form.mistake, term, state, keys, group, context)
    if GRADIENT in keys:
        form = first(term, PLAIN_STEPS, choices)
        return None if form is None else _judged_descent(form.mistake, term, state, context)
    speed = [one for one in keys if one in group.speeds]
    if speed and first(term, SPEED, {**choices, "v": speed}) is not None:
        return Judgement("equation.momentum", "v ← μ·v − η·g,  w ← w + v")
    return None


def _judged_step(
    mistake: str, term: Term, state: str, keys: Sequence[str], group: Group, context: Context
) -> Judgement | None:
    adam = GRADIENT not in keys and mistake != "no_gradient"
    closest = context.closest("rmsprop", "adam", "adagrad", "adadelta")
    closest = closest - {"adagrad", "adadelta"} or closest
    rule = "equation.adam" if adam or ("adam" in closest and "rmsprop" not in closest) else "equation.rmsprop"
    if "adagrad" in closest and not {"rmsprop", "adam"} & context.all:
        rule = "equation.adagrad"
    right = ADAM_STEP if adam else STEP
    below = [one for one in keys if one in group.squared or one.startswith("E[g^2]")]
    if not mistake:
        return _hatless(rule, right, keys, group, context) if adam else Judgement(rule, right)
    if adam and "adam" not in context.all:
        return None
    if mistake == "no_epsilon":
        return Judgement(rule, right, mistake, severity="imprecision", suspicion=0.4)
    if mistake == "plus":
        certain = is_weight(state) and has_rate(term) and not turned(context)
        return Judgement(rule, right, mistake, certain, suspicion=0.7)
    if mistake in ("no_root", "multiplied"):
        if not below:
            return None
        return Judgement(rule, right, mistake, bool(closest), suspicion=0.7)
    return Judgement(rule, right, mistake, suspicion=0.6, severity="imprecision" if mistake == "no_rate" else "error")


def _hatless(rule: str, right: str, keys: Sequence[str], group: Group, context: Context) -> Judgement | None:
    """Adam's averages need their bias correction, unless the rate has it."""
    if "adam" not in context.all:
        return None
    hats = any("^" in one for one in keys)
    said = context.says(r"bias|biais|corrig|correct|Bias")
    if hats or (said and not group.corrected) or "Δ" in keys:
        return Judgement(rule, right)
    return Judgement(rule, right, "no_correction", severity="imprecision", suspicion=0.3)


def _judged_descent(mistake: str, term: Term, state: str, context: Context) -> Judgement | None:
    closest = context.closest("sgd", "rmsprop", "adam", "adagrad", "momentum")
    known = bool(closest)
    if not is_weight(state):
        return None
    if not mistake:
        named = bool(closest & {"rmsprop", "adam", "adagrad"}) and not context.all & {"sgd", "momentum"}
        return None if named else Judgement("equation.sgd", SGD)
    if mistake == "no_rate":
        return (
            Judgement("equation.sgd", SGD, mistake, severity="imprecision", suspicion=0.4) if "sgd" in closest else None
        )
    if mistake == "plus":
        certain = known and has_rate(term) and not turned(context)
        return Judgement("equation.sgd", SGD, mistake, certain, suspicion=0.7) if known else None
    return Judgement("equation.sgd", SGD, mistake, suspicion=0.5) if known else None


def _difference(term: Term, group: Group, context: Context) -> Judgement | None:
    """Judge a difference `Δw` alone: its sign depends on how it is used."""
    whole = Sum(((1, Symbol("w")), (1, term)))
    form = first(whole, (*STEPS, *PLAIN_STEPS), choices_of(whole, w=("w",), g=(GRADIENT,)))
    if form is None:
        return None
    keys = {key(symbol) for symbol in symbols(term)}
    if form.mistake == "no_root" and keys & (group.squared | {"E[g^2]"}):
        return Judgement("equation.rmsprop", STEP, form.mistake, "rmsprop" in context.all, suspicion=0.7)
    rule, right = ("equation.rmsprop", STEP) if any(map(is_root, walk(term))) else ("equation.sgd", SGD)
    if form.mistake == "no_epsilon":
        return Judgement(rule, right, form.mistake, severity="imprecision", suspicion=0.4)
    known = not form.mistake and context.all & {"rmsprop", "sgd", "adam", "momentum"}
    return Judgement(rule, right) if known else None


def correction(term: Term, context: Context) -> Judgement | None:
    """Compare a formula with the correction of the bias of Adam's averages."""
    if "adam" not in context.all or not isinstance(term, Quotient | Product):
        return None
    keys = [key(symbol) for symbol in symbols(term)]
    choices = choices_of(
        term,
        m=tuple(one for one in keys if one[0] in "mvMVsr"),
        b=tuple(one for one in keys if one[0] == "β"),
        t=("t",),
    )
    form = first(term, CORRECTIONS, choices)
    if form is None:
        return None
    if form.mistake == "no_power":
        return Judgement("equation.adam", CORRECTION, form.mistake, severity="imprecision", suspicion=0.3)
    return Judgement("equation.adam", CORRECTION, form.mistake, certain=bool(form.mistake))
