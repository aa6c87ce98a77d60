"""Does denoising help a classifier? Its accuracy on noisy images, and on what an auto-encoder makes of them."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from reportgen.chains import named
from reportgen.networks import Several
from reportgen.options import Options
from reportgen.section import Section
from reportgen.spec import Answer, Case, Evaluation, Evidence, SaltAndPepper

Level = Annotated[float, Field(ge=0, le=1)]


class DenoisingClassificationOptions(Options):
    """The section's keys in the lab file.

    Attributes:
        classifier: a case of a section before, `SECTION.ID`: the best one.
        autoencoders: the cases that take the noise away, each by itself.
        levels: noise levels of the test images, in increasing order.
    """

    classifier: str
    autoencoders: Annotated[Several[str], Field(min_length=1)]
    levels: Annotated[Several[Level], Field(min_length=2)]


class DenoisingClassification(Section[DenoisingClassificationOptions]):
    """Evaluates the classifier on noisy and on denoised images."""

    options = DenoisingClassificationOptions

    def evaluations(
        self, name: str, options: DenoisingClassificationOptions, cases: tuple[Case, ...]
    ) -> Mapping[str, Evaluation]:
        """Ask for the classes of noisy images, and of those that each auto-encoder has denoised."""
        del name
        classifier = named(cases, options.classifier).experiment
        changes = tuple(SaltAndPepper((level,)) for level in options.levels)
        found = {"noisy": Evaluation((classifier,), changes)}
        for key in options.autoencoders:
            denoiser = named(cases, key)
            found[f"denoised_{denoiser.id}"] = Evaluation((denoiser.experiment, classifier), changes)
        return found

    def answers(self, name: str, options: DenoisingClassificationOptions, evidence: Evidence) -> Iterator[Answer]:
        """Derive nothing yet."""
        del name, options, evidence
        yield from ()
