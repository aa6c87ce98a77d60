"""`reportgen pack` and `reportgen unpack`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.app import Data, DataChoice, DataDir, LabName, StoreDir, app, megabytes, store_folder

if TYPE_CHECKING:
    from reportgen.packed import Manifest


@app.command()
def pack(
    lab: LabName = "pw04",
    data: Data = DataChoice.auto,
    data_dir: DataDir = None,
    store: StoreDir = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The file to write [default: LAB.zip here].")
    ] = None,
) -> None:
    """Write a lab's trained results, and the real data that its report shows, into one file."""
    from reportgen import pack as verb
    from reportgen.build import Settings
    from reportgen.datasets import data_dir_from

    folder = data_dir_from(data_dir, os.environ)
    settings = Settings("all", (), data.value, folder, store_folder(store), Path())
    file = output or Path(f"{Path(lab).stem}.zip")
    manifest = verb.pack(lab, settings, file)
    typer.echo(f"{file}: {_contents(manifest)}; {megabytes([file.stat().st_size])}")


@app.command()
def unpack(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `reportgen pack` wrote.")],
    store: StoreDir = None,
) -> None:
    """Put the results and the data of a pack into the store, so that a build needs neither data nor TensorFlow."""
    from reportgen import pack as verb

    folder = store_folder(store)
    typer.echo(f"{folder}: {_contents(verb.unpack(file, folder))}")


def _contents(manifest: "Manifest") -> str:
    results = sum(name.endswith(".result") for name in manifest.files)
    data = (f"{name} ({item.origin})" for name, item in manifest.data.items())
    return f"{results} result{'s' * (results != 1)} of {manifest.lab}, {', '.join(data)}"
