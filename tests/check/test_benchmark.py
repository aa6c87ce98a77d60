"""The benchmark: reports with 4,900 marked claims; the floors below which a change of the checker must not fall.

`corpus` was written before any rule, `heldout` in the manner of real hand-ins when the rules stood: each five of them
measured the rules once, fresh, before what they accused falsely was mended. Of `assignment7` those with `l` were
written before the rules on replicates, noise and logarithms, those with `m` when these stood. The floors tell that
nothing is lost again, not what to expect of a report that is new: the guide says that.
"""

from collections import Counter

import pytest

from tests.check.benchmark import CORPUS, Finding, run, sources

KINDS = (
    "arithmetic", "structure", "hyperparameter", "matrix", "metric", "comparison", "equation", "optimizer", "capacity",
    "hygiene",
)  # fmt: skip


FLOORS = {"corpus": (0.68, 0.76), "heldout": (0.45, 0.65), "assignment7": (0.79, 0.90)}
"""Of the wrong claims, the shares that are refuted, and refuted or left to review."""


@pytest.fixture(scope="module", params=FLOORS)
def name(request: pytest.FixtureRequest) -> str:
    """Go through the sets of reports."""
    return str(request.param)


@pytest.fixture(scope="module")
def findings(name: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    """Return what came of every claim of a set of reports."""
    return run(tmp_path_factory.mktemp("reports"), CORPUS.with_name(name))


def test_every_kind_has_forty_right_claims_and_twenty_wrong_ones() -> None:
    """Fewer could not tell a good rule from a bad one."""
    count = Counter((claim.kind, claim.truth) for source in sources() for claim in source.claims)
    for kind in KINDS:
        assert count[kind, "right"] >= 40, kind
        assert count[kind, "wrong"] >= 20, kind


def test_accusations_are_right(findings: tuple[Finding, ...]) -> None:
    """At least 99 of 100: who is accused wrongly loses more than who is not told of a mistake."""
    count = Counter(finding.what for finding in findings)
    wrong = [f"{finding.source}: {finding.text}" for finding in findings if finding.what == "false"]
    assert count["true"] / (count["true"] + count["false"]) >= 0.99, wrong


def test_wrong_claims_are_found(name: str, findings: tuple[Finding, ...]) -> None:
    """Silence would be right about everything: much of what is certainly wrong is called so, most is seen."""
    count = Counter(finding.what for finding in findings)
    wrong = sum(number for what, number in count.items() if what.startswith("wrong:"))
    refuted, seen = FLOORS[name]
    assert count["wrong:refuted"] / wrong >= refuted
    assert (count["wrong:refuted"] + count["wrong:review"]) / wrong >= seen


def test_no_open_reading_is_refuted(findings: tuple[Finding, ...]) -> None:
    """What can be read in two ways is at most a review."""
    assert [finding.text for finding in findings if finding.what == "open:refuted"] == []
