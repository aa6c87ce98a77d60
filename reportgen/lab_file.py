"""Finding and reading a lab file, and the one that it is based on.

    base = "pw04"                    # a built-in lab, or the path of a lab file beside this one
    without = ["xray_pneumonia"]     # sections of the base that this lab does not have

Keys stand for those of the base; a section of the base's takes the keys given for it, a further one comes last. Of
`training`, the lab's and a section's, what is not given stays as it is in the base.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen import content
from reportgen.errors import LabError
from reportgen.lab_errors import did_you_mean, written

BASE_KEYS = ("base", "without")
"""The keys that only say how a lab file follows from its base."""
_MOST = 5  # bases of bases


def names() -> tuple[str, ...]:
    """Return the names of the built-in labs."""
    return tuple(sorted(path.stem for path in content.labs().glob("*.toml")))


def find(name: str, folder: Path = Path()) -> Path:
    """Return the path of a built-in lab, by its name, or of a lab file.

    Args:
        name: of a built-in lab, or the path of a lab file.
        folder: where a relative path begins.

    Raises:
        LabError: there is none.
    """
    path = folder / name if name.endswith(".toml") else content.labs() / f"{name}.toml"
    if path.is_file():
        return path
    hint = f"built-in labs: {', '.join(names())}; or the path of a .toml file"
    if (folder / name).is_dir():
        raise LabError(f"{name}: is a folder; name the .toml file in it", hint)
    if name.endswith(".toml"):
        raise LabError(f"{name}: no such file", hint)
    raise LabError(f"no lab '{name}'{did_you_mean(name, names())}", hint)


def read(path: Path) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """Return what a lab file says, what it takes from its base included, and the files that say it, its own first.

    Raises:
        LabError: a file that cannot be read or is not TOML, a base that cannot be found, that leads back
            or that is missing beside `without`.
    """
    parsed, files = [_parsed(path)], [path]
    while "base" in parsed[-1]:
        files.append(_base(parsed[-1]["base"], files))
        parsed.append(_parsed(files[-1]))
    raw = parsed.pop()
    if "without" in raw:
        raise LabError(f"{files[-1]}: without: expected a base that has the sections", 'write base = "..." before it')
    for own, file, base in zip(reversed(parsed), reversed(files[:-1]), reversed(files[1:]), strict=True):
        raw = _merged(raw, own, base, file)
    return raw, tuple(files)


def _base(name: object, files: list[Path]) -> Path:
    where = f"{files[-1]}: base"
    if not isinstance(name, str):
        raise LabError(f"{where}: expected a lab, received {written(name)}", f"built-in labs: {', '.join(names())}")
    try:
        base = find(name, files[-1].parent)
    except LabError as error:
        raise LabError(f"{where}: {error.message}", error.hint) from None
    if base.resolve() in [file.resolve() for file in files] or len(files) > _MOST:
        raise LabError(f"{where}: '{name}' leads back to {files[0]}", "a lab has one base, which stands on its own")
    return base


def _merged(base: Mapping[str, Any], own: Mapping[str, Any], base_path: Path, path: Path) -> dict[str, Any]:
    """Return what a lab says on top of its base."""
    sections = _sections(base, base_path)
    for name in _without(own, sections, path):
        sections.pop(name, None)
    for name, item in _sections(own, path).items():
        sections[name] = _over(sections.get(name, {}), item)
    rest = {key: value for key, value in own.items() if key not in BASE_KEYS}
    return {**_over(base, rest), "section": list(sections.values())}


def _over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Put the keys of a lab, or of a section of it, over those of its base; of `training` those within."""
    merged = {**base, **own}
    if isinstance(one := base.get("training"), dict) and isinstance(other := own.get("training"), dict):
        merged["training"] = {**one, **other}
    return merged


def _without(own: Mapping[str, Any], sections: Mapping[Any, Any], path: Path) -> list[str]:
    left_out = own.get("without", [])
    hint = f"sections of the base: {', '.join(map(str, sections))}"
    if not isinstance(left_out, list):
        raise LabError(f"{path}: without: expected a list of sections, received {written(left_out)}", hint)
    for name in left_out:
        if not isinstance(name, str) or name not in sections:
            raise LabError(f"{path}: without: the base has no section {written(name)}", hint)
    return left_out


def _sections(raw: Mapping[str, Any], path: Path) -> dict[str, dict[str, Any]]:
    """Return the sections of a lab file by their names, without which there is nothing to merge."""
    entries, found = raw.get("section", []), {}
    for item in entries if isinstance(entries, list) else [entries]:
        if not isinstance(item, dict) or not isinstance(item.get("name"), str):
            hint = 'write [[section]] and under it name = "..."'
            raise LabError(f"{path}: section: expected tables with a name, received {written(item)}", hint)
        if item["name"] in found:
            hint = "a lab has each section once, with all of its cases"
            raise LabError(f"{path}: section.name: expected each once, received twice: {item['name']}", hint)
        found[item["name"]] = item
    return found


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise LabError(f"{path}: cannot be read: {error.strerror}", "check the file's permissions") from None
    except UnicodeDecodeError as error:
        raise LabError(f"{path}: not UTF-8 (byte {error.start})", "save it as UTF-8") from None
    except (ValueError, RecursionError) as error:
        hint = "texts stand in quotes, [training] and [[section]] on lines of their own; see https://toml.io"
        raise LabError(f"{path}: not a TOML file: {error}", hint) from None
