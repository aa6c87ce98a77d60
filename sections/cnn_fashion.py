"""Fashion-MNIST with convolutional networks of several kinds, among them one with a skip connection."""

from collections import Counter
from collections.abc import Iterator, Sequence

from pydantic import Field

from reportgen import datasets
from reportgen.answers import class_scores, classifiers, examples, groups, skips
from reportgen.networks import ConvolutionalOptions, StageOptions, titled
from reportgen.options import Name, Options
from reportgen.plots import Figure, Label
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evidence, Experiment, Pixels, Training, trained


class FashionCase(ConvolutionalOptions):
    """One network; it always has stages of its own."""

    stages: tuple[StageOptions, ...] = Field(min_length=1, strict=False)


class FashionOptions(Options):
    """The section's keys in the lab file."""

    dataset: Name
    cases: tuple[FashionCase, ...] = Field(min_length=1, strict=False)


class CnnFashion(Section[FashionOptions]):
    """Trains every case; answers which classes are recognised, which are confused as a group, what a skip does."""

    options = FashionOptions
    reserved = classifiers.RESERVED | {"same_groups", "skips"}

    def plan(self, options: FashionOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one experiment a case."""
        info = datasets.info(options.dataset)
        for case, title in zip(options.cases, titles(options.cases, context.training), strict=True):
            training = classifiers.training(case, context.training)
            model = case.model(info.image_shape, len(info.classes), training.loss)
            yield Case(context.name, case.id, title, Experiment(options.dataset, Pixels(), model, training))

    def answers(self, name: str, options: FashionOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive what every section of classifiers has; for each case its classes, its groups, its skip connection."""
        cases = evidence.of(name)
        yield from classifiers.answers(name, options.cases, evidence)
        for case in cases:
            yield Answer(f"{case.key}.same_network", _same_network(case, evidence))
            yield from trained(class_scores.answers(f"{case.key}.metrics", case, evidence))
            yield from trained(groups.answers(f"{case.key}.groups", case, evidence))
            yield from skips.answers(f"{case.key}.connection", case, cases, evidence)
        yield from trained([Answer(f"{name}.same_groups", _same_groups(cases, evidence))])
        found = tuple(case.id for case in cases if skips.skip(case.experiment.model))
        yield Answer(f"{name}.skips", found)

    def figures(self, name: str, options: FashionOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show what every section of classifiers shows, and images of each case's best and worst class."""
        del options
        yield from classifiers.figures(name, evidence)
        for case in evidence.of(name):
            scores = class_scores.of_case(case, evidence)
            extremes = (class_scores.best(scores).name, class_scores.worst(scores).name)
            yield examples.right_and_wrong(f"{case.key}.extremes", case, extremes, evidence)


def _same_network(case: Case, evidence: Evidence) -> str:
    """Return the key of the first case of another section that has the same network; nothing without one."""
    same = [other for other in evidence.cases if other.experiment.model == case.experiment.model]
    return next((other.key for other in same if other.section != case.section), "")


def _same_groups(cases: Sequence[Case], evidence: Evidence) -> bool:
    """Tell whether several cases confuse the same classes as groups."""
    found = {frozenset(group.classes for group in groups.of_case(case, evidence)) for case in cases}
    return len(cases) > 1 and len(found) == 1 and found != {frozenset()}


def titles(cases: Sequence[FashionCase], training: Training) -> tuple[Label, ...]:
    """Return what reports call the cases: by their number of convolutions, in full where two would be called alike."""
    short = [_title(case, training) for case in cases]
    count = Counter(short)
    return tuple(title if count[title] == 1 else case.title(training) for title, case in zip(short, cases, strict=True))


def _title(case: FashionCase, training: Training) -> Label:
    number = len(case.stages)
    dense = ("dense", " + ".join(map(str, case.dense)))
    network = Label("case.convolution" if number == 1 else "case.convolutions", (("number", number), dense))
    connections = sum(bool(stage.skip) for stage in case.stages)
    return titled(network, case, training, [("skip", connections)] if connections else [])
