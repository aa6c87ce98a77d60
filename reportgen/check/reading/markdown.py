"""Markdown: blocks with their lines, by markdown-it's block parser.

Only blocks are parsed: what stands in a line is kept as it is, so that offsets tell lines. Two rules come before
Markdown's own: outputs that were pasted without a fence, and formulas. What a fence holds is read by `fenced`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.check.patterns import regex
from reportgen.check.reading.draft import Draft, Piece, lines
from reportgen.check.reading.extraction import is_extracted
from reportgen.check.reading.fenced import read_fence
from reportgen.check.reading.html import tables
from reportgen.check.reading.pasted import formula_end, output_end
from reportgen.check.reading.scrambled import is_scrambled
from reportgen.check.reading.titles import CAPTION, bold_title
from reportgen.check.reading.unfenced import code_end
from reportgen.check.submission import Block, BlockKind, Place, Unread

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

NESTING = 20
_ENDS = {"formula": formula_end, "pasted": output_end, "unfenced": code_end}
_YAML = regex(r"\s{0,20}[#\-]|\s{0,20}[\w\-. ]{1,60}:(?:\s|$)|\s{1,20}\S|\s*$")
_IMAGE = regex(r"!\[[^\]]{0,2000}\]\s?[\[(][^\])]{0,4000}[\])](?:\{[^}]{0,200}\})?|<img\s[^>]{0,4000}>")
_LIST = regex(r"\s{0,200}(?:>\s{0,3}){0,9}(?:(?:[-*+]|\d{1,9}[.)])\s{1,9}){1,9}")
_SKIPPED = regex(r"\s*(?:\\(?:page|new|clear)\w*|\[?\\?toc\]?|\[\[_?toc_?\]\])\s*$", re.IGNORECASE)


def read(texts: Sequence[str]) -> Draft:
    """Return a file in Markdown as blocks."""
    blocks, unread = parse(Piece(tuple(texts)), header=True)
    return Draft(lines(texts), blocks, unread, is_extracted(texts, markdown=True))


def parse(piece: Piece, header: bool = False) -> tuple[tuple[Block, ...], tuple[Unread, ...]]:
    """Return the blocks of some lines, and their figures.

    Args:
        piece: the lines.
        header: whether a YAML header may stand before the text.
    """
    after = _header(piece.texts) if header else 0
    body = piece.within(after, len(piece.texts))
    tokens = _parser().parse("\n".join(line.replace("\0", "\ufffd") for line in body.texts))
    blocks = [*piece.block("header", 0, after), *_blocks(tokens, body)]
    figures = [
        Unread("figure", Place(line, line))
        for line, text in enumerate(body.texts, body.offset)
        if _IMAGE.search(text) and not any(line in block.place for block in blocks if block.kind in ("code", "output"))
    ]
    return tuple(blocks), tuple(figures)


def _header(texts: Sequence[str]) -> int:
    """Return after which line a YAML header ends; 0 if there is none."""
    if not texts or texts[0].rstrip() != "---":
        return 0
    for index, line in enumerate(texts[1:200], 1):
        if line.rstrip() in ("---", "..."):
            return index + 1 if index > 1 else 0
        if not _YAML.match(line):
            return 0
    return 0


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("fence", "formula", _formula, interrupts)
    parser.block.ruler.before("formula", "pasted", _pasted, interrupts)
    parser.block.ruler.before("formula", "unfenced", _unfenced, interrupts)
    return parser


def _formula(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    return _run("formula", state, start, end, silent)


def _pasted(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    return _run("pasted", state, start, end, silent)


def _unfenced(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    return _run("unfenced", state, start, end, silent)


def _run(kind: str, state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Take a run of lines as one token, where one begins."""
    texts = _Shown(state, end)
    after = _ENDS[kind](texts, start)
    if after == start:
        return False
    if not silent:
        state.line = after
        state.push(kind, "", 0).map = [start, after]
    return True


class _Shown(Sequence[str]):
    """The lines that a rule sees: without the list's or quotation's marks before them, up to the end of its block."""

    def __init__(self, state: "StateBlock", end: int) -> None:
        self._state, self._end = state, end

    def __len__(self) -> int:
        return self._end

    def __getitem__(self, index: int | slice) -> str | list[str]:  # type: ignore[override]
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(self._end))]  # type: ignore[misc]
        state = self._state
        if state.sCount[index] < state.blkIndent and state.bMarks[index] + state.tShift[index] < state.eMarks[index]:
            return "\0"
        return state.src[state.bMarks[index] : state.eMarks[index]]


def _blocks(tokens: "Sequence[Token]", piece: Piece) -> Iterator[Block]:
    depth, item, rows = 0, False, list[tuple[Place, list[str]]]()
    for index, token in enumerate(tokens):
        first, after = token.map or (0, 0)
        match token.type:
            case "list_item_open":
                depth, item = depth + 1, True
            case "list_item_close":
                depth, item = depth - 1, False
            case "heading_open":
                yield from piece.block("heading", first, after, int(token.tag[1]))
            case "paragraph_open":
                yield from _paragraph(piece, first, after, depth if item else 0)
                item = False
            case "table_open":
                rows = []
            case "tr_open":
                rows.append((piece.place(first, first), []))
            case "inline" if index and tokens[index - 1].type in ("th_open", "td_open"):
                rows[-1][1].append(token.content)
            case "table_close":
                yield from _table(piece, rows)
            case "fence":
                yield from read_fence(piece, first, after, token.info.strip())
            case "code_block":
                yield from read_fence(piece, first, after, "", fenced=False)
            case "html_block":
                yield from _html(piece, first, after)
            case "formula":
                yield from piece.block("formula", first, after, damaged=is_scrambled(piece.texts[first:after]))
            case "unfenced":
                yield from piece.block("code", first, after, language="python")
            case "pasted":
                yield from piece.block("output", first, after, damaged=is_scrambled(piece.texts[first:after]))


def _paragraph(piece: Piece, first: int, after: int, depth: int) -> list[Block]:
    text = "\n".join(piece.texts[first:after])
    if _SKIPPED.match(text):
        return []
    if depth:
        return piece.block("item", first, after, depth)
    level = bold_title(text)
    if level:
        return piece.block("heading", first, after, level)
    kind: BlockKind = "paragraph"
    if _IMAGE.sub("", text).strip(" \t\r\n|") == "":
        kind = "figure"
    elif CAPTION.match(text):
        kind = "caption"
    return piece.block(kind, first, after)


def _table(piece: Piece, rows: Sequence[tuple[Place, list[str]]]) -> list[Block]:
    first, last = rows[0][0].first - piece.offset, rows[-1][0].last - piece.offset
    cells = [tuple(cells) for _, cells in rows]
    return piece.block("table", first, max(last + 1, first + 2), cells=cells, rows=[place for place, _ in rows])


def _html(piece: Piece, first: int, after: int) -> list[Block]:
    text = "\n".join(piece.texts[first:after])
    if text.lstrip().startswith("<!--"):
        return []
    found = tables(piece.within(first, after))
    if found:
        return found
    return piece.block("figure" if _IMAGE.search(text) else "paragraph", first, after)
