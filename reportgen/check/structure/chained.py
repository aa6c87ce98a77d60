"""Numbers of weights beside the sizes of all layers: `the auto-encoder 784-128-96-128-784 has 226,416 parameters`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from reportgen.check.facts.folding import folded
from reportgen.check.facts.networks.mentions import chains
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.structure.count_verdicts import RULE
from reportgen.check.structure.judging import number
from reportgen.check.submission import Sentence, Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

_NOUN = regex(r" ?(?:trainable |entrainables )?(?:parameters?|params|parametres|weights|poids)\b")
_PART = regex(
    r"\b(?:en|de)code?u?rs?\b|\blayers?\b|\bcouches?\b|\bhidden|\bcache|\bfirst|\bpremier|\bwithout|\bsans|\bmore\b|\bfewer"
    r"|\bless\b|\bplus\b|\bmoins\b|\bthan\b|\bbias|\bbiais|\bcnn\b|\bconv|\binstead|\bau lieu|\bnot\b|\bpas\b|\babout"
    r"|\benviron|\bwould|\bserait|\bdropout|\bcompar|\bwhereas|\btandis|\bwhile|\balors que|\bagainst|\bcontre\b"
)
_AUTO = regex(r"\bauto-?encod(?:er|eur)s?\b")
_CHAIN = regex(r"\d{1,4}(?: ?(?:-{1,2}>|[-–—→⇒/]) ?\d{1,4}){2,9}[,:;]?")
_LEAST = 3
_NEAR = 0.05


def check(submission: Submission) -> Iterator[Verdict]:
    """Yield the verdict on the one count of a sentence that gives the sizes of one network."""
    for sentence in submission.sentences:
        kind = submission.blocks[sentence.block].kind
        if kind in ("paragraph", "item", "caption") and sum(map(str.isdigit, sentence.text)) > _LEAST:
            yield from _of(sentence)


def _of(sentence: Sentence) -> Iterator[Verdict]:
    text = sentence.text
    found = list(chains(text))
    if len(found) != 1 or len(found[0]) < _LEAST:
        return
    text = _CHAIN.sub(lambda match: "x" * len(match[0]), text)
    low = folded(text)
    counts = [one for one in quantities(text) if _NOUN.match(low[one.end :])]
    if len(counts) != 1 or "=" in text or "+" in text or _PART.search(_AUTO.sub(" ", low)):
        return
    terms = [(read, units) for read, units in pairwise(found[0])]
    right, bare = sum(read * units + units for read, units in terms), sum(read * units for read, units in terms)
    yield _verdict(sentence, counts[0], terms, right, bare)


def _verdict(sentence: Sentence, stated: Quantity, terms: list[tuple[int, int]], right: int, bare: int) -> Verdict:
    outcome: Outcome = "confirmed" if stated.can_be(right) else "review"
    slip = sorted(re.sub(r"\D", "", stated.text)) == sorted(str(right)) or abs(stated.value - right) < _NEAR * right
    if outcome == "review" and slip and not stated.about and not stated.can_be(bare):
        outcome = "refuted"
    formula = " + ".join(f"({read} + 1) × {units}" for read, units in terms)
    return Verdict(
        RULE,
        outcome,
        sentence.place,
        sentence.text[:200],
        number(stated.value),
        number(right),
        Label("check.how.structure.count_total", (("layer", ""), ("formula", formula), ("value", right))),
        suspicion=0.5 if outcome == "review" else 0.0,
    )
