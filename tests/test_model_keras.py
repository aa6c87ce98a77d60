"""The arithmetic of `reportgen.model` against Keras itself: 500 random networks, layer by layer."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from random import Random
from types import ModuleType
from typing import Any

import pytest

from reportgen.errors import ModelError
from reportgen.keras_model import build
from reportgen.model import (
    ACTIVATIONS,
    KINDS,
    PADDINGS,
    Activation,
    Add,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    LayerSpec,
    MaxPooling2D,
    ModelSpec,
    Shape,
    chain,
)
from reportgen.model.layer import PaddingName, Pair

pytestmark = pytest.mark.slow

WINDOW_FACTS = ("padding same", "padding valid", "strides True", "strides False")


@pytest.fixture(scope="module")
def keras() -> ModuleType:
    """Keras, imported once, for these tests only."""
    from reportgen.training import open_keras

    module: ModuleType = open_keras()
    return module


# ── random networks ─────────────────────────────────────────────────────────────────────────────────────────


def random_model(random: Random) -> ModelSpec:
    """Grow a chain of layers that fit; a residual block now and then turns it into a graph."""
    shape = random.choice([(random.randint(1, 40),), (random.randint(4, 20), random.randint(4, 20), 3), (5, 4)])
    spec = chain(Input(shape))
    for _ in range(random.randint(1, 6)):
        grow = random_skip if random.random() < 0.25 else random_step
        spec = chain(*spec.layers, *grow(random, spec))
    return spec


def random_step(random: Random, spec: ModelSpec) -> Iterator[LayerSpec]:
    """Yield one layer of any kind that fits the output so far."""
    makers = [random_dense, random_anywhere]
    if len(spec.output_shape) == 3:
        makers += [random_convolution, random_pooling] * 2
    yield random.choice(makers)(random, spec)


def random_skip(random: Random, spec: ModelSpec) -> Iterator[LayerSpec]:
    """Yield a branch that keeps the shape, and its sum with an earlier layer of that shape."""
    shape = spec.output_shape
    same = [line.name for line in spec.summary() if line.output_shape == shape]
    branch: LayerSpec = Dense(shape[-1], name=f"branch_{len(spec.layers)}")
    if len(shape) == 3 and random.random() < 0.7:
        size = (random.randint(1, 4), random.randint(1, 4))
        branch = Conv2D(shape[-1], size, padding="same", name=branch.name)
    yield branch
    yield Add(inputs=(random.choice(same), *random.sample(same, random.randint(0, 1)), branch.name))


def random_dense(random: Random, spec: ModelSpec) -> LayerSpec:
    """Make a Dense, on any rank."""
    del spec
    return Dense(random.randint(2, 30), random.choice(ACTIVATIONS), use_bias=random.random() < 0.7)


def random_anywhere(random: Random, spec: ModelSpec) -> LayerSpec:
    """Make a layer that fits any shape; Keras warns of a softmax over one value."""
    several = spec.output_shape[-1] > 1
    usable = [name for name in ACTIVATIONS if several or not name.endswith("softmax")]
    makers: list[Callable[[], LayerSpec]] = [
        Flatten,
        BatchNormalization,
        lambda: Dropout(random.random()),
        lambda: Activation(random.choice(usable)),
    ]
    return random.choice(makers)()


def random_convolution(random: Random, spec: ModelSpec) -> LayerSpec:
    """Make a Conv2D on an image."""
    size, padding = random_window(random, spec)
    strides = (random.randint(1, 3), random.randint(1, 3))
    use_bias = random.random() < 0.7
    return Conv2D(random.randint(2, 12), size, strides, random.choice(ACTIVATIONS), use_bias=use_bias, padding=padding)


def random_pooling(random: Random, spec: ModelSpec) -> LayerSpec:
    """Make a MaxPooling2D on an image."""
    size, padding = random_window(random, spec)
    strides = random.choice([None, (random.randint(1, 3), random.randint(1, 3))])
    return MaxPooling2D(size, strides, padding=padding)


def random_window(random: Random, spec: ModelSpec) -> tuple[Pair, PaddingName]:
    """Choose a size and a padding with which a window fits the image."""
    height, width, _ = spec.output_shape
    padding = random.choice(PADDINGS)
    most = (height, width) if padding == "valid" else (5, 5)
    return (random.randint(1, min(5, most[0])), random.randint(1, min(5, most[1]))), padding


# ── comparison ──────────────────────────────────────────────────────────────────────────────────────────────


def counts(weights: list[Any]) -> int:
    """Count the numbers in Keras variables."""
    return sum(int(weight.value.shape.num_elements()) for weight in weights)


def test_500_random_networks_agree_with_keras(keras: ModuleType) -> None:
    """Every shape and count of every layer is Keras's own, over all kinds, paddings, strides and skips."""
    del keras
    random = Random(20240901)
    seen: Counter[str] = Counter()
    for _ in range(500):
        spec = random_model(random)
        model = build(spec)
        made = [
            (
                layer.name,
                type(layer).__name__,
                tuple(layer.output.shape[1:]),
                layer.count_params(),
                counts(layer.trainable_weights),
                counts(layer.non_trainable_weights),
            )
            for layer in model.layers
        ]
        ours = [
            (
                line.name,
                line.kind.replace("Input", "InputLayer"),
                line.output_shape,
                line.parameters,
                line.trainable,
                line.non_trainable,
            )
            for line in spec.summary()
        ]
        assert sorted(made) == sorted(ours), spec
        assert model.count_params() == spec.parameters
        seen.update(facts(spec))
    windows = {f"{kind} {what}" for kind in ("Conv2D", "MaxPooling2D") for what in WINDOW_FACTS}
    assert {*KINDS, "Add reads 2", "Add reads 3", "Dense bias False", "Conv2D bias False"} | windows <= set(seen)
    assert min(seen.values()) >= 20, seen


def facts(spec: ModelSpec) -> Iterator[str]:
    """Yield what a network exercises, to be sure that the 500 exercise everything."""
    for layer in spec.layers:
        yield layer.kind
        yield f"{layer.kind} padding {getattr(layer, 'padding', None)}"
        yield f"{layer.kind} bias {getattr(layer, 'use_bias', None)}"
        yield f"{layer.kind} reads {len(layer.inputs)}"
        strides = getattr(layer, "strides", None)
        yield f"{layer.kind} strides {strides is not None and max(strides) > 1}"


def test_windows_fit_where_keras_says_so(keras: ModuleType) -> None:
    """For every small window, stride and padding the spec has Keras's shape or refusal."""
    for n, size, step, padding in product(range(1, 7), range(1, 7), (1, 2, 3), PADDINGS):
        window, strides = (size, 1), (step, 1)
        for layer, theirs in (
            (Conv2D(2, window, strides, padding=padding), keras.layers.Conv2D(2, window, strides, padding)),
            (
                MaxPooling2D(window, strides, padding=padding),
                keras.layers.MaxPooling2D(window, strides, padding),
            ),
        ):
            assert ours_or_none(layer, (n, 3, 2)) == theirs_or_none(theirs, (n, 3, 2)), layer


def ours_or_none(layer: LayerSpec, shape: Shape) -> Shape | None:
    """Return the shape that the spec derives, or None where it refuses."""
    try:
        return chain(Input(shape), layer).output_shape
    except ModelError:
        return None


def theirs_or_none(layer: Any, shape: Shape) -> Shape | None:
    """Return the shape that Keras derives, or None where it refuses."""
    try:
        return tuple(layer.compute_output_shape((None, *shape))[1:])
    except ValueError:
        return None


def test_activations_keep_the_shape(keras: ModuleType) -> None:
    """Each activation that a spec allows is one of Keras's that needs no argument and keeps the shape."""
    for name in ACTIVATIONS:
        assert tuple(keras.activations.get(name)(keras.ops.zeros((1, 4, 6))).shape) == (1, 4, 6)


def test_layers_stand_in_the_models_order(keras: ModuleType) -> None:
    """A built chain has the spec's layers, names and arguments, in its order."""
    spec = chain(Input((4, 4, 1), name="image"), Conv2D(2, (3, 3), (2, 2), "relu"), Flatten(), Dropout(0.5), Dense(1))
    model = build(spec)
    assert isinstance(model, keras.Model)
    assert [layer.name for layer in model.layers] == [layer.name for layer in spec.layers]
    assert model.layers[1].get_config()["strides"] == (2, 2)
    assert model.layers[1].get_config()["activation"] == "relu"
    assert model.layers[3].rate == 0.5
