"""The verb `build --why`: which experiments would be trained, and which part of their key changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportgen import engine, result_file
from reportgen.build import Settings, load_data, wanted_lab
from reportgen.canonical import canonical, to_json
from reportgen.keys import Key
from reportgen.lab import trials
from reportgen.spec import Case, Trial
from reportgen.store import Store

_NEVER = "no result of this network is stored"
_SHOWN = 3  # changes that a reason tells; the others are counted


@dataclass(frozen=True)
class Planned:
    """A case or an evaluation, and why it would be made; no reason if its result is stored."""

    case: Case | Trial
    reason: str


def plan(lab_name: str, settings: Settings) -> tuple[Planned, ...]:
    """Tell of each experiment of a lab whether a build with these settings would train it, and why.

    Raises:
        ReportgenError: as `build`, for the lab and the data.
    """
    lab = wanted_lab(lab_name, settings)
    store = Store(settings.store) if settings.store.exists() else None
    data = load_data(lab, settings, store)
    keys = engine.keys((*lab.cases, *trials(lab)), data)
    stored = store.keys() if store else ()
    return tuple(Planned(case, _reason(key, store, stored, settings.force)) for key, case in keys.items())


def _reason(key: Key, store: Store | None, stored: Sequence[Mapping[str, Any]], force: bool) -> str:
    if force:
        return "asked for with --force"
    if store is None:
        return _NEVER
    if store.load(key) is not None:
        return ""
    if (store.folder / key.name).exists():
        return "its stored result is damaged"
    wanted = to_json(key)
    same = [item for item in stored if _kind(item) == _kind(wanted) and _network(item) == _network(wanted)]
    if not same:
        return _NEVER
    changes = min((list(_changes(item, wanted)) for item in same), key=len)
    more = f" and {len(changes) - _SHOWN} more" if len(changes) > _SHOWN else ""
    return ", ".join(changes[:_SHOWN]) + more or "its key is written in another way"


def _network(key: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what makes two results those of one network: what it is and what it reads."""
    return tuple((item["dataset"], item["features"], item["model"]) for item in _networks(key))


def _kind(key: Mapping[str, Any]) -> bool:
    """Tell whether a key is an evaluation's."""
    return "networks" in key["job"]


def _networks(key: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the experiments of a key: the one that it is of, or those of its evaluation."""
    found: Sequence[Mapping[str, Any]] = key["job"].get("networks", [key["job"]])
    return found


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield each part in which two keys differ, as `training.epochs: 10 -> 12`."""
    names = (_networks(before)[0]["dataset"], _networks(after)[0]["dataset"])
    if before["data"] != after["data"]:
        was, now = (result_file.origin(name, key["data"]) for name, key in zip(names, (before, after), strict=True))
        yield f"data: {was} -> {now}" if was != now else "data: other arrays"
    for old, new in zip(_networks(before), _networks(after), strict=True):
        yield from _differences("training", old["training"], new["training"])
    yield from _differences("changes", before["job"].get("changes"), after["job"].get("changes"))
    yield from _modules(dict(before["code"]), dict(after["code"]))
    yield from _differences("threads", before["threads"], after["threads"])
    yield from _differences("version", dict(before["versions"]), dict(after["versions"]))


def _modules(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if changed:
        yield f"code: {', '.join(changed)}"


def _differences(name: str, before: Any, after: Any) -> Iterator[str]:
    """Yield the leaves in which two JSON values differ, by their dotted names."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in {**before, **after}:
            yield from _differences(f"{name}.{key}", before.get(key), after.get(key))
    elif canonical(before) != canonical(after):
        yield f"{name}: {before} -> {after}"
