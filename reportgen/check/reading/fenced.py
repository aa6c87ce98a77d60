"""A fence of Markdown as blocks: its own lines (the three backticks) belong to none, so that code can be parsed."""

from reportgen.check.reading.draft import Piece
from reportgen.check.reading.fences import language_kind, nature
from reportgen.check.reading.scrambled import is_scrambled
from reportgen.check.submission import Block


def read_fence(
    piece: Piece, first: int, after: int, info: str, fenced: bool = True, closed: bool = False
) -> list[Block]:
    """Return what stands between the lines of a fence, both included in `first` and `after`.

    Args:
        piece: the lines around it.
        first: the opening line.
        after: the line after the closing one.
        info: what stands behind the opening backticks.
        fenced: whether it has such lines; False for code that is indented.
        closed: whether the last line closes it, if that is known; else it is looked at.
    """
    if fenced:
        first, after = first + 1, after - 1 if closed or is_closed(piece, first, after) else after
    after = max(first, after)
    inside = piece.texts[first:after]
    language = info.strip("{.} ").split()[0].strip("{.},").lower() if info.strip("{.} ") else ""
    kind = language_kind(language)
    if kind == "formula":
        return piece.block("formula", first, after)
    found = nature(inside)
    if found == "output" and (kind == "output" or has_output_only(inside)):
        return piece.block("output", first, after, damaged=is_scrambled(inside))
    if found == "prose" and kind == "output":
        from reportgen.check.reading.text import prose

        return prose(piece.within(first, after))
    return piece.block("code", first, after, language=_NAMES.get(language, language))


_NAMES = dict.fromkeys(("", "py", "py3", "python3", "ipython", "ipython3", "keras"), "python")


def is_closed(piece: Piece, first: int, after: int) -> bool:
    """Tell whether the last line of a fence closes it."""
    return after - 1 > first and set(piece.texts[after - 1].strip(" >\t")) in ({"`"}, {"~"})


def has_output_only(lines: tuple[str, ...]) -> bool:
    """Tell whether a fence that calls itself code holds a printed table or array instead."""
    from reportgen.check.reading.pasted import is_output, may_be_output

    seen = [line for line in lines if line.strip()]
    return any(map(is_output, seen)) and sum(map(may_be_output, seen)) > 0.6 * len(seen)
