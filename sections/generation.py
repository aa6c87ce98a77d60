"""Digits from the decoder of an auto-encoder alone: where its codes lie, how to draw new ones, what to accept."""

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from reportgen.answers import draws, forward, generation_figures, latent, nearest, paths
from reportgen.answers.codec import halves
from reportgen.answers.generation import Generated, Request, distances, generated, passing, shuffled
from reportgen.answers.metrics import wilson
from reportgen.arithmetic import Product, Sum
from reportgen.chains import checked, named
from reportgen.errors import LabError
from reportgen.options import SEEDS, Options
from reportgen.plots import Figure
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evaluation, Evidence, Rounded, computed, trained

REFERENCES = ("reconstructed", "test")
LEVELS = (0.5, 0.9, 0.99, 0.999)
"""Thresholds that are set beside each other, with that of the lab file."""


class GenerationOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        autoencoder: a case of a section before, `SECTION.ID`, whose decoder draws.
        classifier: the case that judges what is drawn.
        threshold: a drawn image is accepted if its probability of the wanted class is above.
        draws: codes of each class by each procedure.
        samples: accepted images of each class that are shown.
        seed: of the draws.
    """

    autoencoder: str
    classifier: str
    threshold: Annotated[float, Field(gt=0, lt=1)] = 0.9
    draws: int = Field(default=50, ge=1, le=10_000)
    samples: int = Field(default=8, ge=1, le=10)
    seed: int = Field(default=1, ge=0, lt=SEEDS)


class Generation(Section[GenerationOptions]):
    """Draws codes by several procedures and lets a classifier judge what the decoder makes of them."""

    options = GenerationOptions

    def reads(self, options: GenerationOptions) -> tuple[str, ...]:
        """Name the auto-encoder and the classifier."""
        return options.autoencoder, options.classifier

    def check(self, options: GenerationOptions, cases: tuple[Case, ...]) -> None:
        """Refuse an auto-encoder and a classifier that do not fit together, or that are not computed in NumPy."""
        both = named(cases, options.autoencoder), named(cases, options.classifier)
        checked(Evaluation(tuple(case.experiment for case in both), ()))
        for case in both:
            if not forward.computable(case.experiment.model):
                raise LabError(f"{case.key}: expected layers that are computed in NumPy", "take another case")
        if both[1].experiment.training.target != "class" or both[1].experiment.model.output_shape == (1,):
            raise LabError(f"{both[1].key}: expected a classifier with an output for each class", "take another case")

    def answers(self, name: str, options: GenerationOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive where codes lie, what each procedure gives, how far it is from training images, the ways between."""
        case, judge = named(evidence.cases, options.autoencoder), named(evidence.cases, options.classifier)
        found = generated(_request(options), evidence)
        yield from _settings(name, options, case, judge)
        yield from _decoder(f"{name}.decoder", case)
        yield from trained(_codes(f"{name}.codes", found))
        yield from trained(_procedures(name, found))
        yield from trained(_grid(f"{name}.grid", found))
        yield from trained(_nearest(f"{name}.nearest", found))
        yield from trained(_shuffled(f"{name}.shuffled", found))
        ways = tuple(way for pair in generation_figures.ends(found) for way, _ in paths.ways(found, *pair))
        yield Answer(f"{name}.ways", ways, compare=Rounded(3), trained=True)
        yield Answer(f"{name}.steps", paths.STEPS, "count")

    def figures(self, name: str, options: GenerationOptions, evidence: Evidence) -> Iterator[Figure]:
        """Draw values of some units, acceptance by class, the accepted images, their neighbours, the ways between."""
        yield from generation_figures.figures(name, generated(_request(options), evidence))


def _request(options: GenerationOptions) -> Request:
    return Request(**options.model_dump())


def _settings(name: str, options: GenerationOptions, case: Case, judge: Case) -> Iterator[Answer]:
    yield Answer(f"{name}.autoencoder", case.title)
    yield Answer(f"{name}.autoencoder_section", case.section)
    yield Answer(f"{name}.classifier", judge.title)
    yield Answer(f"{name}.classifier_section", judge.section)
    yield Answer(f"{name}.noisy", case.experiment.training.noise is not None)
    yield Answer(f"{name}.dataset", case.experiment.dataset)
    yield Answer(f"{name}.threshold", options.threshold, "value")
    yield Answer(f"{name}.draws", options.draws, "images")
    yield Answer(f"{name}.samples", options.samples, "images")
    yield Answer(f"{name}.way", draws.MIDDLE)


def _decoder(prefix: str, case: Case) -> Iterator[Answer]:
    """Yield what the decoder is made of, and its weights."""
    _, decoder = halves(case.experiment.model)
    counted = [layer for layer in decoder.summary() if layer.parameters]
    yield Answer(f"{prefix}.layers", len(decoder.layers) - 1, "count")
    yield Answer(f"{prefix}.units", decoder.input_shape[0], "neurons")
    yield computed(f"{prefix}.weights", "total", Sum(tuple(layer.parameters for layer in counted)), "weights")
    yield computed(f"{prefix}.pixels", "pixels", Product(case.experiment.model.output_shape), "pixels")


def _codes(prefix: str, found: Generated) -> Iterator[Answer]:
    """Yield how the codes of the training images lie."""
    codes, names = found.codes, found.dataset.info.classes
    whole = np.concatenate(codes)
    pairs = latent.apart(codes, names)
    yield Answer(f"{prefix}.images", len(whole), "images")
    yield Answer(f"{prefix}.dead", int((whole <= 0).all(axis=0).sum()), "neurons")
    yield Answer(f"{prefix}.zeros", float((whole <= 0).mean()), "share", Rounded(3))
    yield Answer(f"{prefix}.classes", latent.of_classes(codes, names), compare=Rounded(2))
    yield Answer(f"{prefix}.closest", pairs[: latent.PAIRS], compare=Rounded(2))
    yield Answer(f"{prefix}.farthest", pairs[: -latent.PAIRS - 1 : -1], compare=Rounded(2))
    yield Answer(f"{prefix}.nearest_mean", latent.nearest_mean(codes), "share", Rounded(3))
    yield Answer(f"{prefix}.chance", 1 / len(names), "share")
    k = generation_figures.shown_class(found)
    yield Answer(f"{prefix}.shown", names[k])
    yield Answer(f"{prefix}.shown_units", tuple(unit + 1 for unit in latent.shown_units(codes[k])))
    yield Answer(f"{prefix}.below_zero", latent.below_zero(codes[k]), "share", Rounded(3))


def _procedures(name: str, found: Generated) -> Iterator[Answer]:
    """Yield what each procedure gives, class by class and in all, and which one is chosen."""
    procedures = tuple(draws.PROCEDURES)
    yield Answer(f"{name}.procedures", procedures)
    for group in procedures:
        yield Answer(f"{name}.{group}.classes", found.of_classes(group), compare=Rounded(3))
    for group in (*procedures, *REFERENCES):
        judged = found.judged[group]
        yield Answer(f"{name}.{group}.accepted", judged.share, "share", Rounded(3))
        yield Answer(f"{name}.{group}.judged", judged, compare=Rounded(3))
    yield Answer(f"{name}.chosen", found.chosen)
    yield from _variety(name, found)
    yield Answer(f"{name}.rivals", found.rivals(), compare=Rounded(3))


def _variety(name: str, found: Generated) -> Iterator[Answer]:
    """Yield the variety of the chosen procedure beside that of true codes, and the procedure with the least."""
    varied = [item for item in (found.judged[one] for one in draws.PROCEDURES) if item.pairs]
    real, chosen = found.judged["reconstructed"], found.judged[found.chosen]
    if real.variety and chosen.pairs:
        yield Answer(f"{name}.variety", chosen.variety / real.variety, "share", Rounded(2))
    if len(varied) > 1:
        yield Answer(f"{name}.least_varied", min(varied, key=lambda item: item.variety).group)


def _grid(prefix: str, found: Generated) -> Iterator[Answer]:
    """Yield how many images the grid has, and which classes have too few."""
    kept = [len(own) for own in found.kept(found.chosen)]
    most, names = found.request.samples, found.dataset.info.classes
    yield Answer(f"{prefix}.images", sum(kept), "images")
    yield Answer(f"{prefix}.short", tuple(one for one, count in zip(names, kept, strict=True) if 0 < count < most))
    yield Answer(f"{prefix}.empty", tuple(one for one, count in zip(names, kept, strict=True) if not count))


def _nearest(prefix: str, found: Generated) -> Iterator[Answer]:
    """Yield the distances to training images: of test images, of what both halves make of them, of what is drawn."""
    gaps = {name: far for name, (_, far) in distances(found).items()}
    order = (*reversed(REFERENCES), *draws.PROCEDURES)
    rows = tuple(nearest.nearness(name, gaps[name]) for name in order if name in gaps)
    yield Answer(f"{prefix}.groups", rows, compare=Rounded(2))
    if (chosen := found.chosen) in gaps:
        reference = gaps["reconstructed"]
        share, low, high = nearest.farther(gaps[chosen], reference)
        yield Answer(f"{prefix}.farther", share, "share", Rounded(3))
        yield Answer(f"{prefix}.interval", (low, high), "share")
        yield Answer(f"{prefix}.verdict", "farther" if low > 0.5 else "nearer" if high < 0.5 else "alike")
        closer = gaps[chosen] < reference.min()
        yield Answer(f"{prefix}.closer", int(closer.sum()), "images")
        yield Answer(f"{prefix}.closer_classes", _classes_of(found, closer))
        yield Answer(f"{prefix}.beyond", int((gaps[chosen] > reference.max()).sum()), "images")


def _classes_of(found: Generated, marked: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return the classes of which images are marked, among the accepted ones of the chosen procedure."""
    kept = [len(own) for own in found.kept(found.chosen)]
    parts = np.split(marked, np.cumsum(kept)[:-1])
    return tuple(name for name, own in zip(found.dataset.info.classes, parts, strict=True) if own.any())


def _shuffled(prefix: str, found: Generated) -> Iterator[Answer]:
    """Yield of how many images of nothing the classifier is as sure as of those that are accepted."""
    _, sure = shuffled(found)
    count = int((sure > found.request.threshold).sum())
    yield Answer(f"{prefix}.images", len(sure), "images")
    yield Answer(f"{prefix}.sure", count, "images")
    yield Answer(f"{prefix}.interval", wilson(count, len(sure)), "share")
    yield Answer(f"{prefix}.most", float(sure.max()), "probability", Rounded(3))
    levels = tuple(sorted({*LEVELS, found.request.threshold}))
    yield Answer(f"{prefix}.levels", levels)
    yield Answer(f"{prefix}.passing", passing(found, levels), compare=Rounded(3))
