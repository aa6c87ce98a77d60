"""How often the weights are updated in an epoch: once a mini-batch, 60,000 / 128 = 468.75, so 469 times.

Whoever drops what is left over has 468; who sets images apart for validation has fewer. So a number is wrong only where
the same passage gives the images and the batch that it comes from.
"""

import re
from collections.abc import Iterator
from math import ceil

from reportgen.check.facts import Facts
from reportgen.check.facts.folding import folded
from reportgen.check.facts.passages import Passage, passages
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "optimizer.updates"
_WHAT = (
    r"(?:(?:weight |parameter |gradient )?updates?|(?:gradient |training |optimi[sz]ation )?steps?|iterations?"
    r"|mini-?batche?s?|batches|mises? a jour(?: des poids)?|lots|mini-?lots|pas(?: de gradient)?)"
)
_PER = r"(?:per|par|in|dans|pour|a|an|for|each|every|chaque|une|one|each|the)"
_EPOCH = r"(?:epochs?|epoques?)"
_STATED = (
    regex(rf"(?<![\w.,*×/+-])(?P<n>\d[\d ',.]{{0,7}}) {_WHAT}(?: {_PER}){{1,2}} {_EPOCH}\b"),
    regex(
        rf"\b(?:one|an|each|per|every|une|chaque) {_EPOCH}(?:,| (?:there )?(?:are|is|has|have|consists? of|takes|makes"
        rf"|represente|compte|comporte|contient|fait|comprend|we have|il y a|on a))(?: there are| we have"
        rf"| il y a| on a)?"
        rf" (?P<n>\d[\d ',.]{{0,7}}) {_WHAT}\b"
    ),
)
_IMAGES = regex(r"\b(?:images?|samples?|exemples?|examples?|training|entrainement|mnist|digits|chiffres)\b")
_BATCH = regex(r"\b(?:batch(?:es)?|lots?|mini-?batche?s?|mini-?lots?)\b")
_SIZE = regex(r"\b(?:lots?|batch(?:es)?|batch size|mini-?batche?s?) (?:de |of |= ?|size of )?(\d{1,4})\b(?!%| ?%)")
_APART = regex(r"validation_split|validation[ _]split|set apart|mises? de cote|drop_remainder|hold[- ]?out|augment")
_LEAST, _FEWEST = 10, 5_000


def verdicts(facts: Facts) -> Iterator[Verdict]:
    """Yield the verdict on each number of updates in an epoch."""
    sizes = {int(value) for one in facts.settings if one.name == "batch_size" for value in one.values if _whole(value)}
    apart = any(_APART.search(folded(block.text[:20_000])) for block in facts.submission.blocks)
    for passage in passages(facts.submission):
        if passage.kind in ("paragraph", "item", "caption"):
            low = folded(passage.text)
            for match in (match for form in _STATED for match in form.finditer(low)):
                yield from _judge(passage, match, sizes, apart)


def _whole(value: float | str) -> bool:
    return not isinstance(value, str) and float(value).is_integer() and value > 0


def _judge(passage: Passage, match: re.Match[str], sizes: set[int], apart: bool) -> Iterator[Verdict]:
    numbers = quantities(passage.text)
    stated = next((one for one in numbers if one.start == match.start("n")), None)
    if stated is None or stated.value < _LEAST or stated.percent:
        return
    others = [one for one in numbers if one is not stated]
    images = {int(one.value) for one in others if one.value >= _FEWEST and _beside(passage, one)} or {60_000}
    sizes = sizes | {int(found[1]) for found in _SIZE.finditer(folded(passage.text))}
    here = {size for size in sizes if any(one.is_exactly(size) for one in others)}
    batches = here or sizes
    if not batches:
        return
    right = {image / batch for image in images for batch in batches}
    if any(stated.can_be(value) or stated.value in (ceil(value), int(value)) for value in right):
        yield _verdict("confirmed", passage, match, stated, min(images), min(batches))
        return
    if apart or len(batches) != 1:
        return
    certain = (
        len(images) == len(here) == 1
        and any(one.is_exactly(next(iter(images))) for one in others)
        and _BATCH.search(folded(passage.text)) is not None
        and not stated.about
    )
    yield _verdict("refuted" if certain else "review", passage, match, stated, min(images), min(batches))


def _beside(passage: Passage, number: Quantity) -> bool:
    """Tell whether a number is one of images."""
    around = folded(passage.text)[max(0, number.start - 30) : number.end + 30]
    return _IMAGES.search(around) is not None or "/" in around


def _verdict(
    outcome: Outcome, passage: Passage, match: re.Match[str], stated: Quantity, images: int, batch: int
) -> Verdict:
    values = (("images", images), ("batch", batch), ("updates", ceil(images / batch)))
    return Verdict(
        RULE,
        outcome,
        passage.at(match.start(), match.end()),
        passage.text[match.start() : match.end()],
        stated.text,
        Label("check.how.optimizer.updates_value", (("updates", ceil(images / batch)),)),
        Label("check.how.optimizer.updates", values),
        suspicion=0.5 if outcome == "review" else 0.0,
    )
