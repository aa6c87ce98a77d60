"""A classifier on noisy images and on what auto-encoders make of them: what it recognises, loses and saves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from types import MappingProxyType

import numpy as np

from reportgen.answers import confusions, denoised
from reportgen.answers.classification import SHOWN
from reportgen.answers.codec import halves
from reportgen.answers.crossings import crossings
from reportgen.answers.denoised import Compared, Pair, Verdict
from reportgen.answers.denoising import ranges
from reportgen.answers.distinct import distinct
from reportgen.answers.metrics import Booleans, mcnemar
from reportgen.losses import confidence, predictions
from reportgen.protocol import Indices
from reportgen.spec import Answer, Case, Dataset, Evidence, Floats, Ranking, Rounded

NOISY = "noisy"
"""The images as they are read without an auto-encoder; beside the ids of the auto-encoders."""
_VERDICTS: Mapping[str, Verdict] = MappingProxyType({"helps": "better", "hurts": "worse", "open": "open"})
_BESIDE: Mapping[str, Verdict] = MappingProxyType({"ahead": "better", "behind": "worse", "level_with": "open"})


@dataclass(frozen=True, eq=False)
class Judged:
    """All that is derived from: who classifies, who denoises, what came of it.

    Attributes:
        levels: of the noise, in increasing order.
        classifier: the case.
        denoisers: the cases of the auto-encoders.
        dataset: whose test images are read.
        outputs: of the classifier, (levels, n, classes), for noisy images and for those of each auto-encoder by its id.
        known: which images it recognises, (levels, n), likewise.
    """

    levels: tuple[float, ...]
    classifier: Case
    denoisers: tuple[Case, ...]
    dataset: Dataset
    outputs: Mapping[str, Floats]
    known: Mapping[str, Booleans]

    def compared(self) -> Mapping[Pair, tuple[Compared, ...]]:
        """Compare the denoised images with the noisy ones, and each other auto-encoder with the first one."""
        ids = [case.id for case in self.denoisers]
        return denoised.compared(
            self.levels, self.known, [*((NOISY, id_) for id_ in ids), *((ids[0], id_) for id_ in ids[1:])]
        )


def most_accurate(prefix: str, found: Judged, evidence: Evidence) -> Iterator[Answer]:
    """Yield the classifier, and whether any other network of the lab recognises more of the same test images."""
    labels, own = found.dataset.y_test, found.classifier
    rivals = [
        (case, result)
        for case in distinct(evidence.classifiers)
        if case.experiment.dataset == own.experiment.dataset
        for result in (evidence.runs(case) if case.replicates > 1 else (evidence.result(case),))
    ]
    scores = [int((predictions(result.test) == labels).sum()) for _, result in rivals]
    best, best_result = rivals[int(np.argmax(scores))]
    ours = predictions(evidence.result(own).test) == labels
    only_ours, only_theirs, p_value = mcnemar(ours, predictions(best_result.test) == labels)
    yield Answer(f"{prefix}.title", own.title)
    yield Answer(f"{prefix}.section", own.section)
    yield Answer(f"{prefix}.accuracy", float(ours.mean()), "accuracy", Rounded(4))
    yield Answer(f"{prefix}.networks", len(rivals), "count")
    yield Answer(f"{prefix}.is_best", int(ours.sum()) == max(scores))
    yield Answer(f"{prefix}.best.title", best.title)
    yield Answer(f"{prefix}.best.section", best.section)
    yield Answer(f"{prefix}.best.accuracy", max(scores) / len(labels), "accuracy", Rounded(4))
    yield Answer(f"{prefix}.best.only_ours", only_ours, "images")
    yield Answer(f"{prefix}.best.only_theirs", only_theirs, "images")
    yield Answer(f"{prefix}.best.p_value", p_value, "p_value", Rounded(3))


def of_denoiser(
    prefix: str,
    case: Case,
    found: Judged,
    tests: Mapping[Pair, tuple[Compared, ...]],
) -> Iterator[Answer]:
    """Yield what an auto-encoder does to the accuracy: level by level, where it turns, most of all, without noise."""
    effects, levels = tests[NOISY, case.id], found.levels
    yield Answer(f"{prefix}.title", case.title)
    yield Answer(f"{prefix}.code", prod(halves(case.experiment.model)[1].input_shape), "neurons")
    yield Answer(f"{prefix}.effects", effects, compare=Rounded(4))
    for name, verdict in _VERDICTS.items():
        yield Answer(f"{prefix}.{name}", ranges(levels, [item.level for item in effects if item.verdict == verdict]))
    turns = crossings(levels, [item.gain for item in effects])
    yield Answer(f"{prefix}.turns.up", tuple(turn.at for turn in turns if turn.rises), "value", Rounded(2))
    yield Answer(f"{prefix}.turns.down", tuple(turn.at for turn in turns if not turn.rises), "value", Rounded(2))
    place = max(range(len(levels)), key=lambda place: effects[place].gain)
    yield Answer(f"{prefix}.most", effects[place], compare=Rounded(4))
    yield Answer(f"{prefix}.most_noisy", float(found.known[NOISY][place].mean()), "accuracy", Rounded(4))
    yield Answer(f"{prefix}.most_denoised", float(found.known[case.id][place].mean()), "accuracy", Rounded(4))
    yield Answer(f"{prefix}.least", effects[0], compare=Rounded(4))
    yield Answer(f"{prefix}.least_denoised", float(found.known[case.id][0].mean()), "accuracy", Rounded(4))
    practised = case.experiment.training.noise
    yield Answer(f"{prefix}.practised", practised is not None and levels[0] in practised.levels)
    yield from _sureness(prefix, case, found)
    yield Answer(f"{prefix}.lost", _lost(found, case.id), "images", Ranking())
    beside = tests.get((found.denoisers[0].id, case.id), ())
    yield Answer(f"{prefix}.beside", beside, compare=Rounded(4))
    for name, verdict in _BESIDE.items():
        won = [item.level for item in beside if item.verdict == verdict]
        yield Answer(f"{prefix}.{name}", ranges(levels, won))


def _sureness(prefix: str, case: Case, found: Judged) -> Iterator[Answer]:
    """Yield how sure the classifier was, at the lowest level, of the images that denoising loses and of the others."""
    lost = changed_fate(found, case.id, 0, lost=True)
    kept = np.flatnonzero(found.known[NOISY][0] & found.known[case.id][0])
    if len(lost) and len(kept):
        sure = confidence(found.outputs[NOISY][0])
        yield Answer(f"{prefix}.sure.lost", float(sure[lost].mean()), "probability", Rounded(2))
        yield Answer(f"{prefix}.sure.kept", float(sure[kept].mean()), "probability", Rounded(2))


def _lost(found: Judged, id_: str) -> tuple[confusions.Cell, ...]:
    """Return what the images that denoising loses at the lowest level are taken for, the most frequent first."""
    chosen, classes = changed_fate(found, id_, 0, lost=True), found.dataset.info.classes
    said = predictions(found.outputs[id_][0])
    return confusions.cells(confusions.matrix(found.dataset.y_test[chosen], said[chosen], len(classes)), classes, SHOWN)


def changed_fate(found: Judged, id_: str, place: int, *, lost: bool) -> Indices:
    """Return the images that are recognised noisy but not denoised at a level, or the other way round."""
    noisy, clean = found.known[NOISY][place], found.known[id_][place]
    return np.flatnonzero(noisy & ~clean if lost else clean & ~noisy)


def pure_noise(name: str, found: Judged) -> Iterator[Answer]:
    """Yield what is said of images of which nothing is left."""
    labels, classes = found.dataset.y_test, found.dataset.info.classes
    for id_, outputs in found.outputs.items():
        yield Answer(f"{name}.{id_}.pure", denoised.blind(outputs[-1], labels, classes), compare=Rounded(2))


def beside_others(
    prefix: str, effects: Sequence[Compared], below: float | None, start: float | None
) -> Iterator[Answer]:
    """Yield what others have found, that it hurts below a level and helps from another on; where the tests agree."""
    levels = [item.level for item in effects]
    yield Answer(f"{prefix}.hurts_below", below)
    yield Answer(f"{prefix}.helps_from", start)
    low = [item for item in effects if below is not None and item.level < below]
    high = [item for item in effects if start is not None and item.level >= start]
    for name, items, verdict in (("hurts", low, "worse"), ("helps", high, "better")):
        for part, kept in (("agree", True), ("differ", False)):
            at = [item.level for item in items if (item.verdict == verdict) == kept]
            yield Answer(f"{prefix}.{name}.{part}", ranges(levels, at))


def shown(found: Judged) -> Mapping[str, tuple[int, Indices]]:
    """Return which images are shown, if there are any, and the place of their level.

    Those that the first auto-encoder loses at the lowest level, and those that it saves where it gains most.
    """
    first = found.denoisers[0].id
    gains = found.known[first].mean(axis=1) - found.known[NOISY].mean(axis=1)
    places = {"lost": 0, "saved": int(np.argmax(gains))}
    chosen = {id_: changed_fate(found, first, place, lost=id_ == "lost") for id_, place in places.items()}
    return {id_: (places[id_], images) for id_, images in chosen.items() if len(images)}
