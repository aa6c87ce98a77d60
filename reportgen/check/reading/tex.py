r"""TeX: sections, lists, listings, formulas, tables and captions; nothing is expanded or run.

The text of a block of prose is what is read on paper (`tex_text`), with as many lines as in the file. What stands
before `\begin{document}` is the header; lines of comments belong to no block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.check.patterns import regex
from reportgen.check.reading.draft import Draft, Piece, lines
from reportgen.check.reading.fenced import read_fence
from reportgen.check.reading.pasted import formula_end
from reportgen.check.reading.tex_tables import table
from reportgen.check.reading.tex_text import clean, without_comment
from reportgen.check.submission import Block, BlockKind, Unread

_HEADING = regex(
    r"\s{0,40}\\(part|chapter|section|subsection|subsubsection|paragraph|subparagraph)\*?\s?(?:\[[^\]\n]{0,200}\])?\s?\{"
)
_LEVELS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
_LISTING = regex(
    r"\s{0,40}\\begin\{(verbatim|Verbatim|lstlisting|minted|alltt|python|code|tcblisting)\*?\}([^\n]{0,300})"
)
_LANGUAGE = regex(r"language=\{?(\w{1,20})|\{(\w{1,20})\}\s{0,9}$")
_TABLE = regex(r"[^\n]{0,80}\\begin\{(tabular[xy*]?|longtable|tabulary)\*?\}")
_LIST = regex(r"\\(begin|end)\{(?:itemize|enumerate|description|compactitem|todolist)\}")
_ITEM = regex(r"\s{0,40}\\item(?![a-z])\s?(?:\[([^\]\n]{0,200})\])?")
_CAPTION = regex(r"\s{0,40}\\(?:sub)?caption(?:of\{\w{1,20}\})?\*?(?:\[[^\]\n]{0,300}\])?\{")
_GRAPHICS = regex(r"\\includegraphics|\\begin\{tikzpicture\}|\\includesvg")
_LAYOUT = regex(
    r"\s{0,40}\\(?:begin|end)\{[A-Za-z*]{1,40}\}(?:\[[^\]\n]{0,100}\])?(?:\{[^{}\n]{0,100}\}){0,3}\s{0,9}$|"
    r"\s{0,40}\\(?:maketitle|tableofcontents|newpage|clearpage|pagebreak|centering|noindent|bigskip|medskip|smallskip|appendix|listof\w{1,9}|vfill|hfill)"
    r"(?:\[\d\])?\s{0,9}$"
)
_MATH = regex(r"\s{0,40}\\begin\{(?:math|displaymath|flalign|subequations|split)\*?\}")


def read(texts: Sequence[str]) -> Draft:
    """Return a file of TeX as blocks."""
    reader = _Reader(Piece(tuple(texts)))
    blocks = tuple(reader.blocks())
    return Draft(lines(texts), blocks, tuple(reader.unread))


@dataclass(frozen=True)
class _Found:
    after: int
    blocks: list[Block]


class _Reader:
    """Goes once through the lines."""

    def __init__(self, piece: Piece) -> None:
        self._piece = piece
        self._texts = [without_comment(text) for text in piece.texts]
        self._top = 1 if any(text.startswith(("\\chapter", "\\part")) for text in piece.texts) else 2
        self._depth, self._unended = 0, set[str]()
        self.unread = list[Unread]()

    def blocks(self) -> Iterator[Block]:
        index, end = self._document()
        yield from self._piece.block("header", 0, index)
        while index < end:
            found = self._at(index) if self._texts[index].strip() else None
            index = found.after if found else index + 1
            yield from found.blocks if found else []

    def _document(self) -> tuple[int, int]:
        """Return the first line of the text, and the line after its last."""
        begins = [index for index, text in enumerate(self._texts) if "\\begin{document}" in text[:400]]
        ends = [index for index, text in enumerate(self._texts) if "\\end{document}" in text[:400]]
        return (begins[0] + 1 if begins else 0), (
            ends[-1] if ends and (not begins or ends[-1] > begins[0]) else len(self._texts)
        )

    def _at(self, index: int) -> _Found:
        self._note_figures(index)
        for read_one in (
            self._heading,
            self._listing,
            self._formula,
            self._table,
            self._caption,
            self._list,
            self._item,
        ):
            found = read_one(index)
            if found is not None:
                return found
        if _LAYOUT.match(self._texts[index]):
            return _Found(index + 1, [])
        return self._prose("paragraph", index)

    def _heading(self, index: int) -> _Found | None:
        found = _HEADING.match(self._texts[index])
        if found is None:
            return None
        level = max(1, _LEVELS.index(found[1]) + 1 - self._top)
        after = self._brace_end(index, found.end())
        return _Found(after, self._cleaned("heading", index, after, level))

    def _listing(self, index: int) -> _Found | None:
        found = _LISTING.match(self._piece.texts[index])
        if found is None:
            return None
        after = self._environment_end(index, found[1], self._piece.texts)
        language = _LANGUAGE.search(found[2])
        info = (language[1] or language[2] or "") if language else ""
        return _Found(after, read_fence(self._piece, index, after, info, closed=True))

    def _formula(self, index: int) -> _Found | None:
        after = formula_end(self._texts, index)
        if after == index and _MATH.match(self._texts[index]):
            name = self._texts[index].split("{", 1)[1].split("}", 1)[0].rstrip("*")
            after = self._environment_end(index, name, self._texts)
        return _Found(after, self._piece.block("formula", index, after)) if after > index else None

    def _table(self, index: int) -> _Found | None:
        found = _TABLE.match(self._texts[index])
        if found is None:
            return None
        after = self._environment_end(index, found[1], self._texts)
        return _Found(after, table(self._piece, index, after, self._texts))

    def _caption(self, index: int) -> _Found | None:
        found = _CAPTION.match(self._texts[index])
        if found is None:
            return None
        after = self._brace_end(index, found.end())
        return _Found(after, self._cleaned("caption", index, after))

    def _list(self, index: int) -> _Found | None:
        steps = _LIST.findall(self._texts[index])
        for step in steps:
            self._depth = max(0, min(self._depth + (1 if step == "begin" else -1), 9))
        return _Found(index + 1, []) if steps and "\\item" not in self._texts[index].split("}", 1)[-1] else None

    def _item(self, index: int) -> _Found | None:
        return self._prose("item", index, max(1, self._depth)) if _ITEM.match(self._texts[index]) else None

    def _prose(self, kind: BlockKind, index: int, level: int = 0) -> _Found:
        after = index + 1
        while after < len(self._texts) and self._goes_on(after):
            self._note_figures(after)
            after += 1
        return _Found(after, self._cleaned(kind, index, after, level))

    def _goes_on(self, index: int) -> bool:
        text = self._texts[index]
        if not text.strip():
            return bool(self._piece.texts[index].strip())
        stops = (_HEADING, _LISTING, _TABLE, _CAPTION, _ITEM, _LAYOUT, _MATH)
        return not (
            any(stop.match(text) for stop in stops)
            or _LIST.search(text)
            or "\\end{document}" in text
            or formula_end(self._texts, index) > index
        )

    def _cleaned(self, kind: BlockKind, first: int, after: int, level: int = 0) -> list[Block]:
        """Return a block with the text that is read on paper."""
        said = [clean(_ITEM.sub(lambda match: f"- {match[1] or ''} ", text)) for text in self._texts[first:after]]
        first_said, after_said = Piece(tuple(said)).trimmed(0, len(said))
        if first_said == after_said:
            return []
        place = self._piece.place(first + first_said, first + after_said - 1)
        return [Block(kind, place, "\n".join(said[first_said:after_said]), level)]

    def _environment_end(self, index: int, name: str, texts: Sequence[str]) -> int:
        """Return the line after the one that ends an environment; the next one if none does."""
        closing = f"\\end{{{name}"
        if closing not in self._unended:
            for end in range(index, len(texts)):
                if closing in texts[end]:
                    return end + 1
        self._unended.add(closing)
        return index + 1

    def _brace_end(self, index: int, column: int) -> int:
        """Return the line after the one that closes the brace before `column`; at most 20 lines on."""
        depth = 1
        for end in range(index, min(index + 20, len(self._texts))):
            text = self._texts[end][column if end == index else 0 :]
            depth += text.count("{") - text.count("}") - text.count("\\{") + text.count("\\}")
            if depth <= 0:
                return end + 1
        return index + 1

    def _note_figures(self, index: int) -> None:
        if _GRAPHICS.search(self._texts[index]):
            self.unread.append(Unread("figure", self._piece.place(index, index)))
