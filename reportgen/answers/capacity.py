"""Do deeper networks have more weights? What a lab's networks say, and what decides instead of depth."""

from collections.abc import Iterable, Iterator, Sequence

from reportgen.answers import variants
from reportgen.answers.depth import Pair, depth, heavier, lighter
from reportgen.arithmetic import Expression, Number, Product, Quotient, Sum, value
from reportgen.model import LayerSummary, ModelSpec
from reportgen.plots import Label
from reportgen.spec import Answer, Case, Exact, Hog, Rounded, Unit, computed

TENTS = 10
"""Layers of the example of what depth can express."""

# ── the lab's own networks ───────────────────────────────────────────────────────────────────────────────────


def networks(prefix: str, cases: Sequence[Case]) -> Iterator[Answer]:
    """Derive the table of a lab's networks: depth, weights and where they are, multiplications."""
    yield Answer(f"{prefix}.networks", tuple(case.key for case in cases))
    yield Answer(f"{prefix}.sections", tuple(dict.fromkeys(case.section for case in cases)))
    yield Answer(f"{prefix}.hog", any(isinstance(case.experiment.features, Hog) for case in cases))
    titles = [case.title for case in cases]
    for case in cases:
        model, key = case.experiment.model, f"{prefix}.network.{case.key}"
        summary = model.summary()
        yield Answer(f"{key}.title", case.title)
        yield Answer(f"{key}.ambiguous", titles.count(case.title) > 1)
        yield Answer(f"{key}.section", case.section)
        yield Answer(f"{key}.depth", depth(model), "count")
        yield _derived(f"{key}.parameters", "total", _sum(layer.parameters for layer in summary))
        for kind in ("Dense", "Conv2D"):
            yield _share(f"{key}.{kind.lower()}", [layer for layer in summary if layer.kind == kind], model)
        products = _sum(layer.multiplications_formula for layer in summary)
        yield _derived(f"{key}.multiplications", "multiplications", products, "multiplications")


def verdict(prefix: str, cases: Sequence[Case]) -> Iterator[Answer]:
    """Derive what the lab's pairs say: deeper with fewer weights, with more, both or none; one pair layer by layer."""
    fewer = lighter(cases)
    more = heavier(cases, fewer)
    found = {name: pair for name, pair in (("fewer", fewer), ("more", more)) if pair}
    yield Answer(f"{prefix}.verdict", "both" if len(found) == 2 else next(iter(found), "none"))
    for name, pair in found.items():
        yield from _pair(f"{prefix}.{name}", pair)
    if fewer and more:
        same_depth = depth(fewer.deep.experiment.model) == depth(more.deep.experiment.model)
        yield Answer(f"{prefix}.same_shallow", fewer.shallow == more.shallow)
        yield Answer(f"{prefix}.same_depth", same_depth)
    for name, pair in list(found.items())[:1]:
        yield Answer(f"{prefix}.example.pair", name)
        yield from _layers(f"{prefix}.example.shallow", pair.shallow.experiment.model)
        yield from _layers(f"{prefix}.example.deep", pair.deep.experiment.model)


def _pair(prefix: str, pair: Pair) -> Iterator[Answer]:
    """Yield who is who, the ratios of the two, and which of them computes more."""
    deep, shallow = pair.deep.experiment.model, pair.shallow.experiment.model
    ahead = deep.multiplications - shallow.multiplications
    yield Answer(f"{prefix}.deep", pair.deep.key)
    yield Answer(f"{prefix}.shallow", pair.shallow.key)
    yield Answer(f"{prefix}.same_input", pair.same_input)
    yield _ratio(f"{prefix}.weights_ratio", deep.parameters, shallow.parameters)
    yield _ratio(f"{prefix}.multiplications_ratio", deep.multiplications, shallow.multiplications)
    yield Answer(f"{prefix}.computes_more", "deep" if ahead > 0 else "shallow" if ahead < 0 else "neither")


def _layers(prefix: str, model: ModelSpec) -> Iterator[Answer]:
    """Yield a network's layers with weights, each with its computations, and the heaviest of them."""
    counted = [layer for layer in model.summary() if layer.parameters]
    heaviest = max(counted, key=lambda layer: layer.parameters)
    yield Answer(f"{prefix}.layers", tuple(layer.name for layer in counted))
    for layer in counted:
        key, products = f"{prefix}.layer.{layer.name}", layer.multiplications_formula
        yield _derived(f"{key}.parameters", "layer", layer.parameters_formula)
        yield _derived(f"{key}.multiplications", "layer", products, "multiplications")
    yield Answer(f"{prefix}.heaviest", heaviest.name)
    yield _share(f"{prefix}.heaviest_share", [heaviest], model)


# ── what decides ─────────────────────────────────────────────────────────────────────────────────────────────


def convolution(prefix: str, case: Case) -> Iterator[Answer]:
    """Derive what a network's first convolution saves beside a dense layer between the same shapes.

    `unshared` counts a set of filters for each position: the windows of the convolution without shared weights.
    """
    model = case.experiment.model
    layer = next(layer for layer in model.summary() if layer.kind == "Conv2D")
    received, made = variants.read_by(model, layer.name).output_shape, layer.output_shape
    kernel = Product((*received, *made))
    dense = Sum((kernel, Product(made))) if layer.biases else kernel
    positions = Product(made[:-1])
    yield Answer(f"{prefix}.network", case.key)
    yield Answer(f"{prefix}.layer", layer.name)
    yield Answer(f"{prefix}.received", received)
    yield Answer(f"{prefix}.made", made)
    yield _derived(f"{prefix}.parameters", "layer", layer.parameters_formula)
    yield _derived(f"{prefix}.positions", "positions", positions, "count")
    yield _derived(f"{prefix}.dense", "layer", dense)
    yield _ratio(f"{prefix}.ratio", value(dense), layer.parameters)
    yield _derived(f"{prefix}.unshared", "unshared", Product((positions.value, layer.parameters)))
    yield _derived(f"{prefix}.multiplications", "layer", layer.multiplications_formula, "multiplications")


def flattening(prefix: str, case: Case) -> Iterator[Answer]:
    """Derive the first dense layer after the Flatten, in the network as it is and without its poolings.

    `ways` says which of the two there are: `pooled` needs a dense layer after a Flatten, `unpooled` poolings to leave
    out.
    """
    model = case.experiment.model
    ways = {"pooled": model, "unpooled": variants.unpooled(model)}
    found = {name: way for name, way in ways.items() if way and variants.after_flatten(way)}
    yield Answer(f"{prefix}.ways", tuple(found))
    for name, way in found.items():
        if after := variants.after_flatten(way):
            before, dense = after
            if name == "pooled":
                yield Answer(f"{prefix}.layer", dense.name)
            yield _derived(f"{prefix}.{name}.size", "flatten", Product(before.output_shape), "count")
            yield _derived(f"{prefix}.{name}.dense", "layer", dense.parameters_formula)
            yield Answer(f"{prefix}.{name}.parameters", way.parameters, "weights")
    if "unpooled" in found:
        yield _ratio(f"{prefix}.ratio", found["unpooled"].parameters, model.parameters)


def budget(prefix: str, reference: Case, light: Case | None) -> Iterator[Answer]:
    """Derive perceptrons of a budget: one and three hidden layers with the reference's weights, one with the light's.

    `made` names those that their budget allows, `shown` those of them that are not the reference itself.
    """
    plans = {"one": (reference, 1), "three": (reference, 3)}
    if light and light != reference:
        plans["small"] = (light, 1)
    models = {name: variants.widest(case.experiment.model, hidden) for name, (case, hidden) in plans.items()}
    made = {name: model for name, model in models.items() if model}
    shown = (name for name, model in made.items() if not variants.alike(model, reference.experiment.model))
    yield Answer(f"{prefix}.reference", reference.key)
    yield Answer(f"{prefix}.light", light.key if light and "small" in made else "")
    yield Answer(f"{prefix}.made", tuple(made))
    yield Answer(f"{prefix}.shown", tuple(shown))
    if "three" in made:
        yield Answer(f"{prefix}.narrower", _widths(made["three"])[0] < _widths(made["one"])[0])
    for name, model in made.items():
        yield Answer(f"{prefix}.{name}.within", plans[name][0].key)
        yield from _perceptron(f"{prefix}.{name}", model)


def _perceptron(prefix: str, model: ModelSpec) -> Iterator[Answer]:
    """Yield a perceptron that is only counted: its hidden layers, its weights as one computation, multiplications."""
    summary, widths = model.summary(), _widths(model)
    products = _sum(layer.multiplications_formula for layer in summary)
    yield Answer(f"{prefix}.title", Label("case.mlp", (("hidden", " + ".join(map(str, widths))),)))
    yield Answer(f"{prefix}.neurons", widths[0], "neurons")
    yield _derived(f"{prefix}.parameters", "total", _sum(layer.parameters_formula for layer in summary))
    yield _derived(f"{prefix}.multiplications", "multiplications", products, "multiplications")


def _widths(model: ModelSpec) -> tuple[int, ...]:
    """Return the neurons of a perceptron's hidden layers."""
    return tuple(layer.output_shape[-1] for layer in model.summary()[1:-1])


def expressivity(prefix: str) -> Iterator[Answer]:
    """Derive the pieces of functions on a line: a bound for one layer, and what a chain of tents has on [0, 1].

    One layer changes its slope at most once for each neuron. The tent `2 ReLU(x) - 4 ReLU(x - 1/2)` goes over [0, 1]
    twice, so that in a chain each doubles the pieces; its output is taken into the weights of the next one, which
    makes it one hidden layer of two neurons.
    """
    neurons = Product((2, TENTS))
    yield Answer(f"{prefix}.layers", TENTS, "count")
    yield _derived(f"{prefix}.neurons", "neurons", neurons, "neurons")
    yield _derived(f"{prefix}.shallow.pieces", "bound", Sum((neurons.value, 1)), "count")
    yield _derived(f"{prefix}.deep.pieces", "sawtooth", Product((2,) * TENTS), "count")
    models = {"shallow": variants.on_a_line(int(neurons.value)), "deep": variants.on_a_line(*(2,) * TENTS)}
    for name, model in models.items():
        yield _derived(f"{prefix}.{name}.parameters", "total", _sum(layer.parameters for layer in model.summary()))


# ── answers with their computation ───────────────────────────────────────────────────────────────────────────


def _derived(id: str, rule: str, expression: Expression, unit: Unit = "weights") -> Answer:  # noqa: A002
    """Return an answer from its computation; counts are compared exactly, the others as they are printed."""
    how = {"ratio": Rounded(1), "share": Rounded(2)}.get(unit, Exact())
    return computed(id, rule, expression, unit, how)


def _ratio(id: str, one: Number, other: Number) -> Answer:  # noqa: A002
    """Return how many times the smaller of two counts the larger one is."""
    return _derived(id, "ratio", Quotient(max(one, other), min(one, other)), "ratio")


def _share(id: str, layers: Sequence[LayerSummary], model: ModelSpec) -> Answer:  # noqa: A002
    """Return the share of some layers in a network's weights; where they have none, 0 without a computation."""
    counts = _sum(layer.parameters for layer in layers)
    if not value(counts):
        return Answer(id, 0.0, "share", Rounded(2))
    return _derived(id, "share", Quotient(counts, model.parameters), "share")


def _sum(terms: Iterable[Expression]) -> Expression:
    """Return the sum of the terms that are not 0, a term alone as it is."""
    counted = tuple(term for term in terms if value(term))
    return counted[0] if len(counted) == 1 else Sum(counted) if counted else 0
