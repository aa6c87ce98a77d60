r"""LaTeX formulas as SVG, measured in ems, so that a formula follows the size of the text around it.

ziamath draws what it can read and says little about the rest: an unknown command is printed as it stands, an
`\operatorname` with a space turns italic, an `\operatorname*` prints its star. So the source is prepared
before and the outcome looked through after; a formula that would come out wrong is an error that names it.
"""

import re
import warnings
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import tostring

from reportgen.errors import RenderError

COLOUR = "#1a1a1a"  # that of the text in report.css
_SIZE = 20.0  # pixels in an em of the drawing
_MARGIN = 1.0  # pixels around the ink, so that no slanted letter is cut
_TALLEST = 12  # ems; no formula that one reads is taller

_LIMITS = re.compile(r"\\operatorname\*\{([^{}]*)\}_(?:\{([^{}]*)\}|(\w))")
_OPERATOR = re.compile(r"\\operatorname\*?(?=\s*\{)")
_TIMES = re.compile(r"\\times(?![A-Za-z])")  # ziamath sets it without space
_REFUSED = re.compile(r"\\(?:mathop|label|ref|eqref)\b|\\\\\[")  # would lose or print their argument
_ROWS = ('rowspacing="3pt"', 'rowspacing="9pt"')  # aligned equations, which would touch each other


@dataclass(frozen=True)
class Formula:
    """A drawn formula.

    Attributes:
        latex: the source, which is also the alternative text.
        svg: the drawing.
        width: width in ems.
        height: height in ems, from the lowest to the highest ink.
        depth: how far the drawing reaches below the baseline, in ems.
    """

    latex: str
    svg: str
    width: float
    height: float
    depth: float


@cache
def formula(latex: str, block: bool = False) -> Formula:
    """Draw a formula; the same formula is drawn once.

    Args:
        latex: the source between the dollars, without a tag.
        block: drawn as an equation of its own (tall fractions, limits below) instead of within a line.
    """
    if found := _REFUSED.search(latex):
        raise _unreadable(latex, f"{found[0]} is not supported")
    try:
        drawing = _drawing(_prepared(latex), block)
        svg = drawing.svgxml()
    except Exception as error:  # the parsers below ziamath have no common base
        raise _unreadable(latex, str(error) or type(error).__name__) from error
    for token in drawing.mathml.iter():
        if (token.text or "").startswith("\\"):
            raise _unreadable(latex, f"unknown command {token.text}")
    width, height = (float(svg.get(side)) / _SIZE for side in ("width", "height"))
    if height <= 0:
        raise _unreadable(latex, "an empty row")
    if height > _TALLEST:
        raise _unreadable(latex, rf"it would be {height:.0f} lines tall, as ziamath stretches \left( around fractions")
    depth = (_MARGIN - drawing.getyofst()) / _SIZE
    return Formula(latex, tostring(svg, encoding="unicode"), width, height, depth)


def _unreadable(latex: str, reason: str) -> RenderError:
    return RenderError(f"formula ${latex}$ cannot be drawn: {reason}", "check its LaTeX in the template")


def _prepared(latex: str) -> str:
    latex = _LIMITS.sub(r"\\underset{\2\3}{\\mathrm{\1}}\\,", latex)
    return _TIMES.sub(r"\\,\\times\\,", _OPERATOR.sub(r"\\mathrm", latex))


def _drawing(latex: str, block: bool) -> Any:
    ziamath = _ziamath()
    mathml = ziamath.tex.tex2mml(latex, inline=not block)
    mathml = mathml.replace("<math ", f'<math mathcolor="{COLOUR}" ').replace(*_ROWS)
    return ziamath.Math(mathml, size=_SIZE, margin=_MARGIN)


@cache
def _ziamath() -> ModuleType:
    """Import ziamath, whose fonts come through a door that Python 3.11 calls deprecated."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "path is deprecated. Use files", DeprecationWarning)
        import ziamath
        import ziamath.tex

    ziamath.config.svg2 = False  # whole paths: WeasyPrint draws them faster than symbols that are used again
    return ziamath  # type: ignore[no-any-return]
