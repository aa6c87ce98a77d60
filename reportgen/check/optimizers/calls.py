"""Calls and signatures of optimizers: `RMSprop(learning_rate=0.001, rho=0.9)`, in code and as pasted documentation."""

import re
from collections.abc import Iterator
from itertools import islice

from reportgen.check.optimizers.arguments import Argument, Form, argument_name, canonical, parsed
from reportgen.check.optimizers.versions import DEFAULTS
from reportgen.check.patterns import regex
from reportgen.check.submission import Block, Place, Submission

_CALL = regex(
    rf"(?<![A-Za-z])(?P<name>{'|'.join(sorted(DEFAULTS, key=len, reverse=True))})(?:Optimizer)?\(", re.IGNORECASE
)
_PAIR = regex(r"(?<![\w.])(?P<name>[A-Za-z_]\w{0,40})\s{0,3}=\s{0,3}(?P<value>[^,()\n=]{1,40})")
_RATE = regex(r"\s*(?P<value>\d[\d.]{0,10}(?:e-?\d{1,2})?)\s*[,)]", re.IGNORECASE)
"""A rate that stands without its name: `Adam(0.001)`."""
_LONGEST, _MOST = 900, 300
LONG = 20_000
"""A block longer than this many characters is cut."""


def spans(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield name, start, start of the arguments, and end of each call or signature of an optimizer."""
    until = 0
    for call in islice(_CALL.finditer(text), _MOST):
        end = _end(text, call.end()) if call.start() >= until else 0
        inside = text[call.end() : end]
        if end and (_PAIR.search(inside) or _RATE.match(inside) or not inside[:-1].strip()):
            until = end
            yield canonical(call["name"]), call.start(), call.end(), end


def bare(submission: Submission) -> dict[str, Place]:
    """Return the optimizers that code calls without any argument, each with the lines of the first such call."""
    found: dict[str, Place] = {}
    called: set[str] = set()
    for block in submission.of("code"):
        text = block.text[:LONG]
        for name, start, inner, end in spans(text):
            if text[inner : end - 1].strip():
                called.add(name)
            else:
                found.setdefault(name, block.at(start, end))
    return {name: place for name, place in found.items() if name not in called}


def _end(text: str, start: int) -> int:
    """Return the offset after the bracket that closes; 0 if none is near."""
    depth = 1
    for at in range(start, min(len(text), start + _LONGEST)):
        depth += (text[at] == "(") - (text[at] == ")")
        if not depth:
            return at + 1
    return 0


def arguments(block: Block, text: str, name: str, inner: int, end: int) -> Iterator[Argument]:
    """Yield the arguments between two offsets of a text, those of one call."""
    inside = text[inner:end]
    pairs = list(_PAIR.finditer(inside))
    form, line = _form(inside, pairs, block), _line(text, inner)
    rate = _RATE.match(inside)
    if rate:
        value = float(rate["value"].rstrip("."))
        yield Argument("learning_rate", value, form, block.at(inner), f"{name}({rate[0].strip()}", line, optimizer=name)
    for pair in pairs:
        argument, value_ = argument_name(pair["name"]), parsed(pair["value"])
        if argument and not isinstance(value_, str):
            place = block.at(inner + pair.start(), inner + pair.end())
            yield Argument(argument, value_, form, place, pair[0].strip(), line, optimizer=name)


def _form(inside: str, pairs: list[re.Match[str]], block: Block) -> Form:
    """Tell a signature from a call: no one calls an optimizer with `**kwargs`."""
    if "**" in inside:
        return "signature"
    told = block.kind != "code" and len(pairs) >= 4
    return "copied" if told or (len(pairs) >= 5 and any(pair["name"] == "name" for pair in pairs)) else "call"


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)][:400]
