"""Does denoising help a classifier? Its accuracy on noisy images, and on what an auto-encoder makes of them."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from reportgen.answers import denoised, judged, judged_figures
from reportgen.answers.judged import NOISY, Judged
from reportgen.answers.metrics import SIGNIFICANT
from reportgen.chains import named
from reportgen.errors import LabError
from reportgen.networks import Increasing, Level, Several
from reportgen.options import Options
from reportgen.plots import Figure
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evaluation, Evidence, SaltAndPepper, trained


class DenoisingClassificationOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        classifier: a case of a section before, `SECTION.ID`: the best one.
        autoencoders: the cases that take the noise away, each by itself; the handout's is the first.
        levels: noise levels of the test images, in increasing order.
        hurts_below: the level below which denoising hurts, as others have found.
        helps_from: the level from which on it helps, as others have found.
    """

    classifier: str
    autoencoders: Annotated[Several[str], Field(min_length=1)]
    levels: Annotated[Increasing[Level], Field(min_length=2)]
    hurts_below: Level | None = None
    helps_from: Level | None = None


class DenoisingClassification(Section[DenoisingClassificationOptions]):
    """Evaluates the classifier on noisy and on denoised images."""

    options = DenoisingClassificationOptions

    def check(self, options: DenoisingClassificationOptions, cases: tuple[Case, ...]) -> None:
        """Refuse a classifier that gives images, and auto-encoders that would be called alike."""
        if named(cases, options.classifier).experiment.training.target != "class":
            raise LabError(f"classifier: expected a case that gives classes, received '{options.classifier}'")
        ids = [named(cases, key).id for key in options.autoencoders]
        if len(set(ids)) < len(ids) or NOISY in ids:
            raise LabError(f"autoencoders: expected cases of different ids, none of them '{NOISY}', received {ids}")

    def reads(self, options: DenoisingClassificationOptions) -> tuple[str, ...]:
        """Name the classifier and the auto-encoders."""
        return options.classifier, *options.autoencoders

    def evaluations(
        self, name: str, options: DenoisingClassificationOptions, cases: tuple[Case, ...]
    ) -> Mapping[str, Evaluation]:
        """Ask for the classes of noisy images, and of those that each auto-encoder has denoised."""
        del name
        classifier = named(cases, options.classifier).experiment
        changes = tuple(SaltAndPepper((level,)) for level in options.levels)
        found = {NOISY: Evaluation((classifier,), changes)}
        for key in options.autoencoders:
            denoiser = named(cases, key)
            found[f"denoised_{denoiser.id}"] = Evaluation((denoiser.experiment, classifier), changes)
        return found

    def answers(self, name: str, options: DenoisingClassificationOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive accuracies at each level, what denoising does to them, where it turns, what pure noise is called."""
        found = self._judged(name, options, evidence)
        first, tests = found.denoisers[0], found.compared()
        yield Answer(f"{name}.levels", options.levels)
        yield Answer(f"{name}.images", len(found.dataset.y_test), "images")
        yield Answer(f"{name}.dataset", found.classifier.experiment.dataset)
        yield Answer(f"{name}.significance", SIGNIFICANT, "value")
        yield Answer(f"{name}.runs", len(found.classifier.runs), "count")
        yield Answer(f"{name}.denoisers", tuple(case.id for case in found.denoisers))
        yield Answer(f"{name}.tests", sum(map(len, tests.values())), "count")
        yield from trained(judged.most_accurate(f"{name}.classifier", found, evidence))
        for id_, known in found.known.items():
            yield Answer(f"{name}.{id_}.levels", denoised.recognised(options.levels, known), trained=True)
            end = denoised.fails(options.levels, found.outputs[id_], found.dataset.y_test)
            yield Answer(f"{name}.{id_}.fails", end, trained=True)
        yield Answer(f"{name}.shown", tuple(judged.shown(found)), trained=True)
        for case in found.denoisers:
            yield from trained(judged.of_denoiser(f"{name}.{case.id}", case, found, tests))
        if options.levels[-1] == 1:
            yield from trained(judged.pure_noise(name, found))
        others = (options.hurts_below, options.helps_from)
        yield from trained(judged.beside_others(f"{name}.handout", tests[NOISY, first.id], *others))

    def figures(self, name: str, options: DenoisingClassificationOptions, evidence: Evidence) -> Iterator[Figure]:
        """Plot the accuracies against the level; show images that denoising loses, and images that it saves."""
        found = self._judged(name, options, evidence)
        yield judged_figures.accuracies(f"{name}.accuracy", found)
        result = evidence.result(found.denoisers[0])
        for id_, (place, chosen) in judged.shown(found).items():
            yield judged_figures.before_and_after(f"{name}.{id_}", found, result, place, chosen)

    def _judged(self, name: str, options: DenoisingClassificationOptions, evidence: Evidence) -> Judged:
        asked = self.evaluations(name, options, evidence.cases)
        classifier = named(evidence.cases, options.classifier)
        denoisers = tuple(named(evidence.cases, key) for key in options.autoencoders)
        dataset = evidence.dataset(classifier)
        outputs = {id_.removeprefix("denoised_"): evidence.outcome(item).outputs for id_, item in asked.items()}
        known = {id_: denoised.right(rows, dataset.y_test) for id_, rows in outputs.items()}
        return Judged(options.levels, classifier, denoisers, dataset, outputs, known)
