r"""The update rules of Keras's optimizers: as equations, and as NumPy code that replays them.

Source: the `update_step` methods of Keras 3 (`keras/src/optimizers/`; RMSprop has had epsilon under the root since
Keras 2.11); Tieleman and Hinton, Lecture 6.5 (2012) for RMSprop; Kingma and Ba, arXiv:1412.6980 for Adam. The equations
describe one weight; a test replays them against Keras.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt

from reportgen.errors import ModelError
from reportgen.spec import Optimizer

Values = Mapping[str, bool | int | float | str | None]


@dataclass(frozen=True)
class Equation:
    """One equation; its id names its meaning in the labels, its LaTeX is the same in every language."""

    id: str
    latex: str


@dataclass(frozen=True)
class Symbol:
    """A symbol of the equations; its id names its meaning in the labels."""

    id: str
    latex: str


@dataclass(frozen=True)
class State:
    """One weight and what the optimizer remembers of it: averages of the gradient, of its square, momentum."""

    weight: float
    mean: float = 0.0
    square: float = 0.0
    momentum: float = 0.0
    steps: int = 0


@dataclass(frozen=True)
class Rule:
    """An optimizer: equations and symbols for given arguments, one update of one weight, the arguments they cover."""

    equations: Callable[[Values], tuple[Equation, ...]]
    symbols: Callable[[Values], tuple[Symbol, ...]]
    step: Callable[[State, float, Values], State]
    arguments: frozenset[str]


_WEIGHT = Symbol("weight", r"w_t")
_GRADIENT = Symbol("gradient", r"g_t")
_RATE = Symbol("learning_rate", r"\eta")
_EPSILON = Symbol("epsilon", r"\varepsilon")
_GRADIENT_EQUATION = Equation("gradient", r"g_t = \frac{\partial L}{\partial w}(w_{t-1})")
_MOMENTUM = Symbol("momentum", r"\mu")
_MEMORY = Symbol("momentum_memory", r"m_t")


def check(spec: Optimizer) -> None:
    """Refuse an optimizer whose update the equations would not describe.

    Raises:
        ModelError: no rule for it, or an argument that changes the update in a way no equation shows.
    """
    covered = rule(spec.name).arguments
    for name, _ in spec.arguments:
        if name not in covered:
            expected = ", ".join(sorted(covered))
            raise ModelError(f"optimizer {spec.name}: argument {name}: expected one of {expected}")


def rule(name: str) -> Rule:
    """Return the rule of a Keras optimizer class.

    Raises:
        ModelError: an optimizer without a rule; those with one are listed.
    """
    if name not in RULES:
        raise ModelError(f"optimizer: expected one of {', '.join(RULES)}, received '{name}'")
    return RULES[name]


def outside_root(state: State, gradient: float, values: Values) -> State:
    """Update a weight by RMSprop as Keras did up to 2.10: epsilon is added to the root, not under it."""
    square = _average(state.square, gradient * gradient, _number(values, "rho"))
    step = _number(values, "learning_rate") * gradient / (sqrt(square) + _number(values, "epsilon"))
    return State(state.weight - step, square=square, steps=state.steps + 1)


def _rmsprop_step(state: State, gradient: float, values: Values) -> State:
    rho, momentum = _number(values, "rho"), _number(values, "momentum")
    square = _average(state.square, gradient * gradient, rho)
    mean = _average(state.mean, gradient, rho) if values["centered"] else 0.0
    root = sqrt(square - mean * mean + _number(values, "epsilon"))
    update = _number(values, "learning_rate") * gradient / root
    memory = momentum * state.momentum + update
    return State(state.weight - memory, mean, square, memory, state.steps + 1)


def _rmsprop_equations(values: Values) -> tuple[Equation, ...]:
    variance = r"v_t - a_t^2" if values["centered"] else "v_t"
    update = rf"\frac{{\eta \, g_t}}{{\sqrt{{{variance} + \varepsilon}}}}"
    average = (Equation("average", r"a_t = \rho \, a_{t-1} + (1 - \rho) \, g_t"),) if values["centered"] else ()
    square = Equation("square", r"v_t = \rho \, v_{t-1} + (1 - \rho) \, g_t^2")
    return (_GRADIENT_EQUATION, square, *average, *_applied(update, values))


def _rmsprop_symbols(values: Values) -> tuple[Symbol, ...]:
    return (
        _WEIGHT, _GRADIENT, Symbol("square", "v_t"), *_if(values["centered"], Symbol("average", "a_t")),
        _RATE, Symbol("rho", r"\rho"), _EPSILON, *_if(values["momentum"], _MOMENTUM, _MEMORY),
    )  # fmt: skip


def _sgd_step(state: State, gradient: float, values: Values) -> State:
    rate, momentum = _number(values, "learning_rate"), _number(values, "momentum")
    memory = momentum * state.momentum + rate * gradient
    step = momentum * memory + rate * gradient if values["nesterov"] and momentum else memory
    return State(state.weight - step, momentum=memory, steps=state.steps + 1)


def _sgd_equations(values: Values) -> tuple[Equation, ...]:
    if values["nesterov"] and values["momentum"]:
        memory = Equation("momentum", r"m_t = \mu \, m_{t-1} + \eta \, g_t")
        return (_GRADIENT_EQUATION, memory, Equation("update", r"w_t = w_{t-1} - (\mu \, m_t + \eta \, g_t)"))
    return (_GRADIENT_EQUATION, *_applied(r"\eta \, g_t", values))


def _sgd_symbols(values: Values) -> tuple[Symbol, ...]:
    return (_WEIGHT, _GRADIENT, _RATE, *_if(values["momentum"], _MOMENTUM, _MEMORY))


def _adam_step(state: State, gradient: float, values: Values) -> State:
    first, second, t = _number(values, "beta_1"), _number(values, "beta_2"), state.steps + 1
    mean = _average(state.mean, gradient, first)
    square = _average(state.square, gradient * gradient, second)
    rate = _number(values, "learning_rate") * sqrt(1 - second**t) / (1 - first**t)
    return State(state.weight - rate * mean / (sqrt(square) + _number(values, "epsilon")), mean, square, 0.0, t)


def _adam_equations(values: Values) -> tuple[Equation, ...]:
    del values
    rate = r"\eta \, \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t}"
    return (
        _GRADIENT_EQUATION,
        Equation("average", r"m_t = \beta_1 \, m_{t-1} + (1 - \beta_1) \, g_t"),
        Equation("square", r"v_t = \beta_2 \, v_{t-1} + (1 - \beta_2) \, g_t^2"),
        Equation("update", rf"w_t = w_{{t-1}} - {rate} \cdot \frac{{m_t}}{{\sqrt{{v_t}} + \varepsilon}}"),
    )


def _adam_symbols(values: Values) -> tuple[Symbol, ...]:
    del values
    return (
        _WEIGHT, _GRADIENT, Symbol("average", "m_t"), Symbol("square", "v_t"), _RATE,
        Symbol("beta_1", r"\beta_1"), Symbol("beta_2", r"\beta_2"), _EPSILON,
    )  # fmt: skip


RULES: Mapping[str, Rule] = {
    "RMSprop": Rule(
        _rmsprop_equations,
        _rmsprop_symbols,
        _rmsprop_step,
        frozenset({"learning_rate", "rho", "momentum", "epsilon", "centered"}),
    ),
    "SGD": Rule(_sgd_equations, _sgd_symbols, _sgd_step, frozenset({"learning_rate", "momentum", "nesterov"})),
    "Adam": Rule(
        _adam_equations, _adam_symbols, _adam_step, frozenset({"learning_rate", "beta_1", "beta_2", "epsilon"})
    ),
}


def _applied(update: str, values: Values) -> tuple[Equation, ...]:
    """Return how an update reaches the weight: at once, or through the momentum."""
    if not values["momentum"]:
        return (Equation("update", rf"w_t = w_{{t-1}} - {update}"),)
    return (
        Equation("momentum", rf"m_t = \mu \, m_{{t-1}} + {update}"),
        Equation("update", "w_t = w_{t-1} - m_t"),
    )


def _average(old: float, new: float, decay: float) -> float:
    return decay * old + (1 - decay) * new


def _number(values: Values, name: str) -> float:
    value = values[name]
    if not isinstance(value, int | float):
        raise ModelError(f"optimizer argument {name}: expected a number, received {value!r}")
    return float(value)


def _if(condition: object, *symbols: Symbol) -> tuple[Symbol, ...]:
    return symbols if condition else ()
