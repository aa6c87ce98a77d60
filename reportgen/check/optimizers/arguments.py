"""Arguments of optimizers: their names in both languages, their values, and how a report states them."""

import re
from dataclasses import dataclass
from typing import Literal

from reportgen.check.numbers import quantities
from reportgen.check.optimizers.versions import ARGUMENTS, DEFAULTS, Value
from reportgen.check.patterns import regex
from reportgen.check.submission import Place

Form = Literal["signature", "copied", "call", "table", "list", "prose"]
"""How an argument is stated: `copied` is a call with so many arguments that it may be a signature."""


@dataclass(frozen=True)
class Argument:
    """An argument with its value.

    Attributes:
        name: as Keras calls it.
        value: as stated; a number, a truth value, None.
        form: how it is stated.
        place: its lines.
        quote: as written.
        text: the sentence, the line or the headings that it stands in: they may say of what it is, and that it is a
            default.
        start: where it begins in that text.
        end: where it ends there.
        optimizer: the name it is in brackets of; empty if it is in none.
    """

    name: str
    value: Value
    form: Form
    place: Place
    quote: str
    text: str
    start: int = 0
    end: int = 0
    optimizer: str = ""


NAMES: dict[str, str] = {
    "learning_rate": (
        r"learning[ _-]{0,2}rate|lr|taux d['’ ]{0,2}apprentissage|pas d['’]apprentissage|vitesse d['’]apprentissage"
        r"|taux(?= par d[eé]faut)|(?<=default )rate"
    ),
    "rho": r"rho|ρ|\\rho",
    "momentum": r"(?<!ema_)(?<!ema )momentum",
    "epsilon": r"epsilon|eps|ε|ϵ|\\epsilon|\\varepsilon",
    "centered": r"centered",
    "beta_1": r"beta[ _]?1|β_?1|β₁|\\beta_1",
    "beta_2": r"beta[ _]?2|β_?2|β₂|\\beta_2",
    "amsgrad": r"amsgrad",
    "nesterov": r"nesterov",
    "weight_decay": r"weight[ _]decay",
    "clipnorm": r"(?<!global_)clipnorm",
    "clipvalue": r"clipvalue",
    "global_clipnorm": r"global_clipnorm",
    "use_ema": r"use_ema",
    "ema_momentum": r"ema[_ ]momentum",
    "ema_overwrite_frequency": r"ema_overwrite_fr\w{0,4}q\w{0,5}",
    "jit_compile": r"jit_compile",
    "initial_accumulator_value": r"initial_accumulator_value",
    "loss_scale_factor": r"loss_scale_factor",
    "gradient_accumulation_steps": r"gradient_accumulation_steps",
}
OPTIMIZER = regex(
    rf"(?<![A-Za-z])(?:{'|'.join(sorted(DEFAULTS, key=len, reverse=True))}|RMS[ -]prop|rms_prop)(?![A-Za-z])",
    re.IGNORECASE,
)
DEFAULT = regex(
    r"\bd[eé]fauts?\b|\bdefaults?\b|aucune? valeurs? explicite|no explicit"
    r"|without (?:any )?(?:arguments?|parameters?)|sans (?:aucun )?(?:arguments?|param[eè]tres?)",
    re.IGNORECASE,
)
_TRUTHS = {
    "true": True, "vrai": True, "activé": True, "enabled": True, "false": False, "faux": False, "désactivé": False,
    "disabled": False,
}  # fmt: skip
_NOTHING = ("none", "null", "aucun", "aucune")
VALUE = rf"[-−]?[\d.][^\n]{{0,30}}|{'|'.join((*_TRUTHS, *_NOTHING))}|auto"


def canonical(name: str) -> str:
    """Return an optimizer as Keras calls it."""
    flat = re.sub(r"[ _-]", "", name).lower()
    return next(known for known in DEFAULTS if known.lower() == flat)


def named(text: str) -> tuple[str, ...]:
    """Return the optimizers that a text names, in order, as Keras calls them."""
    return tuple(dict.fromkeys(canonical(found[0]) for found in OPTIMIZER.finditer(text)))


def argument_name(name: str) -> str | None:
    """Return the argument that a written name is; None if it is none."""
    name = name.lower().strip("_")
    if name == "lr":
        return "learning_rate"
    if re.fullmatch(r"ema_overwrite_fr\w{0,4}q\w{0,5}", name):
        return "ema_overwrite_frequency"
    return name if name in ARGUMENTS else None


def parsed(text: str) -> Value:
    """Return a value as written: a number, a truth value, None; a text if it is none of them, or may be damaged."""
    word = re.match(r"[\s\"'`*_$]{0,4}([A-Za-zéÉ]{4,12})", text)
    if word:
        lower = word[1].lower()
        return None if lower in _NOTHING else _TRUTHS.get(lower, text)
    head = re.sub(r"^[\s\"'`*_${]{0,4}", "", text)[:30]
    found = quantities(head)
    if not found or found[0].start > 1:
        return text
    quantity = found[0]
    after = head[quantity.end : quantity.end + 4]
    if re.match(r"\s?[-−–+/×x*^]\s?\d|\s?%|\s?\^", after) or quantity.about:
        return text
    return float(quantity.value)
