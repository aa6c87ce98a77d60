"""Networks that read what others give: found by name, and refused where they do not fit together."""

from dataclasses import replace

import pytest

from reportgen.chains import checked, named
from reportgen.errors import LabError
from reportgen.lab import Lab, load_lab, trials
from reportgen.model import perceptron
from reportgen.spec import Evaluation, Experiment, GradientStep, Hog, Pixels, SaltAndPepper, Shift


@pytest.fixture
def classifier(pw04: Lab) -> Experiment:
    """Return a network that reads pixels."""
    return named(pw04.cases, "mlp_raw.100").experiment


@pytest.fixture
def denoiser(classifier: Experiment) -> Experiment:
    """Return a network that gives images."""
    training = replace(classifier.training, target="image", loss="binary_crossentropy")
    return replace(classifier, model=perceptron(784, (16,), 0.0, 784, output="sigmoid"), training=training)


def test_a_case_is_found_by_its_key(pw04: Lab) -> None:
    """One that is misspelt is refused with the one that is meant."""
    assert named(pw04.cases, "cnn_digits.25").id == "25"
    with pytest.raises(LabError, match=r"no case 'cnn_digit.25' in this lab; did you mean 'cnn_digits.25'") as caught:
        named(pw04.cases, "cnn_digit.25")
    assert caught.value.hint.startswith("cases: mlp_raw.100, ")


def test_networks_that_fit_together_are_taken(classifier: Experiment, denoiser: Experiment) -> None:
    """Images go through a denoiser into a classifier."""
    evaluation = Evaluation((denoiser, classifier), (SaltAndPepper((0.4,)), Shift(down=1), GradientStep(0.1)))
    assert checked(evaluation) is evaluation


def test_networks_that_do_not_fit_together_are_refused(classifier: Experiment, denoiser: Experiment) -> None:
    """What was expected and what was received, before anything is trained."""
    hog = replace(classifier, features=Hog(8, 4))
    other = replace(classifier, dataset="fashion_mnist")
    small = replace(denoiser, model=perceptron(784, (16,), 0.0, 100, output="sigmoid"))
    single = replace(classifier, model=perceptron(784, (16,), 0.0, 1, output="sigmoid"))
    wrong = {
        "expected networks that read pixels from 0 to 1": Evaluation((hog,), (Shift(),)),
        "received Pixels.*standard": Evaluation((replace(classifier, features=Pixels("standard")),), (Shift(),)),
        "expected networks of mnist, received one of fashion_mnist": Evaluation((denoiser, other), (Shift(),)),
        "gives images of 784 pixels, received 10 outputs": Evaluation((classifier, classifier), (Shift(),)),
        "gives images of 784 pixels, received 100 outputs": Evaluation((small, classifier), (Shift(),)),
        "expected levels from 0 to 1, received 1.5": Evaluation((denoiser,), (SaltAndPepper((1.5,)),)),
        "expected an output for each class": Evaluation((single,), (Shift(), GradientStep(0.1))),
        "expected levels from 0 to 1, received -0.1": Evaluation((classifier,), (GradientStep(-0.1),)),
    }
    for message, evaluation in wrong.items():
        with pytest.raises(LabError, match=message):
            checked(evaluation)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("mlp_raw", {"mlp_raw"}),
        ("network", {"mlp_raw"}),
        ("convolution", {"mlp_raw", "cnn_digits", "convolution"}),
        ("denoising_classification", {"cnn_digits", "autoencoder"}),
        ("generation", {"cnn_digits", "autoencoder"}),
    ],
)
def test_a_report_of_one_section_trains_what_it_reads(name: str, read: set[str]) -> None:
    """And no more: weight decay alone would take half an hour."""
    lab = load_lab("assignment7").only([name])
    assert {case.section for case in lab.cases} == read
    assert lab.shown == (name,)
    assert {trial.section for trial in trials(lab)} <= {*read, name}


def test_what_is_read_brings_what_it_reads_itself() -> None:
    """A classifier of the section on convolution, whose evaluations ask for the networks of two other sections."""
    lab = load_lab("assignment7", ['generation.classifier="convolution.cnn_0_1"']).only(["generation"])
    assert {case.section for case in lab.cases} == {"autoencoder", "convolution", "cnn_digits", "mlp_raw"}
    assert {trial.section for trial in trials(lab)} == {"autoencoder", "convolution"}


def test_a_section_about_all_others_trains_all() -> None:
    """The conclusion neither plans nor says what it reads."""
    lab = load_lab("assignment7")
    assert lab.only(["conclusion"]).cases == lab.cases
