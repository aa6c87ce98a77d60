"""What a skip connection does: the block it passes by, the same network without it, and both ways of a trained one.

A skip connection adds what a block of layers reads to what the block gives: `y = F(x) + x` (He et al., Deep residual
learning for image recognition, CVPR 2016). An addition has no weights, so that the network without it is an exact
comparison.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reportgen.answers import forward
from reportgen.answers.comparison import accuracy, differences
from reportgen.answers.variants import without
from reportgen.arithmetic import Quotient, Sum
from reportgen.model import ModelSpec
from reportgen.spec import Answer, Case, Evidence, Floats, Rounded, computed, trained

IMAGES = 1000
"""Test images, the first ones, on which the two ways of a trained network are measured."""


@dataclass(frozen=True)
class Skip:
    """A skip connection, by the names of layers.

    Attributes:
        layer: the addition.
        block: the layers that it passes by, `F`, in order.
        source: what the block reads, `x`.
    """

    layer: str
    block: tuple[str, ...]
    source: str


def skip(model: ModelSpec) -> Skip | None:
    """Return the first skip connection of a network, if it has one."""
    layers = {layer.name: layer for layer in model.layers}
    for layer in model.layers:
        if layer.kind == "Add":
            block, source = [layer.inputs[0]], layer.inputs[1]
            while layers[block[0]].inputs != (source,):
                block.insert(0, layers[block[0]].inputs[0])
            return Skip(layer.name, tuple(block), source)
    return None


def twin(case: Case, cases: Sequence[Case]) -> Case | None:
    """Return the case that differs in the skip connections alone, if any: what read `F(x) + x` reads `F(x)`."""
    experiment = replace(case.experiment, model=without(case.experiment.model, "Add"))
    return next((other for other in cases if other.experiment == experiment), None)


def answers(prefix: str, case: Case, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Derive the block, the comparison with the twin, and what each way gives; nothing without a skip connection."""
    model = case.experiment.model
    found = skip(model)
    if found is None:
        return
    layers = {layer.name: layer for layer in model.summary()}
    yield Answer(f"{prefix}.layer", found.layer)
    yield Answer(f"{prefix}.block", found.block)
    yield Answer(f"{prefix}.source", found.source)
    yield Answer(f"{prefix}.shape", layers[found.layer].output_shape)
    weights = Sum(tuple(layers[name].parameters for name in found.block))
    yield computed(f"{prefix}.parameters", "block", weights, "weights")
    other = twin(case, cases)
    yield Answer(f"{prefix}.compared", other is not None)
    if other:
        yield Answer(f"{prefix}.twin.case", other.id)
        yield from trained(_twin(f"{prefix}.twin", case, other, cases, evidence))
    yield Answer(f"{prefix}.measured", forward.computable(model))
    if forward.computable(model):
        yield from trained(_ways(prefix, found, case, evidence))


def _twin(prefix: str, case: Case, other: Case, cases: Sequence[Case], evidence: Evidence) -> Iterator[Answer]:
    """Yield the paired test of a case and its twin, corrected as in the table of all pairs of the section."""
    ids = {case.id, other.id}
    pair = next(item for item in differences(cases, evidence) if {item.first, item.second} == ids)
    ours, theirs = pair.only_first, pair.only_second
    if pair.first != case.id:
        ours, theirs = theirs, ours
    yield Answer(f"{prefix}.only_with", ours, "images")
    yield Answer(f"{prefix}.only_without", theirs, "images")
    yield Answer(f"{prefix}.p_value", pair.p_value, "p_value", Rounded(3))
    yield Answer(f"{prefix}.gain", accuracy(case, evidence) - accuracy(other, evidence), "share", Rounded(4))
    yield Answer(f"{prefix}.better", "" if not pair.better else "with" if pair.better == case.id else "without")


def _ways(prefix: str, found: Skip, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Yield how large `F(x)` is beside `x`, where it is 0, and the accuracy of the network with a way shut."""
    model, weights, dataset = case.experiment.model, evidence.result(case).weights, evidence.dataset(case)
    images: Floats = (dataset.x_test[:IMAGES, :, :, None] / 255.0).astype(np.float32)
    labels = dataset.y_test[:IMAGES]
    seen = forward.outputs(model, weights, {model.layers[0].name: images})
    block, source = (seen[name].reshape(len(labels), -1) for name in (found.block[-1], found.source))
    sizes = [np.linalg.norm(way, axis=1) for way in (block, source)]
    ratio = float(np.mean(sizes[0] / np.where(sizes[1] > 0, sizes[1], 1)))
    yield Answer(f"{prefix}.images", len(labels), "images")
    yield Answer(f"{prefix}.ratio", ratio, "ratio", Rounded(1))
    yield Answer(f"{prefix}.unchanged", float((block == 0).mean()), "share", Rounded(2))
    place = [layer.name for layer in model.layers].index(found.layer)
    before = {layer.name: seen[layer.name] for layer in model.layers[:place]}
    for name, way in (("both", found.layer), ("block", found.block[-1]), ("source", found.source)):
        given = {**before, found.layer: seen[way]}
        right = int((forward.predicted(model, weights, given) == labels).sum())
        yield computed(f"{prefix}.accuracy.{name}", name, Quotient(right, len(labels)), "share", Rounded(2))
