"""The rules: each module decides the claims of one kind.

A module has `RULES`, the ids of its rules (`kind.name`), and `check`, which yields a verdict for each claim that it can
judge: also for those that are right, so that feedback can say what was checked. Labels: `check.rules.<id>`.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict
from reportgen.errors import SubmissionError

MODULES = (
    "arithmetic", "logarithms", "structure", "hyperparameters", "matrices", "pairs", "metrics", "comparisons",
    "equations", "optimizers", "capacity", "hygiene", "sweeps",
)  # fmt: skip

Check = Callable[[Facts], Iterator[Verdict]]


def rules() -> tuple[str, ...]:
    """Return the ids of all rules, in the order of their modules."""
    return tuple(id_ for name in MODULES for id_ in _module(name).RULES)


def checks() -> tuple[Check, ...]:
    """Return what the modules check, in their order."""
    return tuple(_module(name).check for name in MODULES)


def known(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids of rules, all of which exist.

    Raises:
        SubmissionError: one that does not; names a near one.
    """
    wanted = tuple(ids)
    if not wanted:
        return ()
    from reportgen.lab_errors import did_you_mean

    valid = rules()
    for id_ in wanted:
        if id_ not in valid:
            raise SubmissionError(f"no rule '{id_}'{did_you_mean(id_, valid)}", f"rules: {', '.join(valid)}")
    return wanted


def _module(name: str) -> Any:
    return import_module(f"reportgen.check.rules.{name}")
