"""`reportgen diff`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportgen.cli.app import app

if TYPE_CHECKING:
    from collections import Counter

    from reportgen.diff import Kind


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="An answers.json, or the folder of a report.")],
    new: Annotated[Path, typer.Argument(help="Another one of the same lab, on the same data.")],
) -> None:
    """Compare the answers of two builds; exit 1 if one moved, of trained ones beyond what other seeds do."""
    from collections import Counter

    from reportgen import diff as verb
    from reportgen.answers_file import read

    found = verb.diff(read(old), read(new))
    for note in found.notes:
        typer.echo(f"note: {note}")
    for verdict in found.verdicts:
        if verdict.why:
            typer.echo(f"{verdict.kind:<7}  {verdict.id}: {' -> '.join(verdict.values)} ({verdict.why})")
    _print_summary(Counter(verdict.kind for verdict in found.verdicts), found.seeds)
    if found.failed:
        raise typer.Exit(1)


def _print_summary(count: "Counter[Kind]", seeds: int) -> None:
    told = f"{count['changed']} changed and not judged, {count['added']} added"
    same = f"{count['equal']} equal, {count['within']} within what other seeds do"
    typer.echo(f"{count['moved']} moved, {count['removed']} removed; {same}, {told}")
    if unjudged := count["unjudged"]:
        lone = "neither file has several seeds; build one with --seeds 5"
        why = lone if seeds == 1 else "each has one value for all seeds"
        typer.echo(f"cannot judge trained numbers that differ ({unjudged}): {why}")
