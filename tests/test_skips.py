"""Skip connections: the block, the network without them, and the two ways, by hand and against NumPy."""

from dataclasses import replace

import numpy as np
import pytest

from reportgen.answers import forward, skips
from reportgen.answers.comparison import differences
from reportgen.answers.skips import Skip
from reportgen.answers.variants import without
from reportgen.arithmetic import value
from reportgen.lab import Lab
from reportgen.model import ModelSpec, Stage, convolutional
from reportgen.model.layer import ActivationName
from reportgen.spec import Answer, Case, Evidence

PLAIN = [Stage(4, (3, 3)), Stage(4, (3, 3), (1, 1)), Stage(4, (3, 3), (1, 1)), Stage(5, (3, 3))]


def network(*skipped: int, activation: ActivationName = "relu") -> ModelSpec:
    """Return the network of four convolutions with skip connections past so many of them."""
    stages = [replace(stage, skip=skip) for stage, skip in zip(PLAIN, skipped, strict=True)]
    return convolutional((8, 8, 1), stages, (6,), 0.0, 3, activation)


def test_the_block_is_what_lies_between_the_source_and_the_addition() -> None:
    """One convolution or two; without an addition there is none."""
    assert skips.skip(network(0, 1, 0, 0)) == Skip("add_1", ("conv2d_2",), "max_pooling2d_1")
    assert skips.skip(network(0, 0, 2, 0)) == Skip("add_1", ("conv2d_2", "conv2d_3"), "max_pooling2d_1")
    assert skips.skip(network(0, 0, 0, 0)) is None


@pytest.mark.parametrize("skipped", [(0, 1, 0, 0), (0, 0, 2, 0), (0, 1, 1, 0), (0, 0, 0, 0)])
def test_without_additions_it_is_the_network_that_never_had_any(skipped: tuple[int, ...]) -> None:
    """With as many weights."""
    bare = without(network(*skipped), "Add")
    assert bare == network(0, 0, 0, 0)
    assert bare.parameters == network(*skipped).parameters


@pytest.fixture(scope="module")
def cases(pw04: Lab) -> tuple[Case, ...]:
    """Return the cases of the section."""
    return tuple(case for case in pw04.cases if case.section == "cnn_fashion")


@pytest.fixture(scope="module")
def skip(cases: tuple[Case, ...]) -> Case:
    """Return the case with a skip connection."""
    return next(case for case in cases if case.id == "skip")


@pytest.fixture(scope="module")
def answers(skip: Case, cases: tuple[Case, ...], evidence: Evidence) -> dict[str, Answer]:
    """Return the answers of the case, without their prefix."""
    return {item.id.removeprefix("here."): item for item in skips.answers("here", skip, cases, evidence)}


def test_the_twin_differs_in_the_addition_alone(skip: Case, cases: tuple[Case, ...]) -> None:
    """Another training makes no twin, and a case without a connection has none."""
    plain = next(case for case in cases if case.id == "plain")
    assert skips.twin(skip, cases) == plain
    longer = replace(plain.experiment, training=replace(plain.experiment.training, epochs=16))
    assert skips.twin(skip, [skip, replace(plain, experiment=longer)]) is None


def test_the_twin_is_tested_as_in_the_table_of_all_pairs(
    answers: dict[str, Answer], skip: Case, cases: tuple[Case, ...], evidence: Evidence
) -> None:
    """Whichever of the two comes first there."""
    pair = next(item for item in differences(cases, evidence) if {item.first, item.second} == {"skip", "plain"})
    assert answers["twin.case"].value == "plain"
    assert answers["twin.p_value"].value == pair.p_value
    assert answers["twin.only_with"].value == pair.only_first
    assert answers["twin.only_without"].value == pair.only_second
    labels = evidence.result(cases[0]).validation_labels
    assert answers["twin.gain"].value == pytest.approx((pair.only_first - pair.only_second) / len(labels))
    turned = {item.id: item.value for item in skips.answers("here", skip, cases[::-1], evidence)}
    assert turned["here.twin.only_with"] == pair.only_first


def test_the_block_has_weights_and_the_addition_none(answers: dict[str, Answer], skip: Case) -> None:
    """3 × 3 × 9 × 9 + 9 of them."""
    assert answers["parameters"].value == 738
    assert answers["shape"].value == (7, 7, 9)
    bare = without(skip.experiment.model, "Add")
    assert bare.parameters == skip.experiment.model.parameters == 10_244


def test_a_way_is_shut_by_hand(answers: dict[str, Answer], skip: Case, evidence: Evidence) -> None:
    """A block whose filters are 0 gives nothing: both ways are then `x` alone."""
    result = evidence.result(skip)
    silent = {
        name: np.zeros_like(array) if name.startswith("conv2d_3/") else array for name, array in result.weights.items()
    }
    given = replace(evidence, results={**evidence.results, skip.experiment: replace(result, weights=silent)})
    found = {item.id.removeprefix("here."): item.value for item in skips.answers("here", skip, [skip], given)}
    assert found["ratio"] == 0
    assert found["unchanged"] == 1
    assert found["accuracy.both"] == found["accuracy.source"] == answers["accuracy.source"].value
    assert not found["compared"]


def test_the_size_of_the_block_is_numpys_norm(answers: dict[str, Answer], skip: Case, evidence: Evidence) -> None:
    """Image by image, then the mean."""
    images = (evidence.dataset(skip).x_test[: skips.IMAGES, :, :, None] / 255).astype(np.float32)
    seen = forward.outputs(skip.experiment.model, evidence.result(skip).weights, {"input_1": images})
    block, source, total = (seen[name] for name in ("conv2d_3", "max_pooling2d_2", "add_1"))
    assert np.allclose(total, block + source)
    ratios = [np.linalg.norm(f) / np.linalg.norm(x) for f, x in zip(block, source, strict=True)]
    assert answers["ratio"].value == pytest.approx(np.mean(ratios), rel=1e-4)
    assert answers["unchanged"].value == pytest.approx((total == source).mean(), abs=0.02)


def test_shares_have_their_computation(answers: dict[str, Answer]) -> None:
    """Right images over all that were looked at."""
    for name in ("both", "block", "source"):
        answer = answers[f"accuracy.{name}"]
        assert value(answer.derivation[-1].expression) == pytest.approx(answer.value)


def test_what_cannot_be_computed_again_is_not_measured(skip: Case, evidence: Evidence) -> None:
    """The comparison with the twin remains."""
    model = network(0, 1, 0, 0, activation="gelu")
    other = replace(skip, experiment=replace(skip.experiment, model=model))
    found = {item.id: item.value for item in skips.answers("here", other, [other], evidence)}
    assert found["here.measured"] is False
    assert "here.ratio" not in found


def test_a_network_without_a_connection_has_no_answers(cases: tuple[Case, ...], evidence: Evidence) -> None:
    """Nothing is said about what is not there."""
    plain = next(case for case in cases if case.id == "plain")
    assert list(skips.answers("here", plain, cases, evidence)) == []
