"""What names mean in formulas: which are rates, gradients, averages, times, functions."""

import re

from reportgen.check.equations.terms import Symbol, Term
from reportgen.check.patterns import regex

_TIME = regex(
    r"[({]?(?:t|k|n|i|τ|T|s|j)?[({]?(?:[tknisτ])?(?:[-+]\d)?(?:,[ij]{1,2})?[)}]?|new|old|prev|next|nouveau|ancien|courant"
)
_INDEX_WORDS = frozenset({
    "gt", "nn", "ml", "tr", "ts", "true", "pred", "new", "old", "prev", "next", "dw", "dW", "db", "max", "min",
    "target", "predicted", "corrected", "corr", "norm", "class", "classes", "label", "labels", "train", "test",
    "output", "out", "input", "in", "of", "real", "cible", "prevision", "orig", "orientations", "classe", "samples",
    "sum", "softmax", "sigmoid",
})  # fmt: skip
_STATES = regex(r"new|old|prev|next|nouveau|ancien|courant|curr")
FUNCTION_NAMES = frozenset({
    "J", "L", "C", "f", "F", "h", "H", "E", "Q", "P", "Pr", "σ", "φ", "S", "R", "p", "q", "loss", "Loss", "LOSS",
    "CE", "MSE", "BCE", "CCE", "cost", "Cost", "softmax", "sigmoid", "relu", "ReLU", "Softmax", "Sigmoid", "RELU",
    "MeanSquare", "meansquare", "argmax", "sigmoide", "g_", "D", "KL", "grad", "gradient", "XE", "NLL", "l",
})  # fmt: skip
RATES = frozenset({
    "η", "α", "lr", "LR", "learning_rate", "λ", "γ", "ν", "ε_rate", "step", "rate", "a", "ηt", "μ", "l", "δ", "taux",
    "stepsize",
})  # fmt: skip
TINY = frozenset({"ε", "fuzz", "δ", "ξ", "epsilon", "eps", "e", "κ", "c"})
GRADIENTS = frozenset({
    "g", "G", "∇", "grad", "grads", "gradient", "gradients", "dw", "dW", "db", "dθ", "dtheta", "dL", "dE", "dC", "dJ",
    "gt", "dwt", "Gt",
})  # fmt: skip
WEIGHTS = frozenset({
    "w", "W", "θ", "weights", "weight", "poids", "x", "params", "param", "b", "p", "wij", "Wij", "variable", "var",
    "parameters", "wt", "z",
})  # fmt: skip
FACTORS = frozenset({
    "η", "α", "β", "γ", "ρ", "λ", "μ", "ε", "lr", "learning_rate", "δ", "momentum", "decay", "m_", "rho",
})  # fmt: skip
_DIFFERENTIAL = regex(r"[dδΔ](?:[A-Z]|w|b|θ|x|loss|Loss|J|L|C|E)\w{0,4}")
_LONG_WORD = regex(r"[A-Za-zÀ-ÿ]{3,}")


def is_time(raw: str) -> bool:
    """Tell whether an index is a step in time: `t`, `t-1`, `(k)`, `new`."""
    return bool(raw) and _TIME.fullmatch(raw.replace(" ", "")) is not None


def is_function(name: str) -> bool:
    """Tell whether a name is that of a function, so that brackets behind it hold its argument."""
    return name in FUNCTION_NAMES


def is_factor(symbol: Symbol) -> bool:
    """Tell whether a symbol is a number by its name: a rate, a decay; brackets behind it are a factor."""
    return symbol.name in FACTORS


def is_prose(term: Term) -> bool:
    """Tell whether a term is a word of a language rather than a symbol."""
    return (
        isinstance(term, Symbol) and not term.sub and not term.argument and _LONG_WORD.fullmatch(term.name) is not None
    )


def differential(name: str) -> bool:
    """Tell whether a name is one half of a derivative: `dL`, `dw`."""
    return _DIFFERENTIAL.fullmatch(name) is not None


def key(symbol: Symbol) -> str:
    """Return what a symbol is called, whatever its time and place: `w` for `w_{ij}(t-1)`, `β_1` for itself."""
    digits = symbol.sub if symbol.sub.isdecimal() else ""
    words = [word for word in re.findall(r"[A-Za-z]{3,}", symbol.sub) if not _STATES.fullmatch(word)]
    index = "_" + (digits or "_".join(words)) if digits or words else ""
    return symbol.name + symbol.accent + index


def _is_index(run: str) -> bool:
    """Tell whether letters below a symbol are indices rather than a word: `ij`, not `true` or `gt`."""
    if len(run) == 1:
        return run != "T"
    return run not in _INDEX_WORDS and len(run) <= 3 and not set(run.lower()) & set("aeouy")


def letters(symbol: Symbol) -> frozenset[str]:
    """Return the letters of a symbol's indices and arguments: what it depends on."""
    found: set[str] = set()
    for raw in (symbol.sub, symbol.sup, symbol.argument):
        for run in re.findall(r"[A-Za-z]+|[α-ω]", raw):
            if _is_index(run):
                found.update(run.lower())
    return frozenset(found)
