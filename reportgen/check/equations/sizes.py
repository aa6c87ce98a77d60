"""Sizes: how many features HOG makes of an image."""

import re
from collections.abc import Sequence

from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Choice, Form, first
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import key
from reportgen.check.equations.terms import BigSum, Term, symbols, walk
from reportgen.check.patterns import regex

HOG = "⌊28 / pix_p_cell⌋² · n_orientations"
_HOGS = (
    Form("np", lambda n, p: n * (28 / p) ** 2),
    Form("nps", lambda n, p, s: n * (s / p) ** 2),
    Form("npst", lambda n, p, s, t: n * (s / p) * (t / p)),
    Form("npsb", lambda n, p, s, b: n * (s / p - b + 1) ** 2 * b * b),
    Form("npb", lambda n, p, b: n * (28 / p - b + 1) ** 2 * b * b),
    Form("npb", lambda n, p, b: n * (28 / p) ** 2 * b),
    Form("npb", lambda n, p, b: n * (28 / p) ** 2 * b * b),
    Form("np", lambda n, p: n * 784 / p, "hog_square"),
    Form("np", lambda n, p: n * 28 / p, "hog_square"),
    Form("np", lambda n, p: n * 784 * p * p, "hog_divided"),
    Form("np", lambda n, p: n * 784 * p, "hog_divided"),
    Form("np", lambda n, p: 784 * p * p / n, "hog_exchanged"),
    Form("np", lambda n, p: p * (28 / n) ** 2, "hog_exchanged"),
    Form("np", lambda n, p: n + (28 / p) ** 2, "hog_sum"),
    Form("np", lambda n, p: n * n * (28 / p) ** 2, "hog_power"),
    Form("np", lambda n, p: (n * 28 / p) ** 2, "hog_power"),
    Form("nps", lambda n, p, s: n * s * s / p, "hog_square"),
    Form("npst", lambda n, p, s, t: n * s * t / p, "hog_square"),
)
_SIDE = regex(
    r"img|image|width|height|size|side|largeur|hauteur|taille|side|dim|rows|cols|^[HWwhsdNM](?:_\w+)?$|IMG|pixels",
    re.IGNORECASE,
)


def hog(side: Term, context: Context) -> Judgement | None:
    """Compare one side of a formula with the number of HOG features."""
    keys = tuple(dict.fromkeys(key(symbol) for symbol in symbols(side)))
    bins = tuple(one for one in keys if re.search(r"orient|bins|^ori", one, re.IGNORECASE))
    pixels = tuple(one for one in keys if re.search(r"pix|ppc|cell", one, re.IGNORECASE) and "block" not in one)
    if len(keys) < 2 or any(isinstance(part, BigSum) for part in walk(side)):
        return None
    certain = len(bins) == 1 and len(pixels) == 1 and not pixels[0].endswith("2")
    literal = re.search(r"pix\\?_?p\\?_?cell|ppc\b|pixels?\\?_per\\?_cell", context.words) is not None
    if not certain:
        single = tuple(one for one in keys if len(one) == 1 or re.fullmatch(r"\w_\w{1,12}", one))
        if "hog" not in context.near or len(keys) != 2 or not (bins or pixels or set(keys) <= set(single)):
            return None
        bins, pixels = (
            (bins or tuple(one for one in keys if one not in pixels)),
            (pixels or tuple(one for one in keys if one not in bins)),
        )
    sides = tuple(one for one in keys if one not in (*bins, *pixels) and (_SIDE.search(one) or "block" in one))
    choices: dict[str, Sequence[Choice]] = {"n": bins, "p": pixels, "s": sides, "t": sides, "b": sides}
    form = first(side, _HOGS, choices)
    if form is None:
        return None
    if not form.mistake:
        return Judgement("equation.hog_size", HOG)
    if not certain or not {"hog", "inputs"} & context.near or form.mistake in ("hog_exchanged",):
        return Judgement("equation.hog_size", HOG, form.mistake, suspicion=0.5) if certain else None
    # "pixels per cell" in words may be 16 for cells of 4x4
    return Judgement("equation.hog_size", HOG, form.mistake, certain=literal, suspicion=0.6)
