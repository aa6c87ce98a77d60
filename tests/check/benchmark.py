"""The benchmark of the checker: reports of our own with each claim marked, and how well the verdicts find them.

A source in `corpus/` is a report with its claims between `⟦` and `⟧`: `⟦KIND VERDICT #cause: note|text⟧`. A claim is
`right` (to accuse it is false), `wrong` (certain from the text alone), `open` (two readings: at most a review) or
`also` (the other side of a wrong one). What the checker reads has no marks.

`python -m tests.check.benchmark` prints its figures, `python -m tests.check.benchmark heldout` those of reports that
were written when the rules stood, in the manner of real hand-ins. What a set of these showed when it was fresh says
what to expect of strangers' reports; the guide has these figures. Since then the rules were mended by what it showed.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reportgen.answers.metrics import wilson
from reportgen.check import reading
from reportgen.check.checking import Checked, check
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict

CORPUS = Path(__file__).parent / "corpus"
ALIKE = (
    {"arithmetic", "structure", "hyperparameter"},
    {"matrix", "metric"},
    {"comparison", "capacity", "metric"},
    {"optimizer", "hyperparameter"},
    {"hygiene", "hyperparameter"},
    {"arithmetic", "metric"},
    {"arithmetic", "capacity"},
)
"""Kinds that may tell of the same mistake: a wrong operand is one of arithmetic or of the number of neurons, a wrong
quotient one of arithmetic or of the metric that it gives."""
_MARK = re.compile(r"⟦(\w+) (right|wrong|open|also)([^|⟧]{0,400})\|([^⟧]*)⟧")


@dataclass(frozen=True)
class Claim:
    """A marked claim of a source: its lines (0-based, in the text without marks) and what is true of it."""

    kind: str
    truth: str
    first: int
    last: int
    text: str
    cause: str


@dataclass(frozen=True)
class Source:
    """A source: the report's text, and the claims in it."""

    name: str
    extension: str
    text: str
    claims: tuple[Claim, ...]


def sources(folder: Path = CORPUS) -> tuple[Source, ...]:
    """Read all sources of a folder."""
    return tuple(read_source(path) for path in sorted(folder.glob("*.src")))


def read_source(path: Path) -> Source:
    """Take the marks out of a source."""
    head, _, marked = path.read_text("utf-8").partition("\n")
    assert head.startswith("%%% "), f"{path.name}: expected a first line '%%% language=...', received {head[:40]!r}"
    text, claims, end = "", [], 0
    for index, mark in enumerate(_MARK.finditer(marked)):
        text += marked[end : mark.start()]
        cause = re.search(r"#(\w+)", mark[3].partition(":")[0])
        first = text.count("\n")
        text += mark[4]
        name = cause[1] if cause else f"{mark[1]}-{index}"
        claims.append(Claim(mark[1], mark[2], first, text.count("\n"), mark[4], name))
        end = mark.end()
    text += marked[end:]
    left = re.search("[⟦⟧]", text)
    assert not left, f"{path.name}: a mark that cannot be read: {text[left.start() :][:90]!r}"
    name, extension = path.name.removesuffix(".src").rsplit(".", 1)
    return Source(name, extension, text, tuple(claims))


def write(source: Source, folder: Path) -> Path:
    """Write the report that the checker reads, in the format that the name of the source asks for."""
    path = folder / f"{source.name}.{source.extension}"
    if source.extension == "ipynb":
        path.write_text(json.dumps(_notebook(source.text)), "utf-8")
    elif source.extension == "pdf":
        _print(source.text, path)
    else:
        path.write_text(source.text, "utf-8")
    return path


def _notebook(text: str) -> dict[str, Any]:
    cells: list[dict[str, Any]] = []
    for kind, body in _cells(text):
        if kind == "output":
            cells[-1]["outputs"].append({"output_type": "stream", "name": "stdout", "text": body})
            continue
        own: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
        cells.append({"cell_type": kind, "metadata": {}, "source": body, **own})
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}


def _cells(text: str) -> Iterator[tuple[str, str]]:
    pieces = re.split(r"^%% (markdown|code|output)[^\n]*\n", text, flags=re.MULTILINE)
    for kind, body in zip(pieces[1::2], pieces[2::2], strict=True):
        yield kind, body.strip("\n") + "\n"


def _print(text: str, path: Path) -> None:
    """Print Markdown as students' tools do: a plain page, code in a box, tables with lines."""
    import markdown
    from weasyprint import HTML

    body = markdown.markdown(text, extensions=["tables", "fenced_code", "sane_lists"])
    style = "body { font: 10pt sans-serif } td, th { border: 1px solid; padding: 2px } pre { font: 8pt monospace }"
    HTML(string=f"<style>{style}</style>{body}").write_pdf(path)


# ── claims found again in what was read ──────────────────────────────────────────────────────────────────────────


def located(source: Source, submission: Submission) -> tuple[tuple[Claim, int, int], ...]:
    """Return the claims with their lines in the submission.

    In text formats these are the source's own. In a notebook and in a PDF a claim is looked for by its letters and
    digits, in the order of the source.
    """
    if source.extension in {"md", "txt", "tex"}:
        return tuple((claim, claim.first, claim.last) for claim in source.claims)
    text, line_of = _squeezed(submission)
    found, start = [], 0
    for claim in source.claims:
        wanted = re.sub(r"\W|_", "", _without_markup(claim.text))
        at = text.find(wanted, start)
        if at < 0:
            at = text.find(wanted)
        if wanted and at >= 0:
            found.append((claim, line_of[at], line_of[at + len(wanted) - 1]))
            start = max(start, at)
    return tuple(found)


def _squeezed(submission: Submission) -> tuple[str, list[int]]:
    text, line_of = "", []
    for number, line in enumerate(submission.lines):
        squeezed = re.sub(r"\W|_", "", line.text)
        text += squeezed
        line_of += [number] * len(squeezed)
    return text, line_of


def _without_markup(text: str) -> str:
    return re.sub(r"```\w*|^#+|!\[([^\]]*)\]\([^)]*\)", r"", text, flags=re.MULTILINE)


# ── scores ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Finding:
    """What came of one claim, or of one accusation that no claim explains."""

    source: str
    kind: str
    what: str
    text: str
    verdict: Verdict | None = None


def judge(source: Source, checked: Checked) -> tuple[Finding, ...]:
    """Compare a submission's verdicts with the truth of its source."""
    claims = located(source, checked.submission)
    return (*_accusations(source, checked, claims), *_outcomes(source, checked, claims))


def _accusations(source: Source, checked: Checked, claims: tuple[tuple[Claim, int, int], ...]) -> Iterator[Finding]:
    for verdict in checked.of("refuted"):
        what = "true" if _explained(verdict, claims) else "false"
        yield Finding(source.name, verdict.kind, what, verdict.quote, verdict)


def _outcomes(source: Source, checked: Checked, claims: tuple[tuple[Claim, int, int], ...]) -> Iterator[Finding]:
    order = {"refuted": 2, "review": 1}
    by_cause: dict[tuple[str, str], list[tuple[Claim, int, int]]] = {}
    for claim, first, last in claims:
        side = "wrong" if claim.truth == "also" else claim.truth
        by_cause.setdefault((side, claim.cause), []).append((claim, first, last))
    explained = [v for v in checked.of("refuted") if _explained(v, claims)]
    for (truth, _), members in by_cause.items():
        met = [v for v in checked.verdicts if any(_meets(v, *member) for member in members)]
        own = [v for v in met if truth == "wrong" or v not in explained]
        outcome = max((v.outcome for v in own), key=lambda o: order.get(o, 0), default="silent")
        claim = members[-1][0]
        yield Finding(source.name, claim.kind, f"{truth}:{outcome}", claim.text)


def _explained(verdict: Verdict, claims: tuple[tuple[Claim, int, int], ...]) -> bool:
    return any(c.truth in {"wrong", "also"} and _meets(verdict, c, first, last) for c, first, last in claims)


def _meets(verdict: Verdict, claim: Claim, first: int, last: int) -> bool:
    alike = verdict.kind == claim.kind or any({verdict.kind, claim.kind} <= group for group in ALIKE)
    place = verdict.place
    return alike and place.last - place.first < 5 and place.first <= last + 1 and first <= place.last + 1


def table(findings: Sequence[Finding]) -> str:
    """Write, for each kind and for all, how many accusations are right and how many wrong claims are found.

    Intervals are Wilson's, at 95 %.
    """
    kinds = sorted({finding.kind for finding in findings})
    rows: list[tuple[str, ...]] = [
        ("kind", "accusations right", "wrong claims refuted", "refuted or to review", "right claims confirmed")
    ]
    rows += [(kind, *_rates([f for f in findings if f.kind == kind])) for kind in kinds]
    rows.append(("all", *_rates(findings)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _rates(findings: Sequence[Finding]) -> Iterator[str]:
    count = Counter(finding.what for finding in findings)
    wrong = sum(number for what, number in count.items() if what.startswith("wrong:"))
    right = sum(number for what, number in count.items() if what.startswith("right:"))
    yield rate(count["true"], count["true"] + count["false"])
    yield rate(count["wrong:refuted"], wrong)
    yield rate(count["wrong:refuted"] + count["wrong:review"], wrong)
    yield rate(count["right:confirmed"], right)


def rate(part: int, whole: int) -> str:
    """Write a share with its interval."""
    if not whole:
        return "-"
    low, high = wilson(part, whole)
    return f"{part}/{whole} = {part / whole:.3f} [{low:.3f}, {high:.3f}]"


def run(folder: Path, corpus: Path = CORPUS) -> tuple[Finding, ...]:
    """Check every source of a corpus, and judge the verdicts; the reports are written into `folder`."""
    return tuple(
        finding for source in sources(corpus) for finding in judge(source, check(reading.read(write(source, folder))))
    )


if __name__ == "__main__":
    with TemporaryDirectory() as name:
        print(table(run(Path(name), CORPUS.with_name((sys.argv[1:] or ["corpus"])[0]))))  # noqa: T201
