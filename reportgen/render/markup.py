"""The elements that our Markdown means: figures, captions, named headings, confusion matrices, formulas.

Our Markdown must read well on a forge, so it says with plain means what HTML has elements for: a figure is an
image and an emphasised paragraph, a table's caption is an emphasised paragraph before it, a cross-reference
leads to an empty `<a id>`. Here these become what they mean; no word is added.
"""

import base64
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from reportgen.errors import RenderError
from reportgen.render.formulas import Formula, formula

WIDEST_EQUATION = 34.0  # ems: what the text column holds beside the equation's number
_HEADINGS = {"h2", "h3", "h4"}
_FLOATS = {"table", "figure"}
SHORT_LINE = 120  # characters: what such a paragraph says is where to look
LONG_TABLE = 20  # rows: a longer table may be divided between pages
WIDE_TABLE = 6  # columns: a wider table is set smaller and takes the margins too
LONG_NAME = 3  # characters: longer names of classes make a confusion matrix as wide as such a table
HIT_STEPS = (0.0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
MISS_STEPS = (0.0, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25)
"""Shares of a true class above which a cell takes the next shade; for errors, nearly logarithmic."""

_GLUED_BLOCK = re.compile(r"\n(?:[-*+|] |\d+\. )|\$\$")
_TAG = re.compile(r"\\tag\{([^{}]*)\}")


def arrange(main: ET.Element) -> None:
    """Turn the tree that Python-Markdown makes into the report's, in place.

    Raises:
        RenderError: for a formula that cannot be drawn, a confusion matrix that is none, or a block that
            a forge and Python-Markdown would read differently.
    """
    _refuse_glued_blocks(main)
    _place_anchors(main)
    _name_headings(main)
    _make_figures(main)
    _make_captions(main)
    _mark_lead_ins(main)
    for table in main.iter("table"):
        _dress_table(table)
    _draw_formulas(main)


def _refuse_glued_blocks(main: ET.Element) -> None:
    """Refuse what a forge shows as a list, a table or a formula and Python-Markdown as plain text."""
    for paragraph in main.iter("p"):
        text = "".join(_prose(paragraph))
        if _GLUED_BLOCK.search(text):
            raise RenderError(
                f"a list, table or formula within the paragraph {text[:60]!r}", "leave a blank line before it"
            )


def _prose(element: ET.Element) -> Iterator[str]:
    if element.tag != "code" and element.get("class") != "arithmatex":
        yield element.text or ""
        for child in element:
            yield from _prose(child)
            yield child.tail or ""


# ── anchors, headings, figures, captions ────────────────────────────────────────────────────────────────────


def _place_anchors(main: ET.Element) -> None:
    """Give the name of an anchor that stands alone, or opens a paragraph, to the block it stands for."""
    following = None
    for block in reversed(list(main)):
        if (anchor := _opening_anchor(block)) is not None:
            alone = len(block) == 1 and not (anchor.tail or "").strip()
            target = following if alone else block
            if target is not None and not target.get("id"):
                target.set("id", anchor.get("id", ""))
                block.text = anchor.tail
                block.remove(anchor)
                if alone:
                    main.remove(block)
                    continue
        following = block


def _opening_anchor(block: ET.Element) -> ET.Element | None:
    if block.tag != "p" or not len(block) or (block.text or "").strip():
        return None
    first = block[0]
    return first if first.tag == "a" and first.get("id") and not len(first) and not first.text else None


def _name_headings(main: ET.Element) -> None:
    taken: set[str] = {name for element in main.iter() if (name := element.get("id"))}
    for heading in (element for element in main if element.tag in ("h2", "h3") and not element.get("id")):
        slug = re.sub(r"\W+", "-", "".join(heading.itertext()).lower()).strip("-")
        name = next(n for n in (slug, *(f"{slug}-{i}" for i in range(2, len(main) + 2))) if n not in taken)
        heading.set("id", name)
        taken.add(name)


def _make_figures(main: ET.Element) -> None:
    """Join an image that is a paragraph of its own and the emphasised paragraph after it."""
    for block, after in _neighbours(main):
        if block.tag == "p" and [child.tag for child in block] == ["img"] and not _own_text(block):
            block.tag = "figure"
            if after is not None and _is_emphasised(after):
                caption = ET.SubElement(block, "figcaption")
                _fill_caption(caption, after)
                main.remove(after)


def _make_captions(main: ET.Element) -> None:
    """Put the emphasised paragraph before a table into it as its caption, with its name."""
    for block, after in _neighbours(main):
        if after is not None and after.tag == "table" and _is_emphasised(block):
            caption = ET.Element("caption")
            _fill_caption(caption, block)
            after.insert(0, caption)
            if name := block.get("id"):
                after.set("id", name)
            main.remove(block)


def _neighbours(main: ET.Element) -> Iterator[tuple[ET.Element, ET.Element | None]]:
    blocks = list(main)
    yield from zip(blocks, [*blocks[1:], None], strict=True)


def _own_text(block: ET.Element) -> str:
    return "".join([block.text or "", *(child.tail or "" for child in block)]).strip()


def _is_emphasised(block: ET.Element) -> bool:
    return block.tag == "p" and [child.tag for child in block] == ["em"] and not _own_text(block)


def _fill_caption(caption: ET.Element, paragraph: ET.Element) -> None:
    """Set the label, `Figure 3`, apart from the words after the dash."""
    words = paragraph[0]
    label, dash, rest = (words.text or "").partition(" – ")
    if dash:
        strong = ET.SubElement(caption, "strong")
        strong.text, strong.tail = label, dash + rest
    else:
        caption.text = words.text
    caption.extend(list(words))


def _mark_lead_ins(main: ET.Element) -> None:
    """Keep a paragraph on the page of what it announces: with a colon, after a heading, or as a short line."""
    blocks = [None, *main, None]
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if block is None or block.tag != "p":
            continue
        text = "".join(block.itertext()).rstrip()
        announces = after is not None and after.tag in _FLOATS
        headed = before is not None and before.tag in _HEADINGS
        if text.endswith(":") or (announces and (headed or len(text) < SHORT_LINE)):
            block.set("class", "lead-in")


# ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────


def _dress_table(table: ET.Element) -> None:
    rows = list(table.iter("tr"))
    sizes = ["long"] * (len(rows) > LONG_TABLE) + ["wide"] * (max(map(len, rows)) >= WIDE_TABLE)
    if table.get("id", "").endswith("-confusion"):
        sizes = ["confusion"] + ["wide"] * _has_long_names(rows)
        _colour_confusion(table, rows)
    if sizes:
        table.set("class", " ".join(sizes))


def _has_long_names(rows: list[ET.Element]) -> bool:
    """Tell whether the names of many classes, side by side, need the width of the page."""
    names = ["".join(cell.itertext()).strip() for cell in rows[0]]
    return len(names) >= WIDE_TABLE and max(map(len, names[1:])) > LONG_NAME


def _colour_confusion(table: ET.Element, rows: list[ET.Element]) -> None:
    """Shade each cell by its share of the true class: hits in one hue, errors in another."""
    for index, row in enumerate(rows[1:]):
        row[0].tag = "th"
        row[0].set("scope", "row")
        cells = list(row)[1:]
        counts = [_count("".join(cell.itertext()), table) for cell in cells]
        if len(cells) != len(rows) - 1:
            raise RenderError(
                f"table {table.get('id')}: expected a square matrix, received {len(cells)} cells in a row"
            )
        for column, (cell, count) in enumerate(zip(cells, counts, strict=True)):
            steps, kind = (HIT_STEPS, "hit") if column == index else (MISS_STEPS, "miss")
            share = count / max(sum(counts), 1)
            cell.set("class", f"{kind} {kind}-{sum(share > step for step in steps)}")


def _count(text: str, table: ET.Element) -> int:
    digits = re.sub(r"\D", "", text)
    if not digits:
        raise RenderError(f"table {table.get('id')}: expected a count in every cell, received {text!r}")
    return int(digits)


# ── formulas ────────────────────────────────────────────────────────────────────────────────────────────────


def _draw_formulas(main: ET.Element) -> None:
    for parent in list(main.iter()):
        for child in list(parent):
            if child.get("class") == "arithmatex":
                if child.tag == "div":
                    _set_equation(child)
                else:
                    _set_inline(parent, child)


def _set_equation(block: ET.Element) -> None:
    """Centre an equation, with its number in the margin as text."""
    source = (block.text or "")[2:-2].strip()
    number = _TAG.search(source)
    drawn = formula(_TAG.sub("", source).strip(), block=True)
    block.text = None
    block.set("class", "equation")
    ET.SubElement(block, "span")
    ET.SubElement(block, "span").append(_image(drawn, min(1.0, WIDEST_EQUATION / drawn.width)))
    ET.SubElement(block, "span").text = f"({number[1]})" if number else None


def _set_inline(parent: ET.Element, span: ET.Element) -> None:
    """Put the drawing in the line, held to the signs before and after it: `(x),`."""
    image = _image(formula((span.text or "")[2:-2]))
    place = list(parent).index(span)
    before = (parent[place - 1].tail if place else parent.text) or ""
    after = span.tail or ""
    span.text, image.tail = _last_word(before), _first_word(after)
    span.tail = after.removeprefix(image.tail)
    rest = before.removesuffix(span.text)
    if place:
        parent[place - 1].tail = rest
    else:
        parent.text = rest
    span.set("class", "word")
    span.append(image)


def _first_word(text: str) -> str:
    """Return what precedes the first place where a line may break; a no-break space is none."""
    return text[: next((place for place, char in enumerate(text) if char in " \n\t"), len(text))]


def _last_word(text: str) -> str:
    return _first_word(text[::-1])[::-1]


def _image(drawn: Formula, scale: float = 1.0) -> ET.Element:
    data = base64.b64encode(drawn.svg.encode()).decode()
    lengths = {"width": drawn.width, "height": drawn.height, "vertical-align": -drawn.depth}
    style = ";".join(f"{name}:{length * scale:.3f}em" for name, length in lengths.items())
    source = f"data:image/svg+xml;base64,{data}"
    return ET.Element("img", {"class": "formula", "alt": drawn.latex, "src": source, "style": style})
