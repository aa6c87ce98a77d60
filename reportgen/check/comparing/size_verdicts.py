"""Verdicts on what is said of the sizes of deep and shallow networks."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

from reportgen.check.comparing.clauses import LONGEST, Clause, clauses, quoted
from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.places import placed
from reportgen.check.comparing.size_claims import Bulk, bulks, kinds
from reportgen.check.comparing.sizes import Kind, Size
from reportgen.check.comparing.speech import asks
from reportgen.check.submission import Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

Pair = tuple[int, int]

_TRIGGER = re.compile(
    r"weight|param|poids|capac|connex|connect|(?:small|bigg|larg|light)er|plus (?:petit|gros|grand|leg|lourd)"
)
_SUPPOSED = re.compile(
    r"\b(?:would|could|might|should|if|serai(?:t|ent)|aurai(?:t|ent)|pourrai(?:t|ent)|si (?:on|l'on"
    r"|nous)|expect\w*|attend\w*|thought|pensait|might)\b"
)
_THOUGHT = re.compile(
    r"\b(?:contrary to|unlike|contrairement a|malgre|despite) (?:what|ce qu)[^,]{0,50},|\b(?:as"
    r"|comme) [^,]{0,30}(?:expect|attend)\w*,"
)
_OPEN = re.compile(
    r"\bnot (?:necessarily|always)\b|pas (?:forcement|necessairement|toujours)\b|\bdepends?\b"
    r"|\bdepend(?:ent)?\b|\bcan be\b|\bpeut etre\b|peuvent"
)
_PROSE = ("paragraph", "item", "caption")


def statements(submission: Submission, known: Callable[[], Sequence[Size]]) -> Iterator[Verdict]:
    """Yield a verdict for each statement that the sizes of the report's networks bear on.

    Args:
        submission: the report.
        known: returns the sizes; asked only if a sentence speaks of them.
    """
    before = ""
    for index, sentence in enumerate(submission.sentences):
        if submission.blocks[sentence.block].kind not in _PROSE or len(sentence.text) > LONGEST:
            continue
        folded = fold(whole(sentence.text))
        if _TRIGGER.search(folded) and not asks(folded):
            yield from _of(clauses(sentence, index), folded, before, known(), submission)
        before = folded


def _of(
    own: Sequence[Clause], folded: str, before: str, known: Sequence[Size], submission: Submission
) -> Iterator[Verdict]:
    earlier = _kinds(before)
    for clause in own:
        for bulk in () if _SUPPOSED.search(_THOUGHT.sub(" ", clause.folded)) else bulks(clause, folded, earlier):
            yield from _verdicts(bulk, known, submission)
        earlier = _kinds(clause.folded) or earlier


def _kinds(folded: str) -> tuple[Kind, ...]:
    found = kinds(folded)
    return found[0][2] if found else ()


def _verdicts(bulk: Bulk, known: Sequence[Size], submission: Submission) -> Iterator[Verdict]:
    pairs = [bulk.own] if bulk.own else _pairs(bulk, known)
    if not pairs:
        return
    if _OPEN.search(bulk.clause.folded):
        yield _verdict("capacity.weights", bulk, "confirmed", "agrees", pairs, submission)
        return
    yield _order(bulk, pairs, known, submission)
    if bulk.times:
        yield _ratio(bulk, pairs, known, submission)


def _pairs(bulk: Bulk, known: Sequence[Size]) -> list[Pair]:
    """Return the sizes of what is compared: of networks for digits if both kinds have one, else of all."""
    return _all_pairs(bulk, [size for size in known if size.digits]) or _all_pairs(bulk, known)


def _all_pairs(bulk: Bulk, known: Sequence[Size]) -> list[Pair]:
    who = [size.value for size in known if size.kind in bulk.who]
    than = [size.value for size in known if size.kind in bulk.than]
    return [] if bulk.own else list(product(who, than))


def _order(bulk: Bulk, pairs: Sequence[Pair], known: Sequence[Size], submission: Submission) -> Verdict:
    """Judge who has more."""
    right = [_holds(bulk, pair) for pair in pairs]
    if all(right):
        universal = bulk.general and not bulk.own and _universal(bulk)
        return _verdict(
            "capacity.weights",
            bulk,
            "review" if universal else "confirmed",
            "universal" if universal else "agrees",
            pairs,
            submission,
            0.2,
        )
    if any(right) or any(_holds(bulk, pair) for pair in _all_pairs(bulk, known)):
        return _verdict("capacity.weights", bulk, "review", "mixed", pairs, submission, 0.3)
    if bulk.general or bulk.capacity:
        return _verdict("capacity.weights", bulk, "review", "general", pairs, submission, 0.6)
    return _verdict("capacity.weights", bulk, "refuted", "contradicts", pairs, submission)


def _universal(bulk: Bulk) -> bool:
    return not re.search(
        r"\b(?:generally|in general|usually|often|typically|en general|generalement|souvent|here|ici"
        r"|in (?:our|this)|dans (?:notre|ce)|our|notre|nos|tend)\b",
        bulk.clause.folded,
    )


def _holds(bulk: Bulk, pair: Pair) -> bool:
    if pair[0] == pair[1]:
        return bulk.not_more
    return (pair[0] > pair[1]) == (bulk.sign > 0)


def _ratio(bulk: Bulk, pairs: Sequence[Pair], known: Sequence[Size], submission: Submission) -> Verdict:
    """Judge how many times more: right if any pair gives the number, rounded or nearly."""
    if any(_near(bulk, pair) for pair in pairs):
        return _verdict(
            "capacity.ratio",
            bulk,
            "confirmed",
            "ratio",
            [next(pair for pair in pairs if _near(bulk, pair))],
            submission,
        )
    others = [(one.value, two.value) for one, two in combinations(known, 2)]
    open_ = bulk.general or any(_near(bulk, pair) for pair in others)
    return _verdict("capacity.ratio", bulk, "review" if open_ else "refuted", "ratio", pairs, submission, 0.5)


def _near(bulk: Bulk, pair: Pair) -> bool:
    ratio = max(pair) / min(pair)
    slack = max(1.0 if bulk.times == int(bulk.times) else 0.1, (0.3 if bulk.loose else 0.12) * bulk.times)
    return abs(ratio - bulk.times) <= slack or abs(ratio - 1 - bulk.times) <= 0.5


def _verdict(
    rule: str,
    bulk: Bulk,
    outcome: Outcome,
    kind: str,
    pairs: Sequence[Pair],
    submission: Submission,
    suspicion: float = 0.0,
) -> Verdict:
    first, second = pairs[0]
    high, low = max(first, second), min(first, second)
    values = (("first", first), ("second", second), ("ratio", round(high / low, 2)), ("high", high), ("low", low))
    how = Label(f"check.how.capacity.{kind}", values)
    return Verdict(
        rule=rule,
        outcome=outcome,
        place=placed(bulk.clause, submission),
        quote=quoted(bulk.clause),
        found=quoted(bulk.clause, 90),
        expected=Label("check.how.capacity.sizes", values) if outcome == "refuted" else "",
        how=how,
        suspicion=suspicion if outcome == "review" else 0.0,
    )
