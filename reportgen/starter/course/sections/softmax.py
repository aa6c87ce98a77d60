"""Softmax regression, the smallest network that reads digits: an example of a section of one's own.

It says what to train and what to answer; the words are in `templates/<language>/softmax.md.j2`.
"""

from collections.abc import Iterator

import numpy as np

from reportgen import datasets
from reportgen.answers import classification, examples, seeds
from reportgen.arithmetic import Quotient
from reportgen.model import Dense, Input, chain
from reportgen.options import Name, Options
from reportgen.plots import Figure, Label
from reportgen.section import Section, SectionContext
from reportgen.spec import Answer, Case, Evidence, Experiment, Pixels, Step, trained


class SoftmaxOptions(Options):
    """The section's keys in the lab file."""

    dataset: Name


class Softmax(Section[SoftmaxOptions]):
    """Trains a single layer, and compares it with who always answers the most frequent class."""

    options = SoftmaxOptions

    def plan(self, options: SoftmaxOptions, context: SectionContext) -> Iterator[Case]:
        """Plan one network: pixels in, one layer, probabilities of the classes out."""
        info = datasets.info(options.dataset)
        height, width = info.image_shape
        model = chain(Input((height * width,)), Dense(len(info.classes), "softmax"))
        yield Case(
            context.name,
            "layer",
            Label("case.softmax"),
            Experiment(options.dataset, Pixels(), model, context.training),
        )

    def answers(self, name: str, options: SoftmaxOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive what every classifier answers, and what guessing would reach."""
        del options
        (case,) = evidence.of(name)
        yield from classification.answers(case, evidence)
        if case.repeats:
            yield from trained(seeds.of_case(case, evidence))
        labels = evidence.dataset(case).y_test
        share = Quotient(int(np.bincount(labels).max()), len(labels))
        yield Answer(f"{name}.guess", share.value, "accuracy", derivation=(Step("guess", share, share.value),))

    def figures(self, name: str, options: SoftmaxOptions, evidence: Evidence) -> Iterator[Figure]:
        """Show the learning curves and the surest mistakes."""
        del options
        (case,) = evidence.of(name)
        yield examples.curves(f"{case.key}.curves", case, evidence)
        yield from examples.mistakes(f"{case.key}.mistakes", case, evidence)
