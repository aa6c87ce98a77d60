"""What one setting changes: neighbours in its value that differ in nothing else."""

from dataclasses import replace

import pytest

from reportgen.answers import comparison
from reportgen.answers.comparison import Difference
from reportgen.answers.effects import Effect, effects
from reportgen.build import derive
from reportgen.lab import Lab, load_lab
from reportgen.model import perceptron
from reportgen.options import Settings
from reportgen.plots import Label
from reportgen.spec import Case, Dataset, Evidence, Experiment, History, Optimizer, Pixels, Training
from tests.conftest import evidence_for, held_out, stand_in

TRAINING = Training(Optimizer("RMSprop"), "categorical_crossentropy", 10, 128, 1, "course")


def case(id: str, *hidden: int, dropout: float = 0.0) -> Case:  # noqa: A002
    """Return a perceptron on pixels."""
    model = perceptron(784, hidden, dropout, 10)
    experiment = Experiment("mnist", Pixels(), model, TRAINING)
    return Case("mlp_raw", id, Label("case.mlp", (("hidden", id),)), experiment)


def found(cases: dict[Case, Settings], digits: Dataset) -> list[Effect]:
    """Return the effects between cases whose results are stand-ins."""
    results = {item.experiment: stand_in(item, digits) for item in cases}
    evidence = Evidence(tuple(cases), results, {"mnist": digits})
    compared = comparison.differences(tuple(cases), evidence)
    return list(effects(list(cases.values()), tuple(cases), compared, evidence))


def pairs(items: list[Effect]) -> list[tuple[str, str, str]]:
    """Return which setting leads from which case to which."""
    return [(item.setting, item.first, item.second) for item in items]


@pytest.fixture
def perceptrons() -> dict[Case, Settings]:
    """Return perceptrons of one hidden layer, and of two, in no order."""
    widths: dict[str, tuple[tuple[int, ...], float]] = {
        "wide": ((60,), 0.0),
        "narrow": ((20,), 0.0),
        "two": ((20, 20), 0.0),
        "middle": ((40,), 0.0),
        "dropped": ((40,), 0.5),
        "two_wider": ((20, 40), 0.0),
        "two_dropped": ((20, 40), 0.25),
    }
    return {
        case(id_, *hidden, dropout=dropout): {"hidden": hidden, "dropout": dropout}
        for id_, (hidden, dropout) in widths.items()
    }


def test_neighbours_differ_in_one_setting(perceptrons: dict[Case, Settings], digits: Dataset) -> None:
    """In the order of the value, not of the lab; one more layer of the same width is another depth, not width."""
    assert pairs(found(perceptrons, digits)) == [
        ("hidden", "narrow", "middle"),
        ("hidden", "middle", "wide"),
        ("hidden", "two", "two_wider"),
        ("dropout", "middle", "dropped"),
        ("dropout", "two_wider", "two_dropped"),
        ("hidden_layers", "narrow", "two"),
    ]


def test_an_effect_tells_what_changed(perceptrons: dict[Case, Settings], digits: Dataset) -> None:
    """The values on either side, and the weights by hand: 784 to 40 or 60 to 10, biases included."""
    items = found(perceptrons, digits)
    assert (items[1].before, items[1].after) == ((40,), (60,))
    assert items[1].ratio == pytest.approx((785 * 60 + 61 * 10) / (785 * 40 + 41 * 10))
    assert (items[3].before, items[3].after, items[3].ratio) == (0.0, 0.5, 1.0)


def test_without_a_pair_that_differs_in_one_setting_there_is_no_effect(digits: Dataset) -> None:
    """One case, or cases that differ in two settings."""
    one = case("one", 20)
    other = case("other", 40, dropout=0.5)
    small: Settings = {"hidden": (20,), "dropout": 0.0}
    large: Settings = {"hidden": (40,), "dropout": 0.5}
    assert found({one: small}, digits) == []
    assert found({one: small, other: large}, digits) == []


def test_the_same_network_twice_is_no_effect(digits: Dataset) -> None:
    """A lab may give one network two names; nothing has changed between them."""
    settings: Settings = {"hidden": (20,), "dropout": 0.0}
    twins: dict[Case, Settings] = {case(id_, 20): settings for id_ in ("one", "two")}
    assert found(twins, digits) == []
    twins[case("wider", 40)] = {"hidden": (40,), "dropout": 0.0}
    assert [(item.setting, item.after) for item in found(twins, digits)] == [("hidden", (40,))]


def test_names_are_set_beside_the_first(digits: Dataset) -> None:
    """Names have no order: the lab's first one is where each change begins."""
    cases = {id_: case(id_, 20 + n) for n, id_ in enumerate(("tanh", "relu", "sigmoid"))}
    settings: dict[Case, Settings] = {item: {"activation": id_, "epochs": 10} for id_, item in cases.items()}
    assert pairs(found(settings, digits)) == [("activation", "tanh", "relu"), ("activation", "tanh", "sigmoid")]
    (first, _) = found(settings, digits)
    assert (first.before, first.after) == ("tanh", "relu")


def test_one_value_a_layer_is_not_compared_with_one_for_all(digits: Dataset) -> None:
    """Dropout after each layer, and two rates, differ in more than one value."""
    rates: dict[str, float | tuple[float, ...]] = {"none": 0.0, "one": 0.3, "two": (0.3, 0.5), "less": (0.2, 0.5)}
    settings: dict[Case, Settings] = {
        case(id_, 20 + n): {"hidden": (8, 4), "dropout": rate} for n, (id_, rate) in enumerate(rates.items())
    }
    assert pairs(found(settings, digits)) == [("dropout", "none", "one"), ("dropout", "less", "two")]


def test_depth_is_a_setting_of_layers_of_one_width(digits: Dataset) -> None:
    """From one layer to two, from two to three; other widths are no deeper version of them."""
    widths = {"one": (30,), "two": (30, 30), "three": (30, 30, 30), "other": (30, 20, 30, 20)}
    settings: dict[Case, Settings] = {
        case(id_, *hidden): {"hidden": hidden, "dropout": 0.0} for id_, hidden in widths.items()
    }
    items = found(settings, digits)
    assert pairs(items) == [("hidden_layers", "one", "two"), ("hidden_layers", "two", "three")]
    assert [(item.before, item.after) for item in items] == [(1, 2), (2, 3)]


def test_hog_settings_are_numbers() -> None:
    """Fewer orientations, larger cells, more neurons, each alone."""
    sizes = ((8, 4, 100), (4, 4, 100), (8, 4, 300), (8, 7, 100))
    cases = ", ".join(f'{{id="{o}_{p}_{n}", orientations={o}, pixels_per_cell={p}, hidden=[{n}]}}' for o, p, n in sizes)
    lab = load_lab("pw04", (f"mlp_hog.cases=[{cases}]",)).only(["mlp_hog"])
    answers = derive(lab, evidence_for(lab))[0]
    (items,) = (answer.value for answer in answers if answer.id == "mlp_hog.effects")
    assert [(item.setting, item.before, item.after, item.first, item.second) for item in items] == [
        ("orientations", 4, 8, "4_4_100", "8_4_100"),
        ("pixels_per_cell", 4, 7, "8_4_100", "8_7_100"),
        ("hidden", (100,), (300,), "8_4_100", "8_4_300"),
    ]


def test_significant_is_what_the_paired_test_says(perceptrons: dict[Case, Settings], digits: Dataset) -> None:
    """Whichever of the two is better, and in whichever order they were compared."""
    narrow, wide = (next(item for item in perceptrons if item.id == id_) for id_ in ("narrow", "wide"))
    two: dict[Case, Settings] = {item: perceptrons[item] for item in (wide, narrow)}
    evidence = Evidence(tuple(two), {item.experiment: stand_in(item, digits) for item in two}, {"mnist": digits})
    for better, significant in (("", False), ("narrow", True), ("wide", True)):
        for first, second in (("narrow", "wide"), ("wide", "narrow")):
            compared = [Difference(first, second, 9, 1, 0.02, 0.02, better)]
            (item,) = effects(list(two.values()), tuple(two), compared, evidence)
            assert item.significant is significant


@pytest.mark.parametrize(
    ("discordant", "gap_after", "way"),
    [
        (0, 0.03, "up"), (0, 0.02004, "same"), (0, 0.02006, "up"), (0, 0.01996, "same"), (0, 0.01, "down"),
        (9, 0.036, "same"), (9, 0.037, "up"), (9, 0.004, "same"), (9, 0.003, "down"),
    ],
)  # fmt: skip
def test_a_change_of_the_gap_must_show_and_exceed_twice_its_error(
    perceptrons: dict[Case, Settings], digits: Dataset, discordant: int, gap_after: float, way: str
) -> None:
    """Two decimals of a percentage, and by hand: of 360 images 9 are judged differently, 2 × √9 / 360 = 0.0167."""
    middle, wide = (next(item for item in perceptrons if item.id == id_) for id_ in ("middle", "wide"))
    two = {item: perceptrons[item] for item in (middle, wide)}
    results = {
        item.experiment: replace(stand_in(middle, digits), history=History((0.1,), (0.9 + gap,), (0.2,), (0.9,)))
        for item, gap in ((middle, 0.02), (wide, gap_after))
    }
    evidence = Evidence((middle, wide), results, {"mnist": digits})
    compared = [Difference("middle", "wide", discordant, 0, 1.0, 1.0, "")]
    (item,) = effects(list(two.values()), (middle, wide), compared, evidence)
    assert (item.gain, item.accuracy, item.gap, item.significant) == (0.0, "same", way, False)
    assert (item.gap_before, item.gap_after) == pytest.approx((0.02, gap_after))


def test_holdout_takes_the_epoch_that_it_chooses(pw04: Lab) -> None:
    """Gain and gaps are those of the lowest validation loss."""
    held = evidence_for(held_out(pw04.only(["mlp_raw"])))
    cases = held.of("mlp_raw")[:2]
    settings: list[Settings] = [{"hidden": (100,)}, {"hidden": (300,)}]
    (item,) = effects(settings, cases, comparison.differences(cases, held), held)
    histories = [held.result(case).history for case in cases]
    best = [history.val_loss.index(min(history.val_loss)) for history in histories]
    before, after = (history.val_accuracy[epoch] for history, epoch in zip(histories, best, strict=True))
    assert item.gain == pytest.approx(after - before)
    gaps = [
        history.accuracy[epoch] - history.val_accuracy[epoch] for history, epoch in zip(histories, best, strict=True)
    ]
    assert [item.gap_before, item.gap_after] == pytest.approx(gaps)
