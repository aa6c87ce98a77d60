"""The verbs `pack` and `unpack`: trained results as one file, and back.

Where a pack was unpacked into the store, a build needs neither TensorFlow nor the data: the results are found under
their keys, and the arrays of the data are in the store as well. They are real data, for their digest says so.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from reportgen import __version__, datasets, engine, inputs, output, packed, result_file
from reportgen.build import Settings, load_data, wanted_lab
from reportgen.datasets.arrays import Arrays, as_dataset, check_identity, check_parts
from reportgen.errors import DataError, StoreError
from reportgen.lab import Lab, trials
from reportgen.lab_errors import SHOWN
from reportgen.packed import Manifest, PackedData
from reportgen.spec import Dataset
from reportgen.store import Store


def pack(lab_name: str, settings: Settings, file: Path) -> Manifest:
    """Write the stored results of a lab's cases, and its real data, into one file.

    Raises:
        StoreError: a case has no stored result.
        RenderError: the file cannot be written.
        ReportgenError: as `build`, for the lab and the data.
    """
    lab, store = wanted_lab(lab_name, settings), Store(settings.store)
    manifest, files = gathered(lab, load_data(lab, settings, store), store)
    output.publish({file: packed.encode(manifest, files)})
    return manifest


def gathered(lab: Lab, data: Mapping[str, Dataset], store: Store) -> tuple[Manifest, Mapping[str, bytes]]:
    """Return what the pack of a lab holds; `StoreError` if a case has no stored result."""
    wanted = engine.keys((*lab.cases, *trials(lab)), data)
    found = {key: path for key in wanted for path in store.files(key)[:1] if path.exists()}
    if missing := [case.key for key, case in wanted.items() if key not in found]:
        hint = "build the lab first, with the same data and store"
        more = f" (and {len(missing) - SHOWN} more)" if len(missing) > SHOWN else ""
        raise StoreError(f"{store.folder}: no result of {', '.join(missing[:SHOWN])}{more}", hint)
    files = {f"results/{path.name}": result_file.checked(path) for path in found.values()}
    files |= {name: body for dataset in data.values() for name, body in _arrays(dataset)}
    described = {name: PackedData(item.origin, item.digest, item.source) for name, item in data.items()}
    digests = {name: packed.digest(body) for name, body in sorted(files.items())}
    return Manifest(lab.id, __version__, described, digests), files


def _arrays(dataset: Dataset) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a dataset's arrays; none of sample data."""
    for name in Arrays._fields if dataset.origin == "real" else ():
        if (array := getattr(dataset, name)) is not None:
            yield f"data/{dataset.info.name}/{name}.npy", result_file.encode_array(array)


def unpack(file: Path, folder: Path) -> Manifest:
    """Put what a pack holds into a store; it is checked first, and nothing of a damaged one is used.

    Raises:
        StoreError: the pack is damaged, or the store cannot be written.
    """
    manifest, files = packed.read(file)
    try:
        real = [_dataset(name, item, files) for name, item in manifest.data.items() if item.origin == "real"]
    except (DataError, StoreError) as error:
        raise StoreError(f"{file}: damaged, nothing is unpacked: {error.message}", error.hint) from error
    store = Store(folder)
    for dataset in real:
        inputs.keep(dataset, store)
    for name, body in files.items():
        if match := packed.RESULT.fullmatch(name):
            store.put(match[1], body)
    store.put(packed.record(manifest), manifest.to_bytes())  # last: data counts as unpacked when all of it is there
    return manifest


def _dataset(name: str, item: PackedData, files: Mapping[str, bytes]) -> Dataset:
    """Return a dataset of a pack, once its arrays are those that they claim to be."""
    place = f"data/{name}"
    bodies = {part: files[path] for part in Arrays._fields if (path := f"{place}/{part}.npy") in files}
    if lacking := set(Arrays._fields) - set(Arrays._field_defaults) - set(bodies):
        raise StoreError(f"{place}: expected also {', '.join(sorted(lacking))}, found {', '.join(bodies) or 'nothing'}")
    arrays = Arrays(**{part: packed.array(f"{place}/{part}", body) for part, body in bodies.items()})
    dataset = as_dataset(datasets.info(name), "real", arrays)
    check_identity(dataset, place, datasets.INFOS.values())
    check_parts(dataset, place)
    if dataset.digest != item.digest:
        raise StoreError(f"{place}: expected arrays with SHA-256 {item.digest[:12]}…, found {dataset.digest[:12]}…")
    return dataset
