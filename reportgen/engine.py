"""Which experiments run, and what becomes of them.

Stored results are used as they are; the rest goes to an executor, the longest first. What fails, fails by name; the
others finish and are kept.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.errors import StoreError, TrainingError
from reportgen.inputs import keep
from reportgen.keys import Key, key_of
from reportgen.progress import Progress
from reportgen.spec import Case, Dataset, Experiment, Result
from reportgen.store import Store
from reportgen.task import Done, Epoch, Executor, Failed, Started, Task, Waiting

_CONVOLUTION = 4  # a multiplication of a small convolution takes as long as so many of a dense layer (measured)


def results(
    cases: Iterable[Case],
    data: Mapping[str, Dataset],
    store: Store,
    executor: Executor,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> Mapping[Experiment, Result]:
    """Return the result of every case, training what the store does not hold; equal experiments run once.

    Args:
        cases: the cases of the lab.
        data: the loaded datasets, by name.
        store: where results are kept.
        executor: runs what is not stored.
        force: train even what is stored.
        progress: told about every step.

    Raises:
        TrainingError: experiments failed; all others are stored, the message lists the failed ones, its notes say why.
        StoreError: results cannot be stored; nothing more is trained then.
    """
    progress = progress or Progress()
    wanted = keys(cases, data)
    found = {} if force else {key: result for key in wanted if (result := store.load(key)) is not None}
    missing = sorted((key for key in wanted if key not in found), key=lambda key: -_cost(key.experiment))
    if missing and not missing[0].versions:
        raise TrainingError(
            f"TensorFlow is not installed, and {len(missing)} of {len(wanted)} experiments have no stored result",
            "install it with: pip install 'reportgen[train]'",
        )
    if missing:
        for name in {key.experiment.dataset for key in missing}:
            keep(data[name], store)
        progress.begin(len(wanted), len(found), min(executor.jobs, len(missing)))
        try:
            tasks = [Task(key, store.folder, force) for key in missing]
            _run(tasks, executor, wanted, progress)
        finally:
            progress.end()
    for key in missing:
        result = store.load(key)
        if result is None:
            raise TrainingError(f"{wanted[key].key}: its result vanished from {store.folder}", "build again")
        found[key] = result
    return {key.experiment: result for key, result in found.items()}


def keys(cases: Iterable[Case], data: Mapping[str, Dataset]) -> dict[Key, Case]:
    """Return the key of every experiment, with the first case that asks for it."""
    wanted: dict[Key, Case] = {}
    for case in cases:
        for run in case.runs:
            wanted.setdefault(key_of(run, data[run.dataset].digest), _named(case, run))
    return wanted


def _named(case: Case, run: Experiment) -> Case:
    """Return a case of one run, for people to tell it from those of other seeds."""
    name = f"{case.id}, seed {run.training.seed}" if case.repeats else case.id
    return replace(case, id=name, experiment=run, repeats=())


def _cost(experiment: Experiment) -> int:
    """Return about how long an experiment takes, in any unit: the longest come first, so that none runs on alone."""
    weighted = (
        layer.multiplications * (_CONVOLUTION if layer.kind == "Conv2D" else 1) for layer in experiment.model.summary()
    )
    return experiment.training.epochs * sum(weighted)


@dataclass(frozen=True)
class _Failure:
    """A case that could not be trained: why, and what to do about it."""

    case: Case
    message: str
    hint: str


def _run(tasks: Sequence[Task], executor: Executor, cases: Mapping[Key, Case], progress: Progress) -> None:
    """Run all tasks, telling of each; then raise if some failed."""
    failures: list[_Failure] = []
    since: dict[Key, float] = {}
    events = executor(tasks)
    try:
        for task, message in events:
            case = cases[task.key]
            match message:
                case Started():
                    since[task.key] = time.monotonic()
                    progress.started(case)
                case Waiting():
                    progress.waiting(case)
                case Epoch(number, loss, accuracy):
                    progress.epoch(case, number, loss, accuracy)
                case Done(trained=True):
                    progress.finished(case, time.monotonic() - since[task.key])
                case Done():
                    progress.found(case)
                case Failed(StoreError() as error):
                    raise error  # what cannot be stored need not be trained
                case Failed(error):
                    failures.append(_Failure(case, error.message, error.hint))
                    progress.failed(case, error.message)
    finally:
        events.close()
    if failures:
        order = list(cases.values())
        raise _summary(sorted(failures, key=lambda failure: order.index(failure.case)), len(tasks))


def _summary(failures: Sequence[_Failure], tasks: int) -> TrainingError:
    """Return the last word on what failed: names only, for each was told when it happened; notes say why."""
    names = ", ".join(failure.case.key for failure in failures)
    kept = "; what was trained is stored" if len(failures) < tasks else ""
    hints = dict.fromkeys(failure.hint for failure in failures if failure.hint)
    error = TrainingError(f"{len(failures)} of {tasks} experiments failed: {names}{kept}", "; ".join(hints))
    for failure in failures:
        error.add_note(f"{failure.case.key}: {failure.message}")
    return error
