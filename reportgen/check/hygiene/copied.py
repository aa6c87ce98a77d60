"""What was copied from another model and not adapted: sentences of another part, captions of another network."""

import re
from collections.abc import Iterator

from reportgen.check.consistency.claims import Claim, Claims
from reportgen.check.consistency.handout import is_handout
from reportgen.check.consistency.scopes import Scopes
from reportgen.check.consistency.titles import titles_of
from reportgen.check.patterns import regex
from reportgen.check.submission import Sentence, Submission, plain
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "hygiene.copied"
LONG = 60
_SAYS = (
    ("hog", regex(r"\bhog\b|pix_?p_?cell|\borientations?\b", re.IGNORECASE)),
    ("fashion", regex(r"\bfashion\b", re.IGNORECASE)),
    ("xray", regex(r"x-?ray|pneumoni", re.IGNORECASE)),
    ("cnn", regex(r"\bcnns?\b|\bconvolutional (?:neural )?network|r[eé]seau convolutif", re.IGNORECASE)),
    ("raw", regex(r"\braw (?:data|pixels?)\b|\b(?:pixels|donn[eé]es) brute?s\b", re.IGNORECASE)),
)
_IN_OTHER = {
    "raw": {"hog", "cnn", "fashion", "xray"},
    "hog": {"raw", "cnn", "fashion", "xray"},
    "cnn": {"raw", "hog", "fashion", "xray"},
    "fashion": {"raw", "hog", "xray"},
    "xray": {"raw", "hog", "fashion"},
}
"""What a caption should not say in a part on an experiment: the last two are CNNs too."""
_COMPARES = regex(
    r"\b(?:vs|versus|compar\w+|and|et|between|entre|than|que|against|contre|before|avant)\b", re.IGNORECASE
)


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a review for each sentence and each caption that seems to be another model's."""
    yield from _captions(claims.facts.submission, claims.scopes)
    yield from _sentences(claims)


def _captions(submission: Submission, scopes: Scopes) -> Iterator[Verdict]:
    for block in submission.of("caption"):
        here, text = scopes.titled_experiment(block.place.first), plain(block.text[:300])
        said = {name for name, pattern in _SAYS if pattern.search(text)}
        if here not in _IN_OTHER or len(said) != 1 or not said <= _IN_OTHER[here] or _COMPARES.search(text):
            continue
        if block.damaged or block.place.last - block.place.first > 4:
            continue
        title = next(part.title for part in reversed(submission.path_at(block.place.first)) if part.level)
        values = (("quote", text[:120]), ("title", title))
        yield Verdict(
            RULE, "review", block.place, text, text[:80], "", Label("check.how.hygiene.copied_caption", values),
            "inconsistency", 0.5,
        )  # fmt: skip


def _sentences(claims: Claims) -> Iterator[Verdict]:
    """Yield each long sentence that stands in two cases and contradicts the heading of one."""
    again = _again(claims.facts.submission)
    if not again:
        return
    for case in titles_of(claims).cases:
        for claim in claims.within(case.extent):
            title = case.values.get(claim.setting.name)
            first = again.get(_key(claim.sentence))
            if title is None or first is None or claim.setting.where != "prose" or not claim.is_single:
                continue
            if claim.value != title.value and first.place != claim.place:
                yield _copied(claim, first, title)


def _copied(claim: Claim, first: Sentence, title: Claim) -> Verdict:
    values = (("quote", claim.setting.quote), ("title", title.setting.quote))
    return Verdict(
        RULE, "review", claim.place, claim.sentence[:200], claim.setting.quote, title.setting.quote,
        Label("check.how.hygiene.copied_sentence", values), "inconsistency", 0.6, also=(first.place, title.place),
    )  # fmt: skip


def _again(submission: Submission) -> dict[str, Sentence]:
    """Return the sentences that stand more than once, by their words: where each stands first."""
    first: dict[str, Sentence] = {}
    twice: dict[str, Sentence] = {}
    for sentence in submission.sentences:
        if len(sentence.text) >= LONG and submission.blocks[sentence.block].kind == "paragraph":
            key = _key(sentence.text)
            if key in first and not is_handout(sentence.text):
                twice[key] = first[key]
            first.setdefault(key, sentence)
    return twice


def _key(text: str) -> str:
    return " ".join(text.lower().split())
