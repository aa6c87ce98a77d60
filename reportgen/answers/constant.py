"""Networks that answer the same whatever the image: whether a network is one, and what a guess costs.

A network whose gradient has vanished, or whose last layer leaves the range of probabilities, ends there. If it gives
every one of K classes the same probability, its loss is ln K: 0.69 for two classes.
"""

from collections.abc import Iterator
from math import log

from reportgen.spec import Answer, Case, Evidence, Rounded

VARIES = 0.1
"""The standard deviation over the images from which on a probability is said to depend on the image."""


def answers(prefix: str, case: Case, evidence: Evidence) -> Iterator[Answer]:
    """Derive whether the probabilities on the test set depend on the image, what the layers apply, and ln K.

    A single output has a mean probability too, which tells where the network has ended.
    """
    given, layers = evidence.result(case).test, case.experiment.model.layers
    applied = [str(getattr(layer, "activation", "")) for layer in layers]
    classes = len(evidence.dataset(case).info.classes)
    yield Answer(f"{prefix}.activations", tuple(sorted({*applied[:-1]} - {""})))
    yield Answer(f"{prefix}.output", applied[-1])
    yield Answer(f"{prefix}.guess", log(classes), "loss", Rounded(2))
    yield Answer(f"{prefix}.same", float(given.std(axis=0).max()) < VARIES, trained=True)
    if given.shape[1] == 1:
        yield Answer(f"{prefix}.mean", float(given.mean()), "probability", Rounded(2), trained=True)
