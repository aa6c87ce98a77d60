"""Which cases are which: those whose training is the same, those that show a section's point.

Two sections may ask for the same training, each under a name of its own: it is one network.
"""

from collections.abc import Sequence

from reportgen.spec import Case, Pixels


def distinct(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Return one case for each experiment, the last one that has it, in the order of the last ones."""
    last = {case.experiment: case for case in cases}
    return tuple(case for case in cases if last[case.experiment] is case)


def plainest(cases: Sequence[Case]) -> Case:
    """Return the first case that reads its images as they are usually read, of equal ones the last; else the first."""
    usual = [case for case in cases if not isinstance(case.experiment.features, Pixels) or _is_unit(case)]
    first = (usual or cases)[0]
    return [case for case in cases if case.experiment == first.experiment][-1]


def _is_unit(case: Case) -> bool:
    return case.experiment.features == Pixels()
