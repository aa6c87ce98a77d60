"""How many images two networks need: the same networks trained on shares of the training images, and on all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.answers import batches
from reportgen.answers.duels import Duel, duels, hits
from reportgen.answers.normalisation import left
from reportgen.spec import Answer, Case, Evidence, Rounded, trained

Pair = tuple[Case, Case]
UNFIT = 0.5
"""A network that recognises fewer of its own training images has not come to be what was trained."""


@dataclass(frozen=True)
class Learned:
    """How long two networks learned from a share of the images.

    Attributes:
        images: training images.
        epochs: of the first and of the second network.
        steps: of gradient descent, likewise: one a mini-batch.
        left: which share of the first moving averages of a batch normalisation is still in them, likewise.
    """

    images: int
    epochs: tuple[int, int]
    steps: tuple[int, int]
    left: tuple[float, float]


def answers(prefix: str, pairs: Sequence[Pair], evidence: Evidence) -> Iterator[Answer]:
    """Derive how long the networks learned, and what they reach on the test images.

    Args:
        prefix: of the ids.
        pairs: both networks on each share, the smallest first, all images last.
        evidence: their results.
    """
    found = tuple(_learned(pair, evidence) for pair in pairs)
    yield Answer(f"{prefix}.learned", found)
    compared = rows(pairs, evidence)
    fits = tuple(evidence.result(first).history.accuracy[-1] for first, _ in pairs)
    unfit = tuple(row for row, fit in zip(compared, fits, strict=True) if fit < UNFIT)
    yield from trained(
        [
            Answer(f"{prefix}.rows", compared, compare=Rounded(4)),
            Answer(f"{prefix}.fits", fits, "accuracy", Rounded(3)),
            Answer(f"{prefix}.unfit", unfit, compare=Rounded(4)),
            Answer(f"{prefix}.fit", tuple(row for row in compared if row not in unfit), compare=Rounded(4)),
            Answer(f"{prefix}.most", max(compared, key=lambda row: row.gain), compare=Rounded(4)),
        ]
    )


def rows(pairs: Sequence[Pair], evidence: Evidence) -> tuple[Duel, ...]:
    """Compare the two networks on each share by the test images; see `answers`."""
    labels = evidence.dataset(pairs[0][0]).y_test
    found = [tuple(hits(evidence.result(case).test[None], labels) for case in pair) for pair in pairs]
    return duels([_learned(pair, evidence).images for pair in pairs], [(one, other) for one, other in found])


def _learned(pair: Pair, evidence: Evidence) -> Learned:
    first, second = pair
    return Learned(
        images=batches.images(first, evidence),
        epochs=(first.experiment.training.epochs, second.experiment.training.epochs),
        steps=(batches.steps(first, evidence), batches.steps(second, evidence)),
        left=(left(first, evidence), left(second, evidence)),
    )
