"""Images from the decoder alone: codes drawn by several procedures, decoded, and kept if a classifier is sure of them.

What is drawn depends on the seed of the lab file alone: each class of each procedure has a stream of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from reportgen.answers import forward
from reportgen.answers.codec import Codec, codec
from reportgen.answers.draws import PROCEDURES
from reportgen.answers.metrics import SIGNIFICANT, holm, two_shares, wilson
from reportgen.answers.nearest import nearest
from reportgen.chains import named
from reportgen.errors import DataError
from reportgen.features import extract
from reportgen.losses import confidence, predictions
from reportgen.model import ModelSpec
from reportgen.protocol import split
from reportgen.spec import Dataset, Evidence, Floats, Images, Pixels

BATCH = 200
"""Images that the classifier reads at a time."""
REFERENCE = 20
"""Test images of each class, the first ones, that drawn images are compared with; fewer if there are fewer."""
SHUFFLED = 100
"""Test images whose pixels are put in another order: images of nothing."""


@dataclass(frozen=True)
class Request:
    """What to generate.

    Attributes:
        autoencoder: the case whose decoder draws, `SECTION.ID`.
        classifier: the case that judges.
        threshold: an image is accepted if its probability of the wanted class is above.
        draws: codes of each class and procedure.
        samples: accepted images of each class to show.
        seed: of the draws.
    """

    autoencoder: str
    classifier: str
    threshold: float
    draws: int
    samples: int
    seed: int


@dataclass(frozen=True)
class Accepted:
    """How many images of a class were accepted, with Wilson's 95 % interval of the share."""

    name: str
    accepted: int
    draws: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Group:
    """Images that a classifier has judged, class by class.

    Attributes:
        images: float32 from 0 to 1, (n, height, width) for each class.
        probabilities: (n, classes) for each class.
        negative: share of the values of their codes that are below 0.
        zeros: share that are 0.
    """

    images: tuple[Floats, ...]
    probabilities: tuple[Floats, ...]
    negative: float = 0.0
    zeros: float = 0.0

    def accepted(self, threshold: float) -> tuple[NDArray[np.bool_], ...]:
        """Return which images of each class have their own class with a probability above a threshold."""
        return tuple(own[:, k] > threshold for k, own in enumerate(self.probabilities))

    def kept(self, threshold: float, most: int) -> tuple[Floats, ...]:
        """Return the first accepted images of each class."""
        pairs = zip(self.images, self.accepted(threshold), strict=True)
        return tuple(images[accepted][:most] for images, accepted in pairs)


@dataclass(frozen=True)
class Judged:
    """What came of a procedure, over all classes.

    Attributes:
        group: its name.
        draws: how many images.
        recognised: share whose likeliest class is the wanted one.
        accepted: how many are accepted.
        share: of the draws.
        low: the lower end of Wilson's 95 % interval.
        high: its upper end.
        negative: share of the values of the codes that are below 0.
        zeros: share that are 0.
        pairs: pairs of accepted images of one class.
        variety: mean distance of such a pair; 0 without any.
    """

    group: str
    draws: int
    recognised: float
    accepted: int
    share: float
    low: float
    high: float
    negative: float
    zeros: float
    pairs: int
    variety: float


@dataclass(frozen=True)
class Passing:
    """Which share of a group is above each of several thresholds."""

    group: str
    shares: tuple[float, ...]


@dataclass(frozen=True)
class Rival:
    """A procedure beside the chosen one: the z test of their shares, Holm-corrected."""

    group: str
    difference: float
    p_value: float
    significant: bool


@dataclass(frozen=True, eq=False)
class Judge:
    """A trained classifier that reads pixels from 0 to 1."""

    model: ModelSpec
    weights: forward.Weights

    def probabilities(self, images: Floats) -> Floats:
        """Return the probability of each class, (n, classes), of images (n, height, width)."""
        read = images.reshape(-1, *self.model.input_shape)
        first, last = self.model.layers[0].name, self.model.layers[-1].name
        chunks = (read[start : start + BATCH] for start in range(0, len(read), BATCH))
        return np.concatenate([forward.outputs(self.model, self.weights, {first: chunk})[last] for chunk in chunks])


@dataclass(frozen=True, eq=False)
class Generated:
    """All that was generated.

    Attributes:
        dataset: whose classes are drawn.
        training: the training images of the auto-encoder.
        codec: its halves.
        judge: the classifier.
        codes: of the training images of each class.
        groups: procedures by name; `test`: test images; `reconstructed`: the same through both halves.
        request: what was asked.
    """

    dataset: Dataset
    training: Images
    codec: Codec
    judge: Judge
    codes: tuple[Floats, ...]
    groups: Mapping[str, Group]
    request: Request

    @cached_property
    def judged(self) -> Mapping[str, Judged]:
        """What came of each group, over all classes."""
        return {name: self._judged(name) for name in self.groups}

    def _judged(self, name: str) -> Judged:
        group, threshold = self.groups[name], self.request.threshold
        accepted = group.accepted(threshold)
        right, draws = sum(int(own.sum()) for own in accepted), sum(map(len, accepted))
        hits = sum(int((predictions(own) == k).sum()) for k, own in enumerate(group.probabilities))
        apart = np.concatenate([_pairs(images[one]) for images, one in zip(group.images, accepted, strict=True)])
        low, high = wilson(right, draws)
        mean = float(apart.mean()) if len(apart) else 0.0
        shares = (right / draws, low, high, group.negative, group.zeros)
        return Judged(name, draws, hits / draws, right, *shares, len(apart), mean)

    def of_classes(self, name: str) -> tuple[Accepted, ...]:
        """Return how many images of each class a group has accepted."""
        accepted = self.groups[name].accepted(self.request.threshold)
        counts = [(int(own.sum()), len(own)) for own in accepted]
        names = self.dataset.info.classes
        return tuple(
            Accepted(one, right, draws, right / draws, *wilson(right, draws))
            for one, (right, draws) in zip(names, counts, strict=True)
        )

    @cached_property
    def chosen(self) -> str:
        """The procedure with the highest share of accepted images; of equals the first."""
        return max(PROCEDURES, key=lambda name: self.judged[name].accepted)

    def rivals(self) -> tuple[Rival, ...]:
        """Compare each other procedure with the chosen one."""
        chosen = self.judged[self.chosen]
        others = [self.judged[name] for name in PROCEDURES if name != chosen.group]
        raw = [two_shares(chosen.share, other.share, chosen.draws)[1] for other in others]
        return tuple(
            Rival(other.group, chosen.share - other.share, p, p < SIGNIFICANT)
            for other, p in zip(others, holm(raw), strict=True)
        )

    def kept(self, name: str) -> tuple[Floats, ...]:
        """Return the first accepted images of each class of a group."""
        return self.groups[name].kept(self.request.threshold, self.request.samples)


@lru_cache(maxsize=1)  # the answers and the figures of one report
def generated(request: Request, evidence: Evidence) -> Generated:
    """Draw, decode and judge.

    Raises:
        DataError: a class has fewer than two training images, or no test image.
    """
    autoencoder, classifier = named(evidence.cases, request.autoencoder), named(evidence.cases, request.classifier)
    dataset = evidence.dataset(autoencoder)
    training, _ = split(dataset, autoencoder.experiment.training.protocol)
    labels, count = dataset.y_train[training], len(dataset.info.classes)
    _check(dataset, np.bincount(labels, minlength=count), np.bincount(dataset.y_test, minlength=count))
    halves = codec(autoencoder, evidence)
    images = dataset.x_train if len(training) == len(dataset.x_train) else dataset.x_train[training]
    encoded = halves.encode(images)
    codes = tuple(encoded[labels == k] for k in range(count))
    judge = Judge(classifier.experiment.model, evidence.result(classifier).weights)
    groups = dict(_drawn(request, codes, halves, judge)) | dict(_references(dataset, halves, judge))
    return Generated(dataset, images, halves, judge, codes, groups, request)


def _check(dataset: Dataset, trained: NDArray[np.intp], tested: NDArray[np.intp]) -> None:
    if trained.min() < 2 or not tested.min():
        raise DataError(
            f"{dataset.info.name}: expected two training images and a test image of each class, received "
            f"{trained.min()} and {tested.min()} of some class"
        )


def _drawn(request: Request, codes: tuple[Floats, ...], halves: Codec, judge: Judge) -> Iterator[tuple[str, Group]]:
    for place, (name, procedure) in enumerate(PROCEDURES.items()):
        drawn = [
            procedure(own, request.draws, np.random.RandomState((request.seed, place, k)))
            for k, own in enumerate(codes)
        ]
        yield name, _decoded(np.stack(drawn), [request.draws] * len(codes), halves, judge)


def _decoded(codes: Floats, counts: list[int], halves: Codec, judge: Judge) -> Group:
    """Return the images of codes, which are those of the classes one after the other, with their judgement."""
    flat = codes.reshape(-1, codes.shape[-1])
    images = halves.decode(flat)
    negative, zeros = float((flat < 0).mean()), float((flat == 0).mean())
    return Group(_parts(images, counts), _parts(judge.probabilities(images), counts), negative, zeros)


def _references(dataset: Dataset, halves: Codec, judge: Judge) -> Iterator[tuple[str, Group]]:
    rows = [np.flatnonzero(dataset.y_test == k)[:REFERENCE] for k in range(len(dataset.info.classes))]
    images, counts = dataset.x_test[np.concatenate(rows)], [len(own) for own in rows]
    yield "reconstructed", _decoded(halves.encode(images), counts, halves, judge)
    real = extract(Pixels(), images)
    yield "test", Group(_parts(real, counts), _parts(judge.probabilities(real), counts))


def _parts(values: Floats, counts: list[int]) -> tuple[Floats, ...]:
    """Return the values of each class, which stand one after the other."""
    return tuple(np.split(values, np.cumsum(counts)[:-1]))


def _pairs(images: Floats) -> NDArray[np.float64]:
    """Return the distances of all pairs of images."""
    flat = images.reshape(len(images), images[0].size if len(images) else 0).astype(np.float64)
    rows, columns = np.triu_indices(len(flat), 1)
    squares = (flat**2).sum(axis=1)
    found = squares[rows] + squares[columns] - 2 * (flat @ flat.T)[rows, columns]
    return np.asarray(np.sqrt(np.maximum(found, 0)), np.float64)


@lru_cache(maxsize=1)
def distances(found: Generated) -> Mapping[str, tuple[NDArray[np.intp], NDArray[np.float64]]]:
    """Return of each group with accepted images the nearest training images and their distances, class by class.

    Of test images, the accepted or not, as many as of a procedure at most.
    """
    shown = {name: found.kept(name) for name in PROCEDURES}
    references = ("reconstructed", "test")
    most = found.request.samples
    shown |= {name: tuple(own[:most] for own in found.groups[name].images) for name in references}
    images = {name: np.concatenate(own) for name, own in shown.items()}
    near, far = nearest(np.concatenate(list(images.values())), found.training)
    ends = np.cumsum([len(one) for one in images.values()])[:-1]
    parts = zip(images, np.split(near, ends), np.split(far, ends), strict=True)
    return {name: (indices, gaps) for name, indices, gaps in parts if len(indices)}


def passing(found: Generated, levels: tuple[float, ...]) -> tuple[Passing, ...]:
    """Return the shares above thresholds: of the probability of the wanted class, for shuffled images of any class."""
    sure = {"shuffled": shuffled(found)[1]}
    for name, group in found.groups.items():
        sure[name] = np.concatenate([own[:, k] for k, own in enumerate(group.probabilities)])
    names = (*found.groups, "shuffled")
    return tuple(Passing(name, tuple(float((sure[name] > level).mean()) for level in levels)) for name in names)


@lru_cache(maxsize=1)
def shuffled(found: Generated) -> tuple[Floats, Floats]:
    """Return test images, each with its pixels in an order of its own, and the classifier's highest probabilities."""
    images = found.dataset.x_test[:SHUFFLED]
    random = np.random.RandomState(found.request.seed)
    flat = np.stack([random.permutation(image.reshape(-1)) for image in images])
    mixed = extract(Pixels(), flat.reshape(images.shape))
    return mixed, np.asarray(confidence(found.judge.probabilities(mixed)), np.float32)
