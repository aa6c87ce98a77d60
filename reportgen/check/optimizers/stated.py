"""Arguments of optimizers that a report states: in signatures and calls, in lists and tables, in prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.check.numbers import quantities
from reportgen.check.optimizers.versions import ARGUMENTS, DEFAULTS, Value
from reportgen.check.submission import Block, Place, Submission, plain

Form = Literal["signature", "copied", "call", "table", "list", "prose"]
"""How an argument is stated: `copied` is a call with so many arguments that it may be a signature."""
LONG = 20_000


@dataclass(frozen=True)
class Argument:
    """An argument with its value.

    Attributes:
        name: as Keras calls it.
        value: as stated; a number, a truth value, None.
        form: how it is stated.
        place: its lines.
        quote: as written.
        line: the text of its line or cell, which may name the optimizer or say that something was changed.
        near: what of that may say `default` of this value.
        optimizer: the name it is in brackets of; empty if it is in none.
    """

    name: str
    value: Value
    form: Form
    place: Place
    quote: str
    line: str
    optimizer: str = ""
    near: str = ""


_NAMES: dict[str, str] = {
    "learning_rate": (
        r"learning[ _-]{0,2}rate|lr|taux d['’ ]{0,2}apprentissage|pas d['’]apprentissage|vitesse d['’]apprentissage"
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
_NAME = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _NAMES.items())
_LINKS = (
    r"[:=]|is|est|of|de|d['’]|à|to|at|set|equal|égale?|vaut|defaults?|par défaut|by default|default value|valeur|value"
    r"|with|a|the|la|initial|initially|est fixée?|RMSprop|Adam|SGD|Nadam|Adagrad|Adadelta|optimi[sz]er|optimiseur|l['’]"
)
_STATED = re.compile(
    rf"(?<![\w.])(?:{_NAME})(?![\w])[\"'`*_$)\]]{{0,4}}(?:\s?\([^()\n\d]{{0,30}}\))?\s{{0,3}}"
    rf"(?:(?:{_LINKS})(?![a-z])[\s\"'`*$:({{]{{0,4}}){{1,4}}+"
    r"(?=(?P<value>[-−]?[\d.][^\n]{0,30}|None|null|aucune?|True|False|vrai|faux|désactivé|auto))",
    re.IGNORECASE,
)
OPTIMIZER = re.compile(
    rf"(?<![A-Za-z])(?P<name>{'|'.join(sorted(DEFAULTS, key=len, reverse=True))}|RMS[ -]prop|rms_prop)(?![A-Za-z])",
    re.IGNORECASE,
)
_CALL = re.compile(
    rf"(?<![A-Za-z])(?P<name>{'|'.join(sorted(DEFAULTS, key=len, reverse=True))})(?:Optimizer)?\s?\(", re.IGNORECASE
)
_PAIR = re.compile(r"(?<![\w.])(?P<name>[A-Za-z_]\w{0,40})\s{0,3}=\s{0,3}(?P<value>[^,()\n=]{1,40})")
_REACH = 120
_BEHIND = 15
"""How far before and behind an argument the word `default` may stand to be said of it."""
_LONGEST_CALL = 900
_TRUTHS = {"true": True, "vrai": True, "false": False, "faux": False, "désactivé": False}
_NOTHING = ("none", "null", "aucun", "aucune")


def canonical(name: str) -> str:
    """Return an optimizer as Keras calls it."""
    flat = re.sub(r"[ _-]", "", name).lower()
    return next(known for known in DEFAULTS if known.lower() == flat)


def find(submission: Submission) -> Iterator[Argument]:
    """Yield the arguments that a submission states, in the order of its blocks."""
    for block in submission.blocks:
        if block.kind in ("header", "figure") or block.damaged:
            continue
        text = block.text[:LONG]
        spans = []
        for name, start, end in _calls(text):
            spans.append((start, end))
            yield from _in_call(block, text, name, start, end)
        if block.kind == "table" and block.cells:
            yield from _in_table(block)
        elif block.kind not in ("output",):
            yield from _in_lines(block, _without(text, spans))


def _calls(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, start and end of each call or signature of an optimizer."""
    until = 0
    for call in _CALL.finditer(text):
        end = _end(text, call.end())
        if (call.start() >= until and end and _PAIR.search(text, call.end(), end)) or (
            call.start() >= until and end and re.fullmatch(r"\s*[\d.eE-]{1,12}\s*", text[call.end() : end - 1])
        ):
            until = end
            yield canonical(call["name"]), call.start(), end


def _end(text: str, start: int) -> int:
    """Return the offset after the bracket that closes; 0 if none is near."""
    depth = 1
    for at in range(start, min(len(text), start + _LONGEST_CALL)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at + 1
    return 0


def _in_call(block: Block, text: str, name: str, start: int, end: int) -> Iterator[Argument]:
    inside = text[start:end]
    pairs = list(_PAIR.finditer(inside))
    form = _form_of_call(inside, pairs)
    line = _line(text, start)
    alone = re.match(r"\w{1,30}\s?\(\s*(\d[\d.]{0,10}(?:e-?\d{1,2})?)\s*[,)]", inside, re.IGNORECASE)
    if alone and form == "call":
        yield Argument(
            "learning_rate",
            float(alone[1].rstrip(".")),
            form,
            block.at(start, start + alone.end()),
            alone[0],
            line,
            name,
        )
    for pair in pairs:
        argument = _argument(pair["name"])
        value = parsed(pair["value"])
        if argument and not isinstance(value, str):
            yield Argument(
                argument, value, form, block.at(start + pair.start(), start + pair.end()), pair[0].strip(), line, name
            )


def _form_of_call(inside: str, pairs: list[re.Match[str]]) -> Form:
    """Tell a signature from a call: no one calls an optimizer with `**kwargs`."""
    if "**" in inside:
        return "signature"
    return "copied" if len(pairs) >= 5 and any(pair["name"] == "name" for pair in pairs) else "call"


def _argument(name: str) -> str | None:
    name = name.lower().strip("_")
    if name == "lr":
        return "learning_rate"
    if re.fullmatch(r"ema_overwrite_fr\w{0,4}q\w{0,5}", name):
        return "ema_overwrite_frequency"
    return name if name in ARGUMENTS else None


def _in_table(block: Block) -> Iterator[Argument]:
    """Yield the arguments of rows `| rho | 0.9 | … |`; the headings may say that the values are defaults."""
    heads = " ".join(block.cells[0]) if block.cells else ""
    for row, place in zip(block.cells, block.rows, strict=False):
        name = _argument(plain(row[0]).strip(" `*:").replace(" ", "_")) if row else None
        for cell in row[1:3]:
            value = parsed(plain(cell))
            if name and not isinstance(value, str):
                yield Argument(name, value, "table", place, " | ".join(row)[:120], heads, near=heads)
                break


def _in_lines(block: Block, text: str) -> Iterator[Argument]:
    """Yield the arguments of lines: an item or a short line is a list, the rest is prose."""
    at = 0
    for line in text.split("\n"):
        for found in _STATED.finditer(line[:2_000]):
            value = parsed(found["value"])
            name = next(name for name in _NAMES if found[name])
            if isinstance(value, str):
                continue
            place = block.at(at + found.start(), at + found.start() + 1)
            quote = found[0] + re.split(r"[,;/\s)|]", found["value"])[0]
            near = line[max(0, found.start() - _REACH) : found.start() + len(quote) + _BEHIND]
            yield Argument(name, value, _form(line, found), place, quote, line, near=near)
        at += len(line) + 1


def _form(line: str, found: re.Match[str]) -> Form:
    return "list" if re.search(r"[:=]\s{0,3}[\"'`*$]{0,3}$", found[0]) and len(line) < 400 else "prose"


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Blank out the calls, which are read by themselves."""
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)][:400]


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
