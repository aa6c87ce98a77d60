"""The equations are Keras's: NumPy replays its updates, and the other form fails."""

from typing import Any, get_args

import numpy as np
import pytest

from reportgen.answers.optimizers import RULES, State, check, outside_root, rule
from reportgen.errors import ModelError
from reportgen.i18n import Language
from reportgen.options import OptimizerName
from reportgen.spec import Optimizer

GRADIENTS = (1e-2, 1e-3, 1e-4, 1e-5)
SETTINGS = [
    ("RMSprop", {}),
    ("RMSprop", {"learning_rate": 0.01, "rho": 0.8, "momentum": 0.9}),
    ("RMSprop", {"centered": True, "epsilon": 1e-4}),
    ("SGD", {"learning_rate": 0.1}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9}),
    ("SGD", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
    ("Adam", {}),
    ("Adam", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-4}),
]


def keras_path(name: str, arguments: dict[str, Any], gradients: list[float]) -> list[float]:
    """Return the weight after each of Keras's updates, from 1."""
    from reportgen.training import open_keras

    keras = open_keras()
    optimizer = getattr(keras.optimizers, name)(**arguments)
    weight = keras.Variable(np.array([1.0]), dtype="float64")
    optimizer.build([weight])
    path = []
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(np.array([gradient]))], [weight])
        path.append(float(np.asarray(weight)[0]))
    return path


def values(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """Return all arguments: Keras's defaults and those given."""
    from reportgen.training import open_keras, optimizer_arguments

    return {**dict(optimizer_arguments(open_keras(), name)), **arguments}


def steps(path: list[float]) -> Any:  # a NumPy array
    """Return the lengths of the steps; they, not the weights, show the small gradients."""
    return -np.diff(np.array([1.0, *path]))


@pytest.mark.slow
def test_a_lab_file_may_name_what_keras_has() -> None:
    """Every optimizer that stands alone: those that wrap another one cannot be made without it."""
    from reportgen.training import open_keras

    optimizers = open_keras().optimizers
    classes = {name for name in dir(optimizers) if isinstance(getattr(optimizers, name), type)}
    assert set(get_args(OptimizerName)) == classes - {
        "LossScaleOptimizer",
        "MultiOptimizer",
        "Optimizer",
        "OptimizerMap",
    }


@pytest.mark.slow
@pytest.mark.parametrize(("name", "arguments"), SETTINGS)
@pytest.mark.parametrize("gradient", GRADIENTS)
def test_the_rules_replay_keras(name: str, arguments: dict[str, Any], gradient: float) -> None:
    """Ten updates with changing gradients, each step equal to Keras's."""
    gradients = [gradient * factor for factor in (1, -2, 3, 0.5, 1, 1, -1, 2, 0.1, 1)]
    state, path = State(1.0), []
    for item in gradients:
        state = rule(name).step(state, item, values(name, arguments))
        path.append(state.weight)
    expected = steps(keras_path(name, arguments, gradients))
    assert steps(path) == pytest.approx(expected, rel=1e-3, abs=1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("gradient", GRADIENTS)
def test_epsilon_outside_the_root_is_not_what_keras_3_computes(gradient: float) -> None:
    """The older form gives other steps, the more so the smaller the gradient."""
    used = values("RMSprop", {})
    (keras_step,) = steps(keras_path("RMSprop", {}, [gradient]))
    inside = 1.0 - rule("RMSprop").step(State(1.0), gradient, used).weight
    outside = 1.0 - outside_root(State(1.0), gradient, used).weight
    assert inside == pytest.approx(keras_step, rel=1e-4)
    assert outside != pytest.approx(keras_step, rel=2e-3)
    if gradient <= 1e-4:
        assert outside > 9 * keras_step


@pytest.mark.slow
@pytest.mark.parametrize("name", RULES)
def test_every_argument_of_the_installed_class_has_a_meaning(name: str, language: Language) -> None:
    """A new Keras argument without a meaning in some language fails here."""
    for argument in values(name, {}):
        assert language.label(f"arguments.{argument}")


@pytest.mark.parametrize(("name", "arguments"), SETTINGS)
def test_every_symbol_of_the_equations_is_explained(name: str, arguments: dict[str, Any], language: Language) -> None:
    """Each symbol of the list stands in an equation and has a meaning."""
    defaults = {
        "learning_rate": 0.001, "rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": False, "nesterov": False,
        "beta_1": 0.9, "beta_2": 0.999,
    }  # fmt: skip
    used = {**defaults, **arguments}
    equations = " ".join(equation.latex for equation in rule(name).equations(used))
    for symbol in rule(name).symbols(used):
        assert symbol.latex in equations
        assert language.label(f"symbols.{symbol.id}")


def test_an_optimizer_without_a_rule_is_refused() -> None:
    """The valid ones are listed."""
    with pytest.raises(ModelError, match="expected one of RMSprop, SGD, Adam, received 'Lion'"):
        rule("Lion")


def test_an_argument_that_no_equation_shows_is_refused() -> None:
    """With weight decay, the printed update would not be the one that Keras computes."""
    check(Optimizer("SGD", (("learning_rate", 0.1), ("momentum", 0.9))))
    with pytest.raises(ModelError, match="argument weight_decay: expected one of centered, epsilon"):
        check(Optimizer("RMSprop", (("weight_decay", 0.1),)))
