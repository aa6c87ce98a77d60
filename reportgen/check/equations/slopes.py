"""The gradient of the L2 penalty in words: of λ·w² it is 2·λ·w; λ·w is that of (λ/2)·w², another convention."""

import re
from collections.abc import Iterator

from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.said import Said
from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex
from reportgen.check.submission import Place, Submission

SLOPE = "2·λ·w"
_STATED = regex(
    r"\b(?:gradient|derivative|derivee|slope|pente)\b[^.;:]{0,60}?\b(?:is|equals|vaut|est|becomes|devient|gives|donne|=)"
    r"(?: then| then| donc| alors| egale? a)? ?\$?(?P<form>(?:\\?[a-zλ0-9_{}^²·*\\, ]){1,40}?)\$?"
    r"(?=[.;,:)]|$| (?:so|which|and|et|donc|ce qui|for|pour|with|avec|per|par)\b)"
)
_ABOUT = regex(r"penal|regulari|\bl[ _]?2\b|weight decay|decroissance|(?:λ|\\lambda) ?(?:\\sum\w*)? ?\\?\w* ?w")
_OTHER = regex(r"\bl[ _]?1\b|loss|perte|entrop|not|pas|total")
_NAMES = (
    ("\\lambda", "λ"), ("lambda", "λ"), ("\\cdot", ""), ("\\,", ""), ("\\times", ""), ("·", ""), ("*", ""), (" ", ""),
    ("{", ""), ("}", ""), ("^2", "²"), ("\\", ""), ("$", ""),
)  # fmt: skip
_RIGHT = frozenset({"2λw", "λ2w", "2wλ", "2λθ", "2αw", "2fw"})
_WRONG = frozenset({"λw²", "2λ", "2λw²", "λ²w", "2w", "λ", "w²", "λ²", "λ/2w"})
_HALF = frozenset({"λw", "λθ", "αw"})


def find(submission: Submission) -> Iterator[Said]:
    """Yield what sentences say of the gradient of the penalty."""
    for sentence in submission.sentences:
        low = folded(sentence.text[:600])
        match = _STATED.search(low) if "w" in low else None
        if match is None or not _ABOUT.search(low) or _OTHER.search(low):
            continue
        judged = _of(match["form"])
        if judged is not None:
            place = Place(sentence.place.first, min(sentence.place.last, sentence.place.first + 4))
            yield Said(sentence.text[:300], place, judged)


def _of(form: str) -> Judgement | None:
    """Compare a folded form with the gradient; None if it is no plain product."""
    for name, sign in _NAMES:
        form = form.replace(name, sign)
    form = re.sub(r"_[a-z]{1,2}", "", form)
    if form in _RIGHT:
        return Judgement("equation.l2", SLOPE)
    if form in _HALF:
        return Judgement("equation.l2", SLOPE, "l2_half", severity="imprecision", suspicion=0.3)
    return Judgement("equation.l2", SLOPE, "l2_gradient", certain=True) if form in _WRONG else None
