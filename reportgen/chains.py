"""Trained networks that read what others give: found by the names of their cases, checked to fit together."""

from collections.abc import Sequence
from itertools import pairwise
from math import prod

from reportgen.errors import LabError
from reportgen.lab_errors import did_you_mean
from reportgen.spec import Case, Evaluation, GradientStep, Pixels


def named(cases: Sequence[Case], key: str) -> Case:
    """Return the case `SECTION.ID` of a lab.

    Raises:
        LabError: there is none; the valid names are listed.
    """
    keys = [case.key for case in cases]
    if key not in keys:
        raise LabError(f"no case '{key}' in this lab{did_you_mean(key, keys)}", f"cases: {', '.join(keys)}")
    return cases[keys.index(key)]


def checked(evaluation: Evaluation) -> Evaluation:
    """Return an evaluation whose networks fit together.

    Raises:
        LabError: a network reads other than pixels from 0 to 1 of the same dataset, or as many as it is given; a level
            or size lies outside [0, 1]; or a gradient step attacks a single output, which stands for two classes.
    """
    networks = evaluation.networks
    for network in networks:
        if network.features != Pixels():
            raise LabError(f"evaluation: expected networks that read pixels from 0 to 1, received {network.features}")
        if network.dataset != evaluation.dataset:
            raise LabError(f"evaluation: expected networks of {evaluation.dataset}, received one of {network.dataset}")
    for first, second in pairwise(networks):
        given, read = prod(first.model.output_shape), prod(second.model.input_shape)
        if first.training.target != "image" or given != read:
            raise LabError(
                f"evaluation: expected a network that gives images of {read} pixels, received {given} outputs"
            )
    for change in evaluation.changes:
        sizes = change.levels if change.kind == "salt_and_pepper" else ()
        sizes += (change.size,) if isinstance(change, GradientStep) else ()
        if isinstance(change, GradientStep) and networks[-1].model.output_shape == (1,):
            raise LabError("evaluation: expected an output for each class for a gradient step, received a single one")
        if not all(0 <= size <= 1 for size in sizes):
            raise LabError(f"evaluation: expected levels from 0 to 1, received {', '.join(map(str, sizes))}")
    return evaluation
