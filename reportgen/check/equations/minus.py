"""The minus of a cross-entropy: whether it is missing, or stands in the words around the formula."""

import re

from reportgen.check.equations.context import Context
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.sources import Formula
from reportgen.check.equations.terms import BigSum, Call, Equation, Symbol, Term, walk
from reportgen.check.patterns import regex

_LOSSES = frozenset({"ce", "cce", "bce", "l", "j", "c", "e", "h", "d", "xe", "nll", "lce", "lbce"})
_MINUS = regex(
    r"negati[fv]|négati[fv]|\bminus\b|\bmoins\b|opposé|\bsigne?\b|\bnll\b|[-−–] ?(?:\\sum|Σ|∑|\\frac\{1\}|1/[NnmM])",
    re.IGNORECASE,
)
_OF_THE_LOG = regex(
    r"(?:negative|négatif|minus|moins|opposé(?: du)?)[\s-]{1,2}(?:(?:of|the|du|le|natural|mean|average|moyenne)\s){0,3}"
    r"log[\w-]{0,12}(?:[\s-]likelihood)?|log[\s-]?(?:likelihood|vraisemblance) négative|\bnll\b",
    re.IGNORECASE,
)
"""A minus that is said of the logarithm belongs into the formula; one that is said of the sum may be put before it."""
_LIKELIHOOD = regex(r"likelihood|vraisemblance", re.IGNORECASE)


def is_named(equation: Equation) -> bool:
    """Tell whether the left side is the name of a loss."""
    left = equation.sides[0] if len(equation.sides) > 1 else None
    name = left.name.lower() if isinstance(left, Symbol) else ""
    return name in _LOSSES or any(word in name for word in ("entropy", "entropie", "loss", "perte", "cost", "coût"))


def is_likelihood(context: Context) -> bool:
    """Tell whether a likelihood is maximised, which has no minus."""
    return "ascent" in context.near or _LIKELIHOOD.search(_OF_THE_LOG.sub(" ", context.whole)) is not None


def missing_minus(rule: str, right: str, equation: Equation, formula: Formula, context: Context) -> Judgement | None:
    """Judge a loss without its minus: refuted where none is near, not even in words."""
    left = equation.sides[0]
    if isinstance(left, Symbol) and left.name.lower().startswith("log"):
        return None
    if len(equation.sides) < 2 and (formula.dashed or not _is_whole(equation.sides[0])):
        return Judgement(rule, right) if formula.dashed else None
    around = " ".join((formula.words, context.before, *context.titles[-1:], context.after))
    doubt = (
        formula.dashed
        or not (is_named(equation) or (_is_in_words(equation) and context.own & {"crossentropy", "loss"}))
        or _MINUS.search(_OF_THE_LOG.sub(" ", around)) is not None
        or len(equation.sides) < 2
        or re.search(r"[-−–]\s*$", formula.words) is not None
    )
    return Judgement(rule, right, "missing_minus", certain=not doubt, suspicion=0.6)


def _is_in_words(equation: Equation) -> bool:
    return len(equation.sides) > 1 and equation.sides[0] == Symbol("result")


def _is_whole(side: Term) -> bool:
    """Tell whether a formula without a left side is more than a term that the text speaks of."""
    return any(
        isinstance(part, BigSum) or (isinstance(part, Call) and part.name in ("sum", "mean")) for part in walk(side)
    )
