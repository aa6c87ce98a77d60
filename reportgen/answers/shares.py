"""How many images two networks need: the same networks trained on shares of the training images, and on all of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from reportgen.answers.duels import Duel, duels, hits
from reportgen.protocol import part, split
from reportgen.spec import Answer, Case, Evidence, Rounded, trained

Pair = tuple[Case, Case]


@dataclass(frozen=True)
class Learned:
    """How long two networks learned from a share of the images.

    Attributes:
        images: training images.
        epochs: of the first and of the second network.
        steps: of gradient descent, likewise: one a mini-batch.
    """

    images: int
    epochs: tuple[int, int]
    steps: tuple[int, int]


def answers(prefix: str, pairs: Sequence[Pair], evidence: Evidence) -> Iterator[Answer]:
    """Derive how long the networks learned, and what they reach on the test images.

    Args:
        prefix: of the ids.
        pairs: both networks on each share, the smallest first, all images last.
        evidence: their results.
    """
    found = tuple(_learned(pair, evidence) for pair in pairs)
    yield Answer(f"{prefix}.learned", found)
    yield Answer(
        f"{prefix}.longer", found[-1].epochs[0] < found[0].epochs[0] or found[-1].epochs[1] < found[0].epochs[1]
    )
    yield from trained([Answer(f"{prefix}.rows", rows(pairs, evidence), compare=Rounded(4))])


def rows(pairs: Sequence[Pair], evidence: Evidence) -> tuple[Duel, ...]:
    """Compare the two networks on each share by the test images; see `answers`."""
    labels = evidence.dataset(pairs[0][0]).y_test
    found = [tuple(hits(evidence.result(case).test[None], labels) for case in pair) for pair in pairs]
    return duels([_learned(pair, evidence).images for pair in pairs], [(one, other) for one, other in found])


def _learned(pair: Pair, evidence: Evidence) -> Learned:
    case, other = pair
    dataset, training = evidence.dataset(case), case.experiment.training
    images = len(part(dataset.y_train, split(dataset, training.protocol)[0], training.share))
    epochs = (training.epochs, other.experiment.training.epochs)
    batches = (training.batch_size, other.experiment.training.batch_size)
    steps = (epochs[0] * ceil(images / batches[0]), epochs[1] * ceil(images / batches[1]))
    return Learned(images, epochs, steps)
