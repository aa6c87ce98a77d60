"""Verdicts on confused classes: what one sentence claims, by all matrices that it may speak of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.check.confusion import class_claims, pair_claims, pair_orders, row_claims
from reportgen.check.confusion.class_claims import ClassClaim
from reportgen.check.confusion.classes import Mention, digits, garments
from reportgen.check.confusion.datasets import dataset_of, sure
from reportgen.check.confusion.judging import Finding, both, counted, hardest, largest, order, pair
from reportgen.check.confusion.naming_classes import name
from reportgen.check.confusion.pair_claims import Finder, PairClaim
from reportgen.check.confusion.pair_orders import PairOrder
from reportgen.check.confusion.row_claims import RowClaim
from reportgen.check.confusion.scope import Reach, Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.stated import Matrix
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label, Text

PAIR, CLASS, TOTAL = "matrix.pair", "matrix.class", "matrix.class_total"


def verdicts(item: Said, reach: Reach) -> Iterator[Verdict]:
    """Yield a verdict for each confusion that a text claims and that a printed matrix can decide."""
    finder = _finder(item.text)
    pairs = list(pair_claims.claims(item.text, finder, item.context))
    ordered = list(pair_orders.orders(item.text, finder))
    singles = list(class_claims.claims(item.text, finder))
    rows = list(row_claims.claims(item.text, finder))
    if not pairs and not ordered and not singles and not rows:
        return
    scope = _of_dataset(reach.scope(item, _without(item.text, finder)), finder)
    if scope is None:
        return
    for claim in _doubtful(pairs, scope):
        yield from _pair_verdict(item, claim, scope)
    for compared in ordered:
        yield from _order_verdict(item, compared, scope)
    for single in singles:
        yield from _class_verdict(item, single, scope)
    for row in rows:
        yield from _row_verdict(item, row, scope)


def _doubtful(pairs: Sequence[PairClaim], scope: Scope) -> Iterator[PairClaim]:
    """Yield claims, without those counts that are not of their pair but of another of the sentence."""
    for claim in pairs:
        others = [replace(claim, first=one.first, second=one.second) for one in pairs if one != claim]
        elsewhere = any(counted(matrix, other) for matrix in scope.matrices for other in others)
        own = claim.count is None or any(counted(matrix, claim) for matrix in scope.matrices)
        yield claim if own or not elsewhere else replace(claim, count=None)


def _finder(text: str) -> Finder:
    """Return what finds classes in a text: garments, if it names any."""
    return garments if any(True for _ in garments(text)) else digits


def _without(text: str, finder: Finder) -> str:
    """Return a text whose classes and other single digits cannot be taken for numbers of models."""
    for mention in list(finder(text)):
        text = text[: mention.start] + "x" * (mention.end - mention.start) + text[mention.end :]
    return text


def _of_dataset(scope: Scope | None, finder: Finder) -> Scope | None:
    """Return the matrices of the data set that has such classes; None if there is none."""
    if scope is None:
        return None
    ten = [matrix for matrix in scope.matrices if len(matrix.counts) == 10]
    fashion = [matrix for matrix in ten if dataset_of(matrix) == "fashion"]
    others = [matrix for matrix in ten if dataset_of(matrix) != "fashion"]
    fitting = fashion or _named_so(others) if finder is garments else others or fashion
    if not fitting:
        return None
    return Scope(tuple(fitting), scope.every, scope.certain and len(fitting) == len(scope.matrices))


def _named_so(matrices: Sequence[Matrix]) -> list[Matrix]:
    """Return the matrices whose labels are garments."""
    return [matrix for matrix in matrices if any(_is_garment(label) for label in matrix.labels)]


def _is_garment(label: str) -> bool:
    return any(isinstance(mention, Mention) for mention in garments(label))


# ── what all matrices of a scope say ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Decision:
    outcome: Outcome
    matrix: Matrix
    suspicion: float = 0.0


def _decided(scope: Scope, findings: Sequence[Finding], strict: bool, bold: bool = False) -> _Decision | None:
    """Put together what the matrices of a scope say of one claim.

    Args:
        scope: the matrices.
        findings: what each says.
        strict: whether the claim is strong enough to be refuted.
        bold: whether it is confirmed by one of several matrices that may be meant: a count that fits is no chance.
    """
    count = Counter("wrong" if finding == "miscounted" else finding for finding in findings)
    first = next((m for m, f in zip(scope.matrices, findings, strict=True) if f != "right"), scope.matrices[0])
    if count["right"] == len(findings) or (count["right"] and not scope.every and bold):
        right = next(m for m, f in zip(scope.matrices, findings, strict=True) if f == "right")
        return _Decision("confirmed", right)
    if count["right"]:
        return _Decision("review", first, 0.5 if scope.every else 0.2)
    if not strict:
        return None
    if count["wrong"] == len(findings) and scope.certain and all(map(sure, scope.matrices)):
        return _Decision("refuted", first)
    plain = count["wrong"] == len(findings)
    return _Decision("review", first, (0.7 if plain else 0.5) if scope.certain else (0.4 if plain else 0.2))


# ── pairs ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pair_verdict(item: Said, claim: PairClaim, scope: Scope) -> Iterator[Verdict]:
    findings = [pair(matrix, claim) for matrix in scope.matrices]
    bold = claim.count is not None or claim.strength in ("often", "soft")
    decision = _decided(scope, findings, claim.strength != "soft", bold)
    if decision is None:
        return
    matrix = decision.matrix
    miscounted = findings[scope.matrices.index(matrix)] == "miscounted"
    one, other = both(matrix, claim)
    found = _pair_name(matrix, claim.first, claim.second)
    yield Verdict(
        rule=PAIR,
        outcome=decision.outcome,
        place=item.place,
        quote=item.text[:300],
        found=_counted(found, claim.count) if claim.count is not None else found,
        expected="" if decision.outcome == "confirmed" else _right(matrix, one, other, miscounted),
        how=_how(matrix, claim, decision.outcome),
        suspicion=decision.suspicion,
        also=(_lines(matrix, claim),),
        question=_which(scope) if decision.outcome == "review" else None,
    )


def _order_verdict(item: Said, claim: PairOrder, scope: Scope) -> Iterator[Verdict]:
    decision = _decided(scope, [order(matrix, claim) for matrix in scope.matrices], strict=True)
    if decision is None:
        return
    counts = decision.matrix.counts
    values: list[tuple[str, Label | int]] = []
    for key, (first, second) in (("more", claim.more), ("less", claim.less)):
        values += [
            (key, _pair_name(decision.matrix, first, second)),
            (f"{key}_one", counts[first][second]),
            (f"{key}_other", counts[second][first]),
        ]
    yield Verdict(
        rule=PAIR,
        outcome=decision.outcome,
        place=item.place,
        quote=item.text[:300],
        found=values[0][1] if isinstance(values[0][1], Label) else "",
        expected="" if decision.outcome == "confirmed" else _pair_name(decision.matrix, *claim.less),
        how=Label("check.how.matrix.order", tuple(values)),
        suspicion=decision.suspicion,
        also=(decision.matrix.place,),
        question=_which(scope) if decision.outcome == "review" else None,
    )


def _counted(pair_: Text, count: int) -> Label:
    return Label("check.how.matrix.counted", (("pair", pair_), ("count", count)))


def _right(matrix: Matrix, one: int, other: int, miscounted: bool) -> Label:
    if miscounted:
        return Label("check.how.matrix.times", (("one", one), ("other", other)))
    most = largest(matrix)
    return _counted(_pair_name(matrix, most.first, most.second), most.count)


def _pair_name(matrix: Matrix, first: int, second: int) -> Label:
    return Label("check.how.matrix.both", (("first", name(matrix, first)), ("second", name(matrix, second))))


def _how(matrix: Matrix, claim: PairClaim, outcome: Outcome) -> Label:
    one, other = both(matrix, claim)
    most = largest(matrix)
    values = (
        ("first", name(matrix, claim.first)),
        ("second", name(matrix, claim.second)),
        ("one", one),
        ("other", other),
        ("row", name(matrix, most.first)),
        ("column", name(matrix, most.second)),
        ("most", most.count),
    )
    return Label("check.how.matrix.pair_right" if outcome == "confirmed" else "check.how.matrix.pair_wrong", values)


def _lines(matrix: Matrix, claim: PairClaim) -> Place:
    """Return the line of the first class's row."""
    return matrix.rows[claim.first] if claim.first < len(matrix.rows) else matrix.place


def _which(scope: Scope) -> Label | None:
    return None if scope.certain else Label("check.how.matrix.which")


# ── single classes ───────────────────────────────────────────────────────────────────────────────────────────────


def _class_verdict(item: Said, claim: ClassClaim, scope: Scope) -> Iterator[Verdict]:
    findings = [hardest(matrix, claim) for matrix in scope.matrices]
    decision = _decided(scope, findings, strict=True)
    if decision is None or claim.index >= len(decision.matrix.counts):
        return
    matrix, best = decision.matrix, claim.best
    recalls = [row[index] / max(1, sum(row)) for index, row in enumerate(matrix.counts)]
    extreme = recalls.index((max if best else min)(recalls))
    values = (
        ("name", name(matrix, claim.index)),
        ("recall", 100 * recalls[claim.index]),
        ("errors", sum(matrix.counts[claim.index]) - matrix.counts[claim.index][claim.index]),
        ("other", name(matrix, extreme)),
        ("most", 100 * recalls[extreme]),
    )
    side = "best" if best else "worst"
    yield Verdict(
        rule=CLASS,
        outcome=decision.outcome,
        place=item.place,
        quote=item.text[:300],
        found=name(matrix, claim.index),
        expected="" if decision.outcome == "confirmed" else name(matrix, extreme),
        how=Label(f"check.how.matrix.{side}", values),
        suspicion=decision.suspicion,
        question=_which(scope) if decision.outcome == "review" else None,
    )


def _row_verdict(item: Said, claim: RowClaim, scope: Scope) -> Iterator[Verdict]:
    known = [row_claims.values(matrix, claim) for matrix in scope.matrices]
    findings: list[Finding] = [
        "right" if claim.count in values else "wrong" if values and _surely(matrix, claim) else "open"
        for matrix, values in zip(scope.matrices, known, strict=True)
    ]
    decision = _decided(scope, findings, strict=True, bold=True)
    if decision is None or (decision.outcome == "review" and not scope.certain):
        return
    matrix = decision.matrix
    right = known[scope.matrices.index(matrix)]
    if not right:
        return
    row = matrix.counts[claim.index]
    details = (
        ("name", name(matrix, claim.index)),
        ("sum", sum(row)),
        ("right", row[claim.index]),
        ("errors", sum(row) - row[claim.index]),
    )
    yield Verdict(
        rule=TOTAL,
        outcome=decision.outcome,
        place=item.place,
        quote=claim.piece[:300],
        found=str(claim.count),
        expected="" if decision.outcome == "confirmed" else str(right[0]),
        how=Label("check.how.matrix.class_total", details),
        suspicion=decision.suspicion,
        also=(matrix.rows[claim.index] if claim.index < len(matrix.rows) else matrix.place,),
        question=_which(scope) if decision.outcome == "review" else None,
    )


def _surely(matrix: Matrix, claim: RowClaim) -> bool:
    """Tell whether no other number of the class's row or column is meant."""
    cells = (*matrix.counts[claim.index], *(row[claim.index] for row in matrix.counts))
    return claim.counted == "all" or claim.count not in cells
