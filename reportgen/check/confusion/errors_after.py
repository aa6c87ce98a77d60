"""Numbers of errors in the sentence after the accuracy: `So 287 of the 10,000 images are wrong`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.check.confusion.classes import unmentioned
from reportgen.check.confusion.error_rates import is_accuracy
from reportgen.check.confusion.images_said import images_said
from reportgen.check.confusion.in_words import ERRORS, NOT_ALL
from reportgen.check.confusion.understood import IMAGES, understood
from reportgen.check.facts.metric_words import splits
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.submission import Sentence, Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

_PIECE = regex(r"[,;] |\bet\b|\band\b|\bvs\b|\bcontre\b|\bagainst\b")
_ANOTHER = regex(
    r"\b(?:cnn|mlp|hog|ae|models?|mod[eè]les?|networks?|r[eé]seaux?|auto-?encod\w*|hinton\w*|nois\w+"
    r"|bruit\w*)\b",
    re.IGNORECASE,
)
"""What names a network may name another than the one before."""
_IMAGES = regex(r"\d ?(?:images|samples|exemples|examples)\b", re.IGNORECASE)
_MAYBE = regex(r"\d")


def verdicts(submission: Submission) -> Iterator[Verdict]:
    """Yield the verdicts on numbers of errors whose accuracy the sentence before states, and no other."""
    for before, sentence in pairwise(submission.sentences):
        kind = submission.blocks[sentence.block].kind
        if before.block == sentence.block and kind in ("paragraph", "item") and _MAYBE.search(sentence.text):
            yield from _of(before, sentence)


def _of(before: Sentence, sentence: Sentence) -> Iterator[Verdict]:
    text = sentence.text
    found = quantities(text)
    images = list(images_said(text, found)) if len(text) < 300 else []
    if len(images) != 1 or images[0].total is None or images[0].about or NOT_ALL.search(text):
        return
    accuracies = _accuracies(before.text)
    if any(is_accuracy(text, one) for one in found) or len(accuracies) != 1:
        return
    one, accuracy = images[0], accuracies[0]
    assert one.total is not None
    share = accuracy.shares[0]
    part = 1 - share.value if one.wrong else share.value
    away = abs(one.count / one.total - part)
    right = away <= share.step / 2 + 0.5 / one.total + 1e-9
    known = [other for other in found if other.value in (one.count, one.total)]
    plain = understood(unmentioned(text, known), IMAGES) and len(found) == 2 and not _ANOTHER.search(text)
    if not right and (not plain or accuracy.about or away <= 1.5 * share.step or _apart(before.text, text)):
        return
    outcome: Outcome = "confirmed" if right else "refuted"
    rate = 1 - one.count / one.total if one.wrong else one.count / one.total
    yield Verdict(
        ERRORS,
        outcome,
        sentence.place,
        text[:300],
        str(one.count),
        "" if right else str(round(one.total * part)),
        Label("check.how.metric.share", (("count", one.count), ("total", one.total), ("share", 100 * rate))),
        also=(before.place,) if outcome != "confirmed" else (),
    )


def _apart(before: str, text: str) -> bool:
    """Tell whether the accuracy is of other images: of the validation's, or of a number of them."""
    named = splits(before), splits(text)
    return ("validation" in named[0] and "test" in named[1]) or _IMAGES.search(before) is not None


def _accuracies(text: str) -> list[Quantity]:
    """Return the accuracies of a sentence that are not of the training images."""
    found, start = list[Quantity](), 0
    for cut in [*(match.end() for match in _PIECE.finditer(text)), len(text)]:
        piece = text[start:cut]
        numbers = [one for one in quantities(text) if start <= one.start < cut]
        if not splits(piece) & {"train"}:
            found += [one for one in numbers if is_accuracy(text, one)]
        start = cut
    return found
