"""Results: what Keras printed, or a line states, of one network: its loss and accuracy, close together."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.check.facts.cases.evidence import result_line
from reportgen.check.patterns import regex
from reportgen.check.stated import Score
from reportgen.check.submission import Place, Submission

Key = tuple[str, str]
_APART = 3
"""Scores of one result stand at most this many lines apart."""
_LOG = regex(r"\bval_\w{3,12}\s?:|\d+/\d+\s\[|Epoch \d")


@dataclass(frozen=True)
class Result:
    """Scores of one network.

    Attributes:
        scores: the scores.
        place: from the first to the last.
        block: the index of the block of the first.
        start: the line where its case begins: that of the code which printed it.
    """

    scores: tuple[Score, ...]
    place: Place
    block: int
    start: int

    @property
    def keys(self) -> tuple[Key, ...]:
        """Which metric of which images it states: a case has each once."""
        return tuple(dict.fromkeys((score.metrics[0], score.split) for score in self.scores))

    def joined(self, other: "Result") -> "Result":
        """Return both as one."""
        place = Place(self.place.first, other.place.last)
        return Result((*self.scores, *other.scores), place, self.block, self.start)


def results(submission: Submission, scores: Sequence[Score]) -> list[Result]:
    """Return the results of a submission in order: those with a loss or an accuracy over all classes."""
    printed = [score for score in scores if not score.label and not score.average and _printed(submission, score)]
    clusters: list[list[Score]] = []
    for score in printed:
        if clusters and _belongs(clusters[-1], score):
            clusters[-1].append(score)
        else:
            clusters.append([score])
    found = (cluster for cluster in clusters if any(score.metrics[0] in ("loss", "accuracy") for score in cluster))
    starts = [block.place.first for block in submission.blocks]
    return [_result(submission, cluster, bisect_right(starts, cluster[0].place.first) - 1) for cluster in found]


def _printed(submission: Submission, score: Score) -> bool:
    block = submission.block_at(score.place.first)
    if block is None or block.damaged:
        return False
    return block.kind not in ("paragraph", "item") or result_line(submission, score)


def _belongs(cluster: Sequence[Score], score: Score) -> bool:
    near = score.place.first - cluster[-1].place.last <= _APART
    return near and all((one.metrics, one.split) != (score.metrics, score.split) for one in cluster)


def last_epochs(submission: Submission, scores: Sequence[Score]) -> Iterator[Score]:
    """Leave out the epochs of a training but its last: they are no results."""
    for index, score in enumerate(scores):
        block = submission.block_at(score.place.first)
        later = (other for other in scores[index + 1 : index + 40] if block and other.place.first in block.place)
        if _log(submission, score) and any(_follows(submission, score, other) for other in later):
            continue
        yield score


def _follows(submission: Submission, score: Score, other: Score) -> bool:
    same = (other.metrics, other.split) == (score.metrics, score.split) and other.place.first > score.place.first
    between = range(score.place.first + 1, other.place.first)
    return (
        same
        and _log(submission, other)
        and not any(submission.lines[line].text.startswith("Epoch 1/") for line in between)
    )


def _log(submission: Submission, score: Score) -> bool:
    before = submission.lines[max(0, score.place.first - 1)].text[:40]
    return bool(_LOG.search(submission.lines[score.place.first].text[:200]) or before.startswith("Epoch "))


def _result(submission: Submission, cluster: Sequence[Score], index: int) -> Result:
    place = Place(cluster[0].place.first, cluster[-1].place.last)
    start = index
    while start and submission.blocks[start - 1].kind == "code" and submission.blocks[start].kind in ("code", "output"):
        start -= 1
    return Result(
        tuple(cluster),
        place,
        index,
        min(place.first, submission.blocks[start].place.first) if start < index else place.first,
    )
