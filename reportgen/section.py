"""What a section is: a plugin that says what to train and what to answer.

A section is a file `<name>.py` with one subclass of `Section`; its prose is `templates/<lang>/<name>.md.j2`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Generic, TypeVar

from reportgen.plots import Figure
from reportgen.spec import Answer, Case, Evaluation, Evidence, Training

OptionsT = TypeVar("OptionsT")


@dataclass(frozen=True)
class SectionContext:
    """What there is beside a section's own options, for planning.

    Attributes:
        name: of the section.
        training: how the lab file has its networks fitted.
        cases: what the sections before it plan.
    """

    name: str
    training: Training = field(kw_only=True)
    cases: tuple[Case, ...] = field(default=(), kw_only=True)


class Section(ABC, Generic[OptionsT]):
    """A plugin: what to train and what to answer; its prose is `templates/<lang>/<name>.md.j2`.

    A section is a file `<name>.py` with one subclass of this class. `options` is the pydantic model of its
    keys in the lab file; an unknown key or a wrong type there is reported with its place.
    """

    options: type[OptionsT]
    reserved: ClassVar[frozenset[str]] = frozenset()
    """Names of the section's own answers (`comparison` of `mlp_raw.comparison.best`), which no case may have."""

    def plan(self, options: OptionsT, context: SectionContext) -> Iterable[Case]:
        """Return the cases to train; none unless overridden."""
        del options, context
        return ()

    def evaluations(self, name: str, options: OptionsT, cases: tuple[Case, ...]) -> Mapping[str, Evaluation]:
        """Return what to ask of trained networks besides their results, by names for people; nothing by default.

        `answers` finds what came of it by the same call, with `evidence.cases`, and `evidence.outcome`.

        Args:
            name: of the section.
            options: its keys in the lab file.
            cases: all of the lab's, each with one seed.

        Raises:
            ReportgenError: a case that is asked for is none of the lab's.
        """
        del name, options, cases
        return {}

    def reads(self, options: OptionsT) -> Iterable[str]:
        """Return the keys of the cases of sections before that the section reads (`mlp_raw.100`); none by default.

        A report of this section alone has their experiments too; all of the lab's, if it neither plans nor reads.
        """
        del options
        return ()

    def check(self, options: OptionsT, cases: tuple[Case, ...]) -> None:
        """Refuse what the section could not answer, before anything is trained; `cases` are all of the lab's.

        Raises:
            ReportgenError: says what is wrong.
        """
        del options, cases

    @abstractmethod
    def answers(self, name: str, options: OptionsT, evidence: Evidence) -> Iterable[Answer]:
        """Derive the section's answers, with ids that begin with `name.`."""

    def figures(self, name: str, options: OptionsT, evidence: Evidence) -> Iterable[Figure]:
        """Describe the section's figures; none unless overridden."""
        del name, options, evidence
        return ()
