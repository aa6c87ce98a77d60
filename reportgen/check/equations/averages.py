"""Moving averages of gradients and of their squares."""

import re
from collections.abc import Mapping, Sequence

from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Choice, first, numbers
from reportgen.check.equations.group import Group
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import key
from reportgen.check.equations.roles import choices_of, is_weight, one_average, squares_gradient, state_of
from reportgen.check.equations.terms import GRADIENT, Equation, Symbol, Term, symbols
from reportgen.check.equations.update_forms import ADAGRAD, ADAM_MEAN, AVERAGE, AVERAGES, MOMENTUM
from reportgen.check.patterns import regex

_SQUARES = regex(
    r"squares? of (?:the |its |all |past |previous |recent ){0,3}gradient|squared? (?:past |previous |recent )?gradient"
    r"|gradients? squared|mean square\b"
    r"|carr[ée]s? (?:du|des|de la|de l['’]|de ces) ?(?:derniers? |dernières? )?(?:gradient|d[ée]riv)"
    r"|gradients? (?:au|élevés? au|mis au|eleves? au) carr",
    re.IGNORECASE,
)
_NEAR = 150


def average(equation: Equation, term: Term, group: Group, context: Context) -> Judgement | None:
    """Compare a formula with the moving averages of RMSprop, Adam and their kin."""
    state = state_of(equation)
    term = one_average(term, state)
    present = {key(symbol) for symbol in symbols(term)}
    if state not in present or GRADIENT not in present or is_weight(state):
        return None
    choices = choices_of(term, v=(state,), g=(GRADIENT,))
    name = context.closest("rmsprop", "adam", "adagrad", "adadelta", "momentum", "nadam", "centered")
    form = first(term, AVERAGES, choices)
    if (
        form is None
        or form.mistake in ("square", "decay_missing")
        or (form.mistake == "two_decays" and not squares_gradient(term))
    ):
        other = _other_average(term, state, choices, name, group, context)
        if other is not None:
            return (
                None
                if other == "silent"
                else Judgement(f"equation.{other}", AVERAGE if other == "rmsprop" else ADAM_MEAN)
            )
    if form is None:
        return None
    rule = "equation.adam" if "adam" in name and "rmsprop" not in name else "equation.rmsprop"
    right = ADAM_MEAN if rule == "equation.adam" else AVERAGE
    if not form.mistake:
        return _right_average(equation, rule, right)
    return _wrong_average(form.mistake, rule, right, term, state, name)


def _other_average(
    term: Term,
    state: str,
    choices: Mapping[str, Sequence[Choice]],
    name: frozenset[str],
    group: Group,
    context: Context,
) -> str | None:
    """Return which other rule a sum of gradients is right for; `silent` if that is open, None if it is none."""
    if first(term, ADAGRAD, choices) is not None:
        return "adagrad" if "adagrad" in context.all else "silent"
    if first(term, MOMENTUM, choices) is None or _means_squares(state, name, group, context):
        return None
    if name & {"momentum", "nadam"}:
        return "momentum"
    return "adam" if "adam" in name else "silent"


def _means_squares(state: str, name: frozenset[str], group: Group, context: Context) -> bool:
    """Tell whether an average is meant as one of squares: by its name, by the text, by the root that is taken of it."""
    if state == "E[g^2]" or (name == {"adam"} and state[0] in "vV" and {state, f"{state}^"} & group.rooted):
        return True
    if name & {"momentum", "nadam"} or "centered" in context.all or re.match(r"[mM](?:_|$)|.*[-^]", state):
        return False
    if state.startswith("E["):
        return bool({state, "E[g^2]"} & group.rooted) or _says_squares(context)
    return (state in group.rooted and "momentum" not in context.all) or ("rmsprop" in name and _says_squares(context))


def _says_squares(context: Context) -> bool:
    return _SQUARES.search(f"{context.before[-_NEAR:]} {context.words}") is not None


def _right_average(equation: Equation, rule: str, right: str) -> Judgement:
    """`E[g]` for `E[g²]` is a matter of notation."""
    names = {symbol.name + symbol.accent for symbol in symbols(equation.sides[-1]) if symbol.name.startswith("E[")}
    names |= {symbol.name for symbol in symbols(equation.sides[0]) if symbol.name.startswith("E[")}
    if any(name != "E[g^2]" and not name.startswith("E[mean") for name in names):
        return Judgement(rule, right, "notation", severity="imprecision", suspicion=0.4)
    return Judgement(rule, right)


def _wrong_average(mistake: str, rule: str, right: str, term: Term, state: str, name: frozenset[str]) -> Judgement:
    known = bool(name & {"rmsprop", "adam"}) or state == "E[g^2]"
    if mistake == "two_decays":
        same_letter = _differ_by_number(term)
        both_numbers = len(numbers(term)) >= 2 and not any(key(one) not in (state, GRADIENT) for one in symbols(term))
        return Judgement(rule, right, mistake, known and (same_letter or both_numbers), suspicion=0.4)
    if mistake == "state_squared":
        return Judgement(rule, right, mistake, suspicion=0.6)
    return Judgement(rule, right, mistake, known, suspicion=0.7)


def _differ_by_number(term: Term) -> bool:
    """Tell whether two factors are of one letter with two numbers: β₁ and 1-β₂."""
    bases = [symbol.name for symbol in {Symbol(one.name, sub=one.sub) for one in symbols(term) if one.sub.isdecimal()}]
    return len(bases) > len(set(bases))
