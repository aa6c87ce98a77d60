"""Groups of confused classes: planted blocks are found, chance makes none."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components
from scipy.stats import binomtest

from reportgen.answers import binomial, groups
from reportgen.answers.groups import Group, links
from reportgen.arithmetic import write
from reportgen.spec import Evidence

NAMES = tuple("abcdefghij")
Matrix = NDArray[np.int64]


def planted(*blocks: tuple[str, int], noise: int = 1) -> Matrix:
    """Return 1,000 images a class, so many mistakes in each cell of a block, and a few everywhere else."""
    counts = np.full((10, 10), noise, np.int64)
    for names, mistakes in blocks:
        members = [NAMES.index(name) for name in names]
        counts[np.ix_(members, members)] = mistakes
    np.fill_diagonal(counts, 0)
    np.fill_diagonal(counts, 1000 - counts.sum(axis=1))
    return counts


def test_planted_blocks_are_found() -> None:
    """One of many mistakes and one of few, the larger first."""
    found = groups.groups(planted(("ceg", 8), ("abdf", 60)), NAMES)
    assert found == (Group(("a", "b", "d", "f"), 12 * 60), Group(("c", "e", "g"), 6 * 8))


def test_a_chain_is_one_group() -> None:
    """Classes are held together over others: a is confused with b, b with c, a with c hardly ever."""
    counts = planted(("ab", 60), ("bc", 60))
    assert [link.first + link.second for link in links(counts, NAMES)] == ["ab", "bc"]
    assert [group.classes for group in groups.groups(counts, NAMES)] == [("a", "b", "c")]


@pytest.mark.parametrize("noise", [0, 1, 20])
def test_an_even_spread_makes_no_group(noise: int) -> None:
    """Neither a network without mistakes nor one that errs everywhere alike."""
    assert groups.groups(planted(noise=noise), NAMES) == ()


def test_two_classes_cannot_be_a_group() -> None:
    """There is nothing else that they could be confused with."""
    assert groups.groups(np.array([[50, 30], [40, 60]]), ("a", "b")) == ()


def test_a_single_mistake_links_nothing() -> None:
    """All mistakes of both classes lie between them, but that may be luck."""
    counts = np.diag([1000] * 10)
    counts[2, 3] = 1
    assert groups.groups(counts, NAMES) == ()
    counts[2, 3] = 5
    assert groups.groups(counts, NAMES) == (Group(("c", "d"), 5),)


def test_mistakes_spread_by_chance_make_no_group() -> None:
    """Of 200 confusion matrices without any structure hardly one has a link."""
    rng = np.random.default_rng(3)
    found = 0
    for mistakes in rng.integers(5, 2000, 200):
        counts = np.diag([1000] * 10)
        off = ~np.eye(10, dtype=bool)
        counts[off] = rng.multinomial(mistakes, [1 / 90] * 90)
        found += bool(groups.groups(counts, NAMES))
    assert found <= 10


@given(st.lists(st.integers(0, 30), min_size=25, max_size=25))
def test_groups_are_the_connected_components_of_the_links(cells: list[int]) -> None:
    """By SciPy; every class is in one group at most."""
    names = NAMES[:5]
    counts = np.array(cells, np.int64).reshape(5, 5)
    linked = np.zeros((5, 5))
    for link in links(counts, names):
        linked[names.index(link.first), names.index(link.second)] = 1
    _, labels = connected_components(linked, directed=False)
    expected = {tuple(name for name, k in zip(names, labels, strict=True) if k == label) for label in set(labels)}
    assert {group.classes for group in groups.groups(counts, names)} == {item for item in expected if len(item) > 1}


@pytest.mark.parametrize(("successes", "trials"), [(0, 9), (1, 1), (3, 4), (92, 185), (158, 1056), (7, 7)])
def test_the_tail_is_scipys_test(successes: int, trials: int) -> None:
    """One-sided and exact."""
    expected = binomtest(successes, trials, 1 / 17, alternative="greater").pvalue
    assert binomial.at_least(successes, trials, 1 / 17) == pytest.approx(expected)


def test_chance_is_one_pair_among_those_that_involve_either() -> None:
    """Counted out for ten classes."""
    either = [(i, j) for i in range(10) for j in range(i) if {i, j} & {4, 7}]
    assert groups.chance(10).value == 1 / len(either)
    assert write(groups.chance(10), str) == "1 / (2 × 10 − 3)"


def test_answers_say_how_much_lies_inside(evidence: Evidence) -> None:
    """Eights and nines are taken for each other, and nothing else is."""
    case = evidence.of("mlp_raw")[0]
    labels = evidence.dataset(case).y_test
    wrong = np.isin(labels, (8, 9)) & (np.arange(len(labels)) % 3 == 0)
    predicted = np.where(wrong, 17 - labels, labels)
    predicted[np.flatnonzero(labels == 1)[0]] = 7
    result = replace(evidence.result(case), test=np.eye(10, dtype=np.float32)[predicted])
    given = replace(evidence, results={**evidence.results, case.experiment: result})
    found = {item.id.removeprefix("here."): item.value for item in groups.answers("here", case, given)}
    inside = int(wrong.sum())
    assert found["found"] == (Group(("8", "9"), inside),)
    assert found["inside"] == inside
    assert found["inside_share"] == pytest.approx(inside / (inside + 1))
    assert found["pairs_share"] == pytest.approx(1 / 45)
    assert found["coarse"] == pytest.approx(1 - 1 / len(labels))
