"""Which share of the pixels a level of noise replaces: at level p a share of p, half of it black, half white.

The notebook of the course means that by its level, other implementations do not: what differs is a question.
"""

import re
from collections.abc import Iterator

from reportgen.check.facts.folding import folded
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "domain.noise"
_HOW = "check.how.noise"
_LEVEL = regex(
    r"\b(?:noise|bruit|niveaux?|levels?|probabilit[ye]|p)\b(?: (?:level|niveau|of|de|du|bruit|a|=|d'|with|at))*"
    r"[ :=]{1,3}(?P<p>0[.,]\d{1,2})(?![\d.,]*\d)"
)
_SHARE = r"(?P<x>\d{1,3}(?:[.,]\d)?) ?%(?: (?:of|des|de|d'entre|du|d')[^.,;]{0,30}?)?"
_IS = r"[^.,;\d]{0,25}?\b"
_KINDS = (
    ("half", regex(rf"{_SHARE}(?: pixels?)?{_IS}(?:white|black|blancs?|noirs?)\b")),
    ("kept", regex(
        rf"{_SHARE}(?: pixels?)?{_IS}(?:keep|kept|unchanged|untouched|intacts?|unaffected|inchanges?|conserv\w*"
        rf"|gardent)\b"
    )),
    ("all", regex(rf"{_SHARE}(?: pixels?)?{_IS}(?:replaced|corrupted|remplaces?|bruites?|affectes?|affected)\b")),
)  # fmt: skip
_BACKWARDS = regex(
    r"\b(?:replaces?|remplace)\b[^.,;\d]{0,30}(?P<x>\d{1,3}(?:[.,]\d)?) ?% (?:of|des|de)\b[^.,;]{0,20}pixels?"
)
_PIXELS = regex(r"\bpixels?\b")
_OF_OTHERS = regex(
    r"\b(?:already|deja|background|fond|really|vraiment|measured|mesure\w*|images?|of the replaced)\b"
    r"(?! pixels?)"
)


def verdicts(submission: Submission) -> Iterator[Verdict]:
    """Yield the verdicts on shares of pixels in sentences that name the level, or stand after one that does."""
    level: tuple[int, float] | None = None
    for sentence in submission.sentences:
        low = folded(sentence.text)
        found = [float(match["p"].replace(",", ".")) for match in _LEVEL.finditer(low)]
        if found:
            level = (sentence.block, found[0]) if len(set(found)) == 1 else None
        here = level is not None and level[0] == sentence.block and _PIXELS.search(low)
        if not here or level is None or submission.blocks[sentence.block].kind not in ("paragraph", "item"):
            continue
        for kind, match in _claims(low):
            number = next((one for one in quantities(sentence.text) if one.start == match.start("x")), None)
            if number is not None and not _OF_OTHERS.search(low):
                outcome = _outcome(kind, number, level[1])
                if outcome is not None:
                    yield _verdict(outcome, kind, sentence.text, number, level[1], sentence.place)


def _claims(low: str) -> Iterator[tuple[str, re.Match[str]]]:
    taken = set[int]()
    for kind, pattern in (*_KINDS, ("all", _BACKWARDS)):
        for match in pattern.finditer(low):
            if match.start("x") not in taken:
                taken.add(match.start("x"))
                yield kind, match


def _right(kind: str, level: float) -> float:
    return {"half": level / 2, "kept": 1 - level, "all": level}[kind]


def _outcome(kind: str, number: Quantity, level: float) -> Outcome | None:
    """Return what a share comes to; pixels that are replaced by their own value stay as they are."""
    share, step = number.value / 100, number.readings[0].step / 100
    right = _right(kind, level)
    if abs(share - right) <= step / 2 + 1e-9:
        return "confirmed"
    if kind == "kept" and share > right:
        return None
    return None if number.about and abs(share - right) < 0.05 else "review"


def _verdict(outcome: Outcome, kind: str, text: str, number: Quantity, level: float, place: Place) -> Verdict:
    return Verdict(
        RULE,
        outcome,
        place,
        text[:200],
        f"{number.text} %",
        Label(f"{_HOW}.value", (("share", 100 * _right(kind, level)),)),
        Label(f"{_HOW}.{kind}", (("level", level), ("share", 100 * _right(kind, level)))),
        severity="inconsistency",
        suspicion=0.6 if outcome == "review" else 0.0,
        question=Label(f"{_HOW}.question") if outcome == "review" else None,
    )
