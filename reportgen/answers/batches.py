"""How much a network learned from: training images, and mini-batches, each a step of gradient descent."""

from math import ceil

from reportgen.protocol import part, split
from reportgen.spec import Case, Evidence


def images(case: Case, evidence: Evidence) -> int:
    """Return on how many images a case is trained."""
    dataset, training = evidence.dataset(case), case.experiment.training
    return len(part(dataset.y_train, split(dataset, training.protocol)[0], training.share))


def steps(case: Case, evidence: Evidence) -> int:
    """Return from how many mini-batches a case learns, over all epochs."""
    training = case.experiment.training
    return training.epochs * ceil(images(case, evidence) / training.batch_size)
