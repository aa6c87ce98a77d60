"""Outlines become letters again, for a reader that has the faces, as the PDF has.

A browser need not have our faces, so a drawing holds its texts as outlines; but in a PDF letters are smaller,
can be searched and copied, and take a fraction of the time to set. They stand where their outlines stood.
"""

import re
from html import unescape

from reportgen.render.fonts import TEXT_STACK

_TEXT = re.compile(
    r"<!-- (?P<text>[^<>]+) -->\s*"
    r'<g style="(?P<style>[^"]*)" transform="(?P<place>[^"]*) scale\((?P<scale>\S+) -\S+\)">(?P<glyphs>.*?)</g>',
    re.DOTALL,
)
"""A text as matplotlib writes it: itself as a comment, then its glyphs, upside down, 100 units in an em."""
_GLYPH = re.compile(r'<use xlink:href="[^"]*"(?: transform="translate\((?P<x>[^ )]+)[^"]*")?/>')


def with_letters(svg: bytes) -> bytes:
    """Return a drawing of ours with its outlined texts as letters; any other SVG is returned as it is."""
    return _TEXT.sub(_letters, svg.decode()).encode()


def _letters(drawn: re.Match[str]) -> str:
    abscissae = [glyph["x"] or "0" for glyph in _GLYPH.finditer(drawn["glyphs"])]
    if len(abscissae) != len(unescape(drawn["text"])):
        abscissae = abscissae[:1]  # a ligature: letters and glyphs do not match, but the face sets it as it was drawn
    return (
        f'<text style="{drawn["style"]}" transform="{drawn["place"]} scale({drawn["scale"]})" '
        f'x="{" ".join(abscissae)}" font-size="100" font-family="{",".join(TEXT_STACK)}">{drawn["text"]}</text>'
    )
