"""Which experiments and evaluations run, and what becomes of them.

Stored results are used as they are; the rest goes to an executor, the longest first. What fails, fails by name; the
others finish and are kept. Evaluations come after the experiments whose networks they read.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.errors import StoreError, TrainingError
from reportgen.inputs import keep
from reportgen.keys import Job, Key, key_of
from reportgen.progress import Planned, Progress
from reportgen.spec import Case, Dataset, Evaluation, Experiment, Outcome, Result, Trial
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
    found = _results(keys(cases, data), data, store, executor, force, progress or Progress()).items()
    return {key.job: result for key, result in found if isinstance(key.job, Experiment) and isinstance(result, Result)}


def outcomes(
    trials: Iterable[Trial],
    data: Mapping[str, Dataset],
    store: Store,
    executor: Executor,
    *,
    force: bool = False,
    progress: Progress | None = None,
) -> Mapping[Evaluation, Outcome]:
    """Return the outcome of every evaluation, whose networks are in the store; arguments and errors as `results`."""
    found = _results(keys(trials, data), data, store, executor, force, progress or Progress()).items()
    return {key.job: item for key, item in found if isinstance(key.job, Evaluation) and isinstance(item, Outcome)}


def _results(
    wanted: Mapping[Key, Planned],
    data: Mapping[str, Dataset],
    store: Store,
    executor: Executor,
    force: bool,
    progress: Progress,
) -> Mapping[Key, Result | Outcome]:
    """Return what is stored under each key, once what is missing was made."""
    found = {} if force else {key: result for key in wanted if (result := store.load(key)) is not None}
    missing = sorted((key for key in wanted if key not in found), key=lambda key: -_cost(key.job))
    if missing and not missing[0].versions:
        raise TrainingError(
            f"TensorFlow is not installed, and {len(missing)} of {len(wanted)} {_called(wanted)} have no stored result",
            "install it with: pip install 'reportgen[train]'",
        )
    if missing:
        for name in {key.job.dataset for key in missing}:
            keep(data[name], store)
        progress.begin(_called(wanted), len(wanted), len(found), min(executor.jobs, len(missing)))
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
    return found


def _called(wanted: Mapping[Key, Planned]) -> str:
    return "evaluations" if any(isinstance(key.job, Evaluation) for key in wanted) else "experiments"


def keys(planned: Iterable[Planned], data: Mapping[str, Dataset]) -> dict[Key, Planned]:
    """Return the key of every experiment and evaluation, with the first case or trial that asks for it."""
    wanted: dict[Key, Planned] = {}
    for item in planned:
        if isinstance(item, Trial):
            wanted.setdefault(key_of(item.evaluation, data[item.evaluation.dataset].digest), item)
            continue
        for run in item.runs:
            wanted.setdefault(key_of(run, data[run.dataset].digest), _named(item, run))
    return wanted


def _named(case: Case, run: Experiment) -> Case:
    """Return a case of one run, for people to tell it from those of other seeds."""
    name = f"{case.id}, seed {run.training.seed}" if case.repeats else case.id
    return replace(case, id=name, experiment=run, repeats=())


def _cost(job: Job) -> int:
    """Return about how long a job takes, in any unit: the longest come first, so that none runs on alone."""
    if isinstance(job, Evaluation):
        return len(job.changes) * sum(_multiplications(network) for network in job.networks)
    return round(job.training.epochs * job.training.share * _multiplications(job))


def _multiplications(experiment: Experiment) -> int:
    weights = {"Conv2D": _CONVOLUTION}
    return sum(layer.multiplications * weights.get(layer.kind, 1) for layer in experiment.model.summary())


@dataclass(frozen=True)
class _Failure:
    """A case or a trial that failed: why, and what to do about it."""

    case: Planned
    message: str
    hint: str


def _run(tasks: Sequence[Task], executor: Executor, cases: Mapping[Key, Planned], progress: Progress) -> None:
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
        raise _summary(sorted(failures, key=lambda failure: order.index(failure.case)), len(tasks), _called(cases))


def _summary(failures: Sequence[_Failure], tasks: int, called: str) -> TrainingError:
    """Return the last word on what failed: names only, for each was told when it happened; notes say why."""
    names = ", ".join(failure.case.key for failure in failures)
    kept = "; what was made is stored" if len(failures) < tasks else ""
    hints = dict.fromkeys(failure.hint for failure in failures if failure.hint)
    error = TrainingError(f"{len(failures)} of {tasks} {called} failed: {names}{kept}", "; ".join(hints))
    for failure in failures:
        error.add_note(f"{failure.case.key}: {failure.message}")
    return error
