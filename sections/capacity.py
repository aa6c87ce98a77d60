"""Do deeper networks have more weights? The lab's own networks give the answer; nothing is trained for it."""

from collections.abc import Iterator

from reportgen.answers import capacity
from reportgen.answers.depth import distinct, lighter, weights
from reportgen.options import Options
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evidence


class CapacityOptions(Options):
    """No keys of its own."""


class Capacity(Section[CapacityOptions]):
    """Sets the networks of all sections side by side."""

    options = CapacityOptions

    def answers(self, name: str, options: CapacityOptions, evidence: Evidence) -> Iterator[Answer]:
        """Count all networks, judge by their pairs, and derive what decides: sharing, flattening, width."""
        del options
        cases = distinct(evidence.cases)
        convolutional = _convolutional(cases)
        yield from capacity.networks(name, cases)
        yield from capacity.verdict(name, cases)
        yield Answer(f"{name}.convolves", convolutional is not None)
        if convolutional:
            yield from capacity.convolution(f"{name}.convolution", convolutional)
            yield from capacity.flattening(f"{name}.flattening", convolutional)
        yield from capacity.expressivity(f"{name}.expressivity")
        yield from capacity.budget(f"{name}.budget", _reference(cases), convolutional)


def _convolutional(cases: tuple[Case, ...]) -> Case | None:
    """Return the network that shows what a convolution does: of the pair that is worked through, else the smallest."""
    found = [case for case in cases if "Conv2D" in _kinds(case)]
    pair = lighter(cases)
    return pair.deep if pair and pair.deep in found else min(found, key=weights, default=None)


def _reference(cases: tuple[Case, ...]) -> Case:
    """Return the first network of dense layers only; where there is none, the smallest network."""
    return next((case for case in cases if _kinds(case) == {"Dense"}), min(cases, key=weights))


def _kinds(case: Case) -> set[str]:
    """Return the kinds of the layers with weights."""
    return {layer.kind for layer in case.experiment.model.summary() if layer.parameters}
