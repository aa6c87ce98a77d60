"""TeX's tables as cells, each row with its lines."""

from collections.abc import Sequence

from reportgen.check.patterns import regex
from reportgen.check.reading.draft import Piece
from reportgen.check.reading.tex_text import clean
from reportgen.check.submission import Block, Place

_RULES = regex(
    r"\\(?:hline|toprule|midrule|bottomrule|centering|endhead|endfoot|endfirsthead)(?![a-zA-Z])|"
    r"\\(?:cline|cmidrule)(?:\([^)\n]{0,20}\))?\{[^}\n]{0,20}\}"
)
_BEGIN = regex(
    r"\\begin\{(?:tabular[xy*]?|longtable|array|tabulary)\*?\}(?:\[[^\]\n]{0,20}\])?(?:\{[^\n]{0,200}\})?|\\end\{[a-z*]{1,20}\}"
)
_MULTI = regex(r"\\multi(?:column|row)\s?\{[^{}\n]{0,20}\}\s?\{[^{}\n]{0,40}\}\s?")
_ROW = regex(r"\\\\(?:\[[^\]\n]{0,20}\])?|\\tabularnewline(?![a-z])")
_CELL = regex(r"(?<!\\)&")


def table(piece: Piece, first: int, after: int, texts: Sequence[str]) -> list[Block]:
    """Return a table from its `begin` line up to its `end` line.

    Args:
        piece: the lines as they stand.
        first: the line of `begin`.
        after: the line after that of `end`.
        texts: the lines without comments.
    """
    cells, rows = list[tuple[str, ...]](), list[Place]()
    said, since = "", first
    for index in range(first, after):
        parts = _ROW.split(_RULES.sub("", _BEGIN.sub("", texts[index])))
        for number, part in enumerate(parts):
            since = index if not said.strip() else since
            said += part + "\n"
            if number < len(parts) - 1 or index == after - 1:
                found = tuple(_cell(cell) for cell in _CELL.split(said))
                if any(found):
                    cells.append(found)
                    rows.append(piece.place(since, index))
                said = ""
    return piece.block("table", first, after, cells=cells, rows=rows)


def _cell(text: str) -> str:
    return " ".join(clean(_MULTI.sub("", text.replace("\n", " "))).split())
