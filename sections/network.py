"""Inside a trained network: what its neurons compute, why these activations, what its outputs and its loss mean."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reportgen.answers import activations, cross_entropy_reading, forward, softmax
from reportgen.arithmetic import Product, Sum
from reportgen.chains import named
from reportgen.errors import LabError
from reportgen.features import extract
from reportgen.losses import categorical_crossentropy
from reportgen.model import Dense
from reportgen.options import Options
from reportgen.plots import Curves, Figure, ImageGrid, Label
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evidence, Floats, Rounded, computed, trained

LOSS = "categorical_crossentropy"


class NetworkOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        network: a case `SECTION.ID` of dense layers on pixels, with softmax at the output.
    """

    network: str


@dataclass(frozen=True, eq=False)
class Read:
    """A network on the test images.

    Attributes:
        x: what it reads (n, inputs).
        outputs: of each layer.
        scores: before softmax (n, classes).
        losses: of each image.
        surest: the image whose score leads by most.
        doubtful: the image nearest to a stated doubt.
        worst: the image of the largest loss.
    """

    x: Floats
    outputs: forward.Outputs
    scores: Floats
    losses: cross_entropy_reading.Floats64
    surest: int
    doubtful: int
    worst: int


class Network(Section[NetworkOptions]):
    """Explains a network of the lab by its own numbers."""

    options = NetworkOptions

    def reads(self, options: NetworkOptions) -> tuple[str, ...]:
        """Name the network."""
        return (options.network,)

    def check(self, options: NetworkOptions, cases: tuple[Case, ...]) -> None:
        """Refuse a network that the section's explanations do not fit."""
        spec = named(cases, options.network).experiment
        *hidden, last = spec.model.layers
        dense = all(layer.kind in ("Input", "Dense", "Dropout") for layer in (*hidden, last))
        softmax_ = isinstance(last, Dense) and last.activation == "softmax"
        known = forward.computable(spec.model) and len(_dense(spec.model.layers)) > 1
        if not (dense and softmax_ and known and spec.features.kind == "pixels" and spec.training.loss == LOSS):
            expected = f"a network of dense layers on pixels, with hidden layers, softmax and {LOSS}"
            raise LabError(f"network: expected {expected}, received {options.network}")

    def answers(self, name: str, options: NetworkOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive layers and neurons, activations, what softmax does to real scores, what images cost."""
        case = named(evidence.cases, options.network)
        yield Answer(f"{name}.title", case.title)
        yield Answer(f"{name}.section", case.section)
        yield Answer(f"{name}.case", case.id)
        yield Answer(f"{name}.dataset", case.experiment.dataset)
        yield from _layers(name, case, evidence)
        yield Answer(f"{name}.uses", activations.uses(evidence.cases))
        yield Answer(f"{name}.slopes", activations.slopes(), compare=Rounded(4))
        read = _read(case, evidence)
        yield from trained(_inside(name, case, read, evidence))
        p, dataset = evidence.result(case).test, evidence.dataset(case)
        labels, classes = dataset.y_test, dataset.info.classes
        yield from trained(softmax.answers(f"{name}.softmax", read.scores, p, labels, classes))
        yield Answer(f"{name}.loss.costs", cross_entropy_reading.costs(len(classes)), compare=Rounded(2))
        yield Answer(f"{name}.loss.guess", float(np.log(len(classes))), "loss", Rounded(2))
        yield from trained(cross_entropy_reading.answers(f"{name}.loss", p, labels, classes))

    def figures(self, name: str, options: NetworkOptions, evidence: Evidence) -> Iterator[Figure]:
        """Draw the activations, three images, their scores and probabilities, and what they cost."""
        case = named(evidence.cases, options.network)
        read, dataset = _read(case, evidence), evidence.dataset(case)
        yield Figure(f"{name}.activations", Curves(tuple(activations.panels())))
        shown = (("surest", read.surest), ("doubtful", read.doubtful), ("worst", read.worst))
        captions = tuple(Label(f"plot.network.{role}_image", (("image", str(image)),)) for role, image in shown)
        images = dataset.x_test[[image for _, image in shown]]
        yield Figure(f"{name}.images", ImageGrid(images, captions, columns=3, side=0.9))
        labels, classes = dataset.y_test, dataset.info.classes
        both = [(role, softmax.example(read.scores, image, labels, classes)) for role, image in shown[:2]]
        yield Figure(f"{name}.softmax.bars", softmax.bars(both))
        yield Figure(f"{name}.loss.curve", Curves(tuple(cross_entropy_reading.panels(read.losses, shown))))


def _dense(layers: tuple[object, ...]) -> list[Dense]:
    return [layer for layer in layers if isinstance(layer, Dense)]


def _read(case: Case, evidence: Evidence) -> Read:
    """Compute what a network makes of the test images, and choose those to show."""
    spec, result, dataset = case.experiment, evidence.result(case), evidence.dataset(case)
    x = extract(spec.features, dataset.x_test, dataset.x_train).reshape(len(dataset.x_test), -1)
    given = {spec.model.layers[0].name: x}
    outputs = forward.outputs(spec.model, result.weights, given)
    scores = softmax.scores(spec.model, result.weights, outputs)
    losses = categorical_crossentropy(result.test, dataset.y_test)
    surest, doubtful = softmax.surest(scores), softmax.doubtful(scores)
    return Read(x, outputs, scores, losses, surest, doubtful, int(losses.argmax()))


def _layers(name: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield inputs, outputs and the ways to count layers and neurons."""
    model, info = case.experiment.model, evidence.dataset(case).info
    dense = _dense(model.layers)
    units = tuple(layer.units for layer in dense)
    inputs = Product(info.image_shape)
    yield Answer(f"{name}.height", info.image_shape[0], "pixels")
    yield Answer(f"{name}.width", info.image_shape[1], "pixels")
    yield computed(f"{name}.inputs", "pixels", inputs, "neurons")
    yield Answer(f"{name}.outputs", units[-1], "neurons")
    yield Answer(f"{name}.hidden", units[:-1], "neurons")
    yield Answer(f"{name}.hidden_activations", tuple(dict.fromkeys(layer.activation for layer in dense[:-1])))
    yield Answer(f"{name}.output_activation", dense[-1].activation)
    yield Answer(f"{name}.layers.listed", len(dense) + 1, "count")
    yield Answer(f"{name}.layers.weighted", len(dense), "count")
    yield Answer(f"{name}.layers.hidden", len(dense) - 1, "count")
    yield computed(f"{name}.neurons", "neurons", Sum(units), "neurons")
    yield computed(f"{name}.circles", "neurons", Sum((inputs.value, *units)), "neurons")
    yield Answer(f"{name}.products", (0.25 ** (len(dense) - 1), 0.25**10), "value")


def _inside(name: str, case: Case, read: Read, evidence: Evidence) -> Iterator[Answer]:
    """Yield two neurons of the first hidden layer on one image, and what ReLU leaves of each hidden layer."""
    weights = evidence.result(case).weights
    *hidden, _ = _dense(case.experiment.model.layers)
    first = hidden[0].name
    bias = weights[f"{first}/bias"]
    if hidden[0].activation == "relu":
        found = activations.neurons(read.x[read.surest], weights[f"{first}/kernel"], bias)
        yield Answer(f"{name}.examples", found, compare=Rounded(3))
    layers = (layer.name for layer in hidden if layer.activation == "relu")
    yield Answer(f"{name}.codes", tuple(activations.codes(layer, read.outputs[layer]) for layer in layers))
