"""What the lab asks, on which data, by which protocol."""

from collections.abc import Iterator

import numpy as np

from reportgen.answers import examples
from reportgen.answers.distinct import distinct
from reportgen.options import Options
from reportgen.plots import Figure
from reportgen.protocol import MONITORED, split, validation, validation_set
from reportgen.section import Section
from reportgen.spec import Answer, Dataset, Evidence, Pixels, Protocol

BALANCED = 1.5
"""Classes are called balanced when the most frequent has at most this many times the images of the rarest."""


class IntroductionOptions(Options):
    """No keys of its own."""


class Introduction(Section[IntroductionOptions]):
    """Describes every dataset of the lab, and the protocol."""

    options = IntroductionOptions

    def answers(self, name: str, options: IntroductionOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive counts per class, sizes of the sets, origin and terms of the data."""
        del options
        yield Answer(f"{name}.datasets", tuple(evidence.datasets))
        yield Answer(f"{name}.sections", tuple(dict.fromkeys(case.section for case in evidence.cases)))
        yield Answer(f"{name}.experiments", len(distinct(evidence.cases)), "count")
        yield Answer(f"{name}.trainings", len({run for case in evidence.cases for run in case.runs}), "count")
        yield Answer(f"{name}.protocol", evidence.cases[0].experiment.training.protocol)
        yield from _repeated(name, evidence)
        trained = [len(split(data, _protocol(key, evidence))[0]) for key, data in evidence.datasets.items()]
        yield Answer(f"{name}.monitored", min(MONITORED, max(trained)), "images")
        for key, dataset in evidence.datasets.items():
            yield from _dataset(f"{name}.data.{key}", dataset, _protocol(key, evidence))
        yield from _training(name, evidence)

    def figures(self, name: str, options: IntroductionOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show two images of every class."""
        del options
        for key, dataset in evidence.datasets.items():
            yield examples.of_each_class(f"{name}.data.{key}.examples", dataset)


def _repeated(name: str, evidence: Evidence) -> Iterator[Answer]:
    """Yield the lab's number of seeds, and the sections that need more than one for their own question."""
    own = [case for case in evidence.cases if case.replicates > 1]
    yield Answer(
        f"{name}.seeds", max((len(case.runs) for case in evidence.cases if case not in own), default=1), "count"
    )
    yield Answer(f"{name}.replicated", tuple(dict.fromkeys(case.section for case in own)))
    yield Answer(f"{name}.replicates", tuple(sorted({len(case.runs) for case in own})), "count")


def _protocol(dataset: str, evidence: Evidence) -> Protocol:
    """Return the protocol of the first case that reads a dataset."""
    return next(case.experiment.training.protocol for case in evidence.cases if case.experiment.dataset == dataset)


def _dataset(prefix: str, dataset: Dataset, protocol: Protocol) -> Iterator[Answer]:
    training, _ = split(dataset, protocol)
    watched = validation_set(dataset, protocol)
    validating = 0 if watched == "test" else len(validation(dataset, protocol)[1])
    classes = dataset.info.classes
    yield Answer(f"{prefix}.origin", dataset.origin)
    yield Answer(f"{prefix}.attribution", dataset.source.attribution)
    yield Answer(f"{prefix}.licence", dataset.source.licence)
    yield Answer(f"{prefix}.url", dataset.source.url)
    yield Answer(f"{prefix}.digest", dataset.digest)
    yield Answer(f"{prefix}.classes", classes)
    yield Answer(f"{prefix}.class_count", len(classes), "classes")
    yield Answer(f"{prefix}.height", dataset.info.image_shape[0], "pixels")
    yield Answer(f"{prefix}.width", dataset.info.image_shape[1], "pixels")
    yield Answer(f"{prefix}.training", len(training), "images")
    yield Answer(f"{prefix}.validation_set", watched)
    yield Answer(f"{prefix}.validation", validating, "images")
    yield Answer(f"{prefix}.test", len(dataset.y_test), "images")
    sets = {"training": dataset.y_train[training], "test": dataset.y_test}
    if watched == "own":
        sets["validation"] = validation(dataset, protocol)[1]
    for part, labels in sets.items():
        counts = np.bincount(labels, minlength=len(classes))
        for label, count in zip(classes, counts, strict=True):
            yield Answer(f"{prefix}.counts.{part}.{label}", int(count), "images")
        rarest, commonest = int(counts.argmin()), int(counts.argmax())
        yield Answer(f"{prefix}.balanced.{part}", bool(counts.max() <= BALANCED * counts.min()))
        yield Answer(f"{prefix}.rarest.{part}", classes[rarest])
        yield Answer(f"{prefix}.commonest.{part}", classes[commonest])
        yield Answer(f"{prefix}.equal.{part}", int(counts.min()) == int(counts.max()))


def _training(name: str, evidence: Evidence) -> Iterator[Answer]:
    """Yield the settings that all cases share, as sorted sets: one value each in most labs."""
    settings = [case.experiment.training for case in evidence.cases]
    yield Answer(f"{name}.epochs", tuple(sorted({spec.epochs for spec in settings})), "epochs")
    yield Answer(f"{name}.batch_sizes", tuple(sorted({spec.batch_size for spec in settings})), "images")
    yield Answer(f"{name}.optimizers", tuple(sorted({spec.optimizer.name for spec in settings})))
    losses = {case.experiment.training.loss for case in evidence.classifiers}
    yield Answer(f"{name}.losses", tuple(sorted(losses)))
    other = (case for case in evidence.cases if case.experiment.features in (Pixels("raw"), Pixels("standard")))
    yield Answer(f"{name}.scaled_otherwise", tuple(dict.fromkeys(case.section for case in other)))
    images = (case for case in evidence.cases if case.experiment.training.target == "image")
    yield Answer(f"{name}.image_sections", tuple(dict.fromkeys(case.section for case in images)))
