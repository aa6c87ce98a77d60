"""Notebooks: cells and their outputs, flattened into lines; never run.

The lines of a notebook are, for each cell in order: the lines of its source, then the lines of the text of its outputs
in order (what was printed; of a result its `text/plain`, or the table of its `text/html` if it has no other text; of
an error its traceback), without terminal codes, a progress bar as it was last drawn; then one blank line. They count
from 1.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from reportgen.check.patterns import regex
from reportgen.check.reading import markdown
from reportgen.check.reading.decoding import bounded, cut, decode, split
from reportgen.check.reading.draft import Draft, Piece, lines
from reportgen.check.reading.html import tables
from reportgen.check.reading.limits import Limits, at_most
from reportgen.check.reading.scrambled import is_scrambled
from reportgen.check.submission import Block, Unread
from reportgen.errors import SubmissionError

_ANSI = regex(r"\x1b\[[0-9;?]{0,40}[A-Za-z]|\x1b\][^\x07]{0,200}\x07|\x1b.")
_CUT = "… ({} lines left out)"


def read(data: bytes, name: str, limits: Limits) -> Draft:
    """Return a notebook of any format as blocks.

    Raises:
        SubmissionError: it is no notebook, or too large.
    """
    writer = _Flat(limits)
    for cell in _cells(decode(data, name), name):
        writer.add(cell)
        at_most(name, "lines", len(writer.texts), limits.lines)
    texts = bounded(tuple(writer.texts), name, limits)
    if not any(text.strip() for text in texts):
        raise SubmissionError(f"{name}: expected a report, received a notebook without text", "ask for the file again")
    return Draft(lines(texts), tuple(writer.blocks), tuple(writer.unread))


def _cells(text: str, name: str) -> list[dict[str, Any]]:
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error).split("\n")[0] or "nested too deep"
        raise SubmissionError(
            f"{name}: expected a notebook (JSON), received a broken one: {reason}", "save it again"
        ) from None
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    if isinstance(sheets, list):
        return _dicts([cell for sheet in _dicts(sheets) for cell in _list(sheet.get("cells"))])
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise SubmissionError(f"{name}: expected a notebook, received JSON without cells", "save it again as .ipynb")
    return _dicts(notebook["cells"])


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []


def _dicts(found: list[Any]) -> list[dict[str, Any]]:
    return [item for item in found if isinstance(item, dict)]


def _text(found: Any) -> str:
    """Return multi-line text of a notebook: a string, or a list of its lines."""
    if isinstance(found, list):
        return "".join(item for item in found if isinstance(item, str))
    return found if isinstance(found, str) else ""


class _Flat:
    """Writes cells one after the other as lines and blocks."""

    def __init__(self, limits: Limits) -> None:
        self.texts, self.blocks, self.unread = list[str](), list[Block](), list[Unread]()
        self._limits = limits

    def add(self, cell: dict[str, Any]) -> None:
        source = _text(cell.get("source", cell.get("input")))
        match cell.get("cell_type"):
            case "code":
                self._code(source)
                for output in _dicts(_list(cell.get("outputs"))):
                    self._output(output)
            case "heading":
                level = cell.get("level")
                signs = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)
                self._markdown(f"{signs} {' '.join(source.split())}")
            case _:
                self._markdown(source)
        self.texts.append("")

    def _piece(self, texts: tuple[str, ...]) -> Piece:
        texts, unread = cut(texts, self._limits, len(self.texts))
        piece = Piece(texts, len(self.texts))
        self.texts.extend(texts)
        self.unread += unread
        return piece

    def _markdown(self, source: str) -> None:
        blocks, unread = markdown.parse(self._piece(split(source)))
        self.blocks += blocks
        self.unread += unread

    def _code(self, source: str) -> None:
        piece = self._piece(split(source))
        self.blocks += piece.block("code", 0, len(piece.texts), language="python")

    def _output(self, output: dict[str, Any]) -> None:
        data = output.get("data")
        data = data if isinstance(data, dict) else output
        plain = _plain(output, data)
        texts = tuple(self._cut(list(map(drawn, split_lines(plain)))))
        html = _text(data.get("text/html", data.get("html")))
        if texts and any(text.strip() for text in texts):
            piece = self._piece(texts)
            self.blocks += piece.block("output", 0, len(texts), damaged=is_scrambled(texts))
        elif "<t" in html:
            piece = self._piece(tuple(self._cut(list(split(html)))))
            self.blocks += tables(piece)
        if any(str(kind).split("/")[-1] in ("png", "jpeg", "jpg", "svg+xml", "svg", "gif", "pdf") for kind in data):
            here = max(0, len(self.texts) - 1)
            self.unread.append(Unread("figure", Piece(()).place(here, here)))

    def _cut(self, texts: list[str]) -> Iterator[str]:
        """Leave out the middle of a long output."""
        most = self._limits.output
        if len(texts) <= most:
            yield from texts
            return
        yield from texts[: most // 2]
        yield _CUT.format(len(texts) - 2 * (most // 2))
        yield from texts[len(texts) - most // 2 :]


def _plain(output: dict[str, Any], data: dict[str, Any]) -> str:
    """Return the text of an output."""
    if output.get("output_type") in ("error", "pyerr"):
        return "\n".join(map(str, _list(output.get("traceback"))))
    text = _text(output.get("text")) or _text(data.get("text/plain"))
    return "" if re.match(r"<(?:Figure|matplotlib|IPython|AxesSubplot|Axes)\b[^\n]{0,200}>\s*$", text) else text


def split_lines(text: str) -> list[str]:
    """Return the lines of what a program printed; a carriage return ends none."""
    found = text.replace("\r\n", "\n").split("\n")
    return found[:-1] if found[-1] == "" else found


def drawn(line: str) -> str:
    """Return a printed line as a terminal shows it in the end: without codes, the last state of a progress bar."""
    said = _ANSI.sub("", line) if "\x1b" in line else line
    if "\b" in said:
        said = _backspaced(said)
    states = [state for state in said.split("\r") if state.strip()]
    return states[-1] if states else ""


def _backspaced(line: str) -> str:
    """Return a line after its backspaces: older Keras draws its bars with them."""
    kept = list[str]()
    for sign in line:
        if sign != "\b":
            kept.append(sign)
        elif kept and kept[-1] not in "\r":
            kept.pop()
    return "".join(kept)
