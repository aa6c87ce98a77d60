"""Networks that answer the same whatever the image: whether a network is one, and what a guess costs.

A network whose gradient has vanished, or whose last layer leaves the range of probabilities, ends there. If it gives
every one of K classes the same probability, its loss is ln K: 0.69 for two classes. A probability that is 1 for the
images of one class and 0 for the others, of K classes of one size, has the standard deviation √(K - 1) / K.
"""

from collections.abc import Iterator
from math import log

from reportgen.losses import per_image
from reportgen.spec import Answer, Case, Evidence, Rounded

VARIES = 0.2
"""A probability depends on the image from this share of its greatest standard deviation on."""
GUESS = 0.85
"""A network that answers the same has a loss of at least this share of that of a guess."""
CUT_OFF = 0.01
"""A mean probability nearer to 0 or 1 is that of values outside the range, for all images."""


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
    loss = float(per_image(case.experiment.training.loss, given, evidence.dataset(case).y_test).mean())
    varies = float(given.std(axis=0).max()) / (classes - 1) ** 0.5 * classes
    yield Answer(f"{prefix}.same", varies < VARIES and loss > GUESS * log(classes), trained=True)
    if given.shape[1] == 1:
        mean = float(given.mean())
        yield Answer(f"{prefix}.mean", mean, "probability", Rounded(2), trained=True)
        yield Answer(f"{prefix}.cut_off", not CUT_OFF < mean < 1 - CUT_OFF, trained=True)
