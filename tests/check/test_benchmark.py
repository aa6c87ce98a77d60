"""The benchmark: 24 reports with 2,000 marked claims; the floors below which a change of the checker must not fall."""

from collections import Counter

import pytest

from tests.check.benchmark import Finding, run, sources

KINDS = (
    "arithmetic", "structure", "hyperparameter", "matrix", "metric", "comparison", "equation", "optimizer", "capacity",
    "hygiene",
)  # fmt: skip


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    """Return what came of every claim of the corpus."""
    return run(tmp_path_factory.mktemp("corpus"))


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


def test_no_open_reading_is_refuted(findings: tuple[Finding, ...]) -> None:
    """What can be read in two ways is at most a review."""
    assert [finding.text for finding in findings if finding.what == "open:refuted"] == []
