"""What a submission states, found when it is first asked for: what all rules share.

Each module beside this one finds one kind of fact; none decides whether it is right.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.check.reading import limits
from reportgen.check.stated import Case, Computation, Matrix, Score, Setting, StatedNetwork
from reportgen.check.submission import Submission

if TYPE_CHECKING:
    from reportgen.answers_file import AnswersFile


@dataclass(frozen=True)
class Facts:
    """A submission with the facts that it states, and those it is compared with.

    Attributes:
        submission: as it was read.
        key: recomputed answers of the lab, if the assistant gave them.
    """

    submission: Submission
    key: "AnswersFile | None" = None

    @cached_property
    def computations(self) -> tuple[Computation, ...]:
        """Written computations, in order."""
        from reportgen.check.facts import computations

        return computations.find(self.submission)

    @cached_property
    def networks(self) -> tuple[StatedNetwork, ...]:
        """Networks given by summaries, code or words, in order."""
        from reportgen.check.facts import networks

        return networks.find(self.submission)[: limits.NETWORKS]

    @cached_property
    def matrices(self) -> tuple[Matrix, ...]:
        """Confusion matrices, in order."""
        from reportgen.check.facts import matrices

        return matrices.find(self.submission)[: limits.MATRICES]

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """Metrics, in order."""
        from reportgen.check.facts import scores

        return scores.find(self.submission)[: limits.SCORES]

    @cached_property
    def settings(self) -> tuple[Setting, ...]:
        """Hyper-parameters, in order."""
        from reportgen.check.facts import settings

        return settings.find(self.submission)[: limits.SETTINGS]

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """Trained networks with their settings, scores and matrices, in order."""
        from reportgen.check.facts import cases

        return cases.find(self.submission, self.settings, self.scores, self.matrices)
