"""The signs of formulas: Greek letters, indices, functions, as LaTeX, Unicode and plain words write them."""

import re
import unicodedata

from reportgen.check.patterns import regex

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "eps": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "θ", "kappa": "κ", "lambda": "λ", "lamda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "varrho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "psi": "ψ",
    "omega": "ω", "Theta": "θ", "Delta": "Δ", "Lambda": "Λ", "Omega": "ω",
}  # fmt: skip
GREEK = dict(_GREEK)
SAME = {
    "ϵ": "ε", "ɛ": "ε", "ϑ": "θ", "Θ": "θ", "µ": "μ", "ϱ": "ρ", "ϕ": "φ", "∆": "Δ", "ℒ": "L", "𝔼": "E", "ß": "β",
    "ℓ": "L",
}  # fmt: skip
FUNCTIONS = {
    "log": "log", "ln": "log", "lg": "log", "log2": "log", "log10": "log", "exp": "exp", "sqrt": "sqrt",
    "racine": "sqrt", "max": "max", "min": "min", "sum": "sum", "somme": "sum", "reduce_sum": "sum", "mean": "mean",
    "moyenne": "mean", "reduce_mean": "mean", "abs": "abs", "square": "square", "floor": "floor", "norm": "norm",
    "maximum": "max", "minimum": "min", "rsqrt": "rsqrt", "tanh": "tanh", "int": "floor",
}  # fmt: skip
NAMED = frozenset({"softmax", "sigmoid", "relu", "ReLU", "Softmax", "Sigmoid", "RELU", "argmax", "sigmoide"})
"""Functions that a formula defines or uses; they stay symbols."""
ACCENTS = {"hat": "^", "widehat": "^", "tilde": "~", "widetilde": "~", "bar": "-", "overline": "-"}
STYLES = frozenset({
    "mathbf", "boldsymbol", "bm", "vec", "mathcal", "mathbb", "mathsf", "mathit", "underline", "displaystyle",
    "textstyle", "bf", "rm", "it", "mathfrak", "mathscr", "pmb", "boxed", "left", "right", "big", "Big", "bigg",
    "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "limits", "nolimits", "nonumber", "notag", "quad",
    "qquad", "hspace", "centering", "middle", "mathop", "small", "large", "Large", "normalsize", "scriptstyle",
})  # fmt: skip
"""Commands of LaTeX that change how a formula looks, not what it says."""
TEXTS = frozenset(
    {"text", "mathrm", "operatorname", "textrm", "textit", "textbf", "texttt", "mathtt", "mbox", "textsc", "textnormal"}
)
OPERATORS = {
    "cdot": "*", "times": "*", "odot": "*", "circ": "*", "ast": "*", "star": "*", "otimes": "*", "bullet": "*",
    "div": "/", "oslash": "/", "leftarrow": "=", "gets": "=", "coloneqq": "=", "triangleq": "=", "equiv": "=",
    "partial": "∂", "nabla": "∇", "sum": "Σ", "lfloor": "⌊", "rfloor": "⌋", "lVert": "‖", "rVert": "‖", "Vert": "‖",
    "|": "‖", "lvert": "|", "rvert": "|", "vert": "|", "mid": "|", "langle": "(", "rangle": ")", "lbrack": "[",
    "rbrack": "]", "{": "(", "}": ")", "lbrace": "(", "rbrace": ")",
}  # fmt: skip
SIGNS = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "﹣": "-", "·": "*", "×": "*", "⋅": "*", "∗": "*", "⊙": "*",
    "∘": "*", "•": "*", "∙": "*", "◦": "*", "⊗": "*", "✕": "*", "÷": "/", "∕": "/", "⁄": "/", "⊘": "/", "←": "=",
    "≔": "=", "≡": "=", "⟵": "=", "∑": "Σ", "║": "‖", "∥": "‖", "∣": "|", "’": "'", "′": "'", "＝": "=", "＋": "+",
    "⟨": "(", "⟩": ")",
}  # fmt: skip
_SUPER = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵗᵀʲᵏ", "0123456789+-=()nitTjk", strict=True))
_SUB = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ᵢⱼₖₜₙₘₐₑₒₓₚᵣᵤᵥₛₗₕ", "0123456789+-=()ijktnmaeoxpruvslh", strict=True))
_HIGH = regex(f"[{''.join(_SUPER)}]+")
_LOW = regex(f"[{''.join(_SUB)}]+")
_PHRASES = (
    (r"learning[ _-]rate|taux d['’ ]?apprentissage|pas d['’]apprentissage|step[ _-]size", "learning_rate"),
    (r"(?:n(?:umber|ombre|b)?\.?[ _](?:of[ _]|d['’])?|#)orientations?(?:_bins)?", "orientations"),
    (r"pix(?:el)?s?[ _]?(?:per|par|p|/)[ _]?(?:cell(?:ule)?s?)", "pix_p_cell"),
    (r"cell(?:ule)?s?[ _](?:per|par)[ _]block?s?", "cells_per_block"),
    (r"\bf[ _-]?1[ _-]?(?:scores?|mesure|measure)|\bf[ _-]score", "F1"),
    (r"moving[ _]average|moyenne[ _]mobile", "moving_average"),
    (r"(?:true|vrais?)[ _-]positifs?(?:ves?)?|true[ _-]positives?|\bvp\b", "TP"),
    (r"(?:false|faux)[ _-]positi(?:ves?|fs?)", "FP"),
    (r"(?:false|faux)[ _-]n[eé]gati(?:ves?|fs?)", "FN"),
    (r"true[ _-]negatives?|vrais?[ _-]n[eé]gatifs?|\bvn\b", "TN"),
)
PHRASES = tuple((regex(pattern, re.IGNORECASE), name) for pattern, name in _PHRASES)
_TIMES = regex(r"(?<=[\w)]) [xX] (?=[\w(])")
_HATTED = regex(r"[ŷŶŵĝŝĥẑ]|(?<![^\W\d_])[âêîôû](?![^\W\d_])")
_ITALIC = regex("[\U0001d400-\U0001d7ff]")


def plain_signs(text: str) -> str:
    """Return a text with raised and lowered signs as `^{…}` and `_{…}`, and one sign for each meaning."""
    text = _TIMES.sub(" × ", text)
    text = _HIGH.sub(lambda found: "^{" + "".join(_SUPER[sign] for sign in found[0]) + "}", text)
    text = _LOW.sub(lambda found: "_{" + "".join(_SUB[sign] for sign in found[0]) + "}", text)
    text = _ITALIC.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _HATTED.sub(lambda found: unicodedata.normalize("NFD", found[0]), unicodedata.normalize("NFC", text))
    return "".join(SIGNS.get(sign, SAME.get(sign, sign)) for sign in text)


def named_phrases(text: str) -> str:
    """Return a text with names of several words in one: `learning rate` is `learning_rate`."""
    for pattern, name in PHRASES:
        text = pattern.sub(name, text)
    return text
