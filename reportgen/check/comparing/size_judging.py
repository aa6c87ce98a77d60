"""Verdicts on what is said of the sizes of networks: by two numbers just told, or by all sizes of two kinds."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from reportgen.check.comparing.clauses import Clause, quoted
from reportgen.check.comparing.places import placed
from reportgen.check.comparing.size_claims import Bulk
from reportgen.check.comparing.size_counts import Compared
from reportgen.check.comparing.size_names import Order
from reportgen.check.comparing.sizes import Size
from reportgen.check.patterns import regex
from reportgen.check.submission import Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

Pair = tuple[int, int]
_OPEN = regex(
    r"\bnot (?:necessarily|always)\b|pas (?:forcement|necessairement|toujours)\b|\bdepends?\b"
    r"|\bdepend(?:ent)?\b|\bcan be\b|\bpeut etre\b|peuvent"
)


def counted(said: Compared, known: Sequence[Size], submission: Submission) -> Iterator[Verdict]:
    """Judge what is said of two numbers: refuted if that is wrong of all that may be meant.

    One of the two may be of a part of a network, told just before: open if another size beside the other one is right.
    """
    if said.sign:
        right = [(pair[0] - pair[1]) * said.sign > 0 for pair in said.pairs]
        if all(right) or not any(right):
            outcome: Outcome = "confirmed" if all(right) else "refuted"
            kind = "agrees" if all(right) else "contradicts"
            yield _verdict("capacity.weights", said.clause, outcome, kind, said.pairs, submission)
    if said.times:
        near = [_near(said.times, said.loose, pair) for pair in said.pairs]
        others = ((size.value, value) for size in known for pair in said.pairs for value in pair)
        if all(near):
            yield _verdict("capacity.ratio", said.clause, "confirmed", "ratio", said.pairs, submission)
        elif not any(near):
            meant = any(_near(said.times, said.loose, pair) for pair in others)
            outcome = "review" if meant else "refuted"
            yield _verdict("capacity.ratio", said.clause, outcome, "ratio", said.pairs, submission, 0.5)


def named_pair(clause: Clause, said: Order, submission: Submission) -> Iterator[Verdict]:
    """Judge what is said of two networks by name: open if it is right of one that may be meant."""
    outcome: Outcome = "review" if said.right is None else "confirmed" if said.right else "refuted"
    kind = "mixed" if said.right is None else "agrees" if said.right else "contradicts"
    wrong = [pair for pair in said.pairs if (pair[0] - pair[1]) * said.sign < 0]
    yield _verdict("capacity.weights", clause, outcome, kind, wrong or said.pairs, submission, 0.3)


def judged(bulk: Bulk, known: Sequence[Size], submission: Submission) -> Iterator[Verdict]:
    """Judge a statement on kinds of networks by the sizes of those that the report has."""
    pairs = [bulk.own] if bulk.own else _pairs(bulk, known)
    if not pairs:
        return
    if _OPEN.search(bulk.clause.folded):
        yield _verdict("capacity.weights", bulk.clause, "confirmed", "agrees", pairs, submission)
        return
    yield _order(bulk, pairs, known, submission)
    if bulk.times:
        yield from _ratio(bulk, pairs, known, submission)


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
            bulk.clause,
            "review" if universal else "confirmed",
            "universal" if universal else "agrees",
            pairs,
            submission,
            0.2,
        )
    if any(right) or any(_holds(bulk, pair) for pair in _all_pairs(bulk, known)):
        return _verdict("capacity.weights", bulk.clause, "review", "mixed", pairs, submission, 0.3)
    if bulk.general or bulk.capacity or not (bulk.both or bulk.own):
        return _verdict("capacity.weights", bulk.clause, "review", "general", pairs, submission, 0.6)
    return _verdict("capacity.weights", bulk.clause, "refuted", "contradicts", pairs, submission)


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


def _ratio(bulk: Bulk, pairs: Sequence[Pair], known: Sequence[Size], submission: Submission) -> Iterator[Verdict]:
    """Judge how many times more: right if all pairs give the number, rounded or nearly; open if only some do."""
    near = [_near(bulk.times, bulk.loose, pair) for pair in pairs]
    if all(near):
        yield _verdict("capacity.ratio", bulk.clause, "confirmed", "ratio", pairs, submission)
    if any(near):
        return
    others = [(one.value, two.value) for one, two in combinations(known, 2)]
    open_ = bulk.general or not (bulk.both or bulk.own) or any(_near(bulk.times, bulk.loose, pair) for pair in others)
    yield _verdict("capacity.ratio", bulk.clause, "review" if open_ else "refuted", "ratio", pairs, submission, 0.5)


def _near(times: float, loose: bool, pair: Pair) -> bool:
    ratio = max(pair) / min(pair)
    slack = max(1.0 if times == int(times) else 0.1, (0.3 if loose else 0.12) * times)
    return abs(ratio - times) <= slack or abs(ratio - 1 - times) <= 0.5


def _verdict(
    rule: str,
    clause: Clause,
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
        place=placed(clause, submission),
        quote=quoted(clause),
        found=quoted(clause, 40),
        expected=Label("check.how.capacity.sizes", values) if outcome == "refuted" else "",
        how=how,
        suspicion=suspicion if outcome == "review" else 0.0,
    )
