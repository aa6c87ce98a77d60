"""Verdicts on confused classes: what one sentence claims, by all matrices that it may speak of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.check.confusion import class_claims, pair_claims, pair_orders, row_claims
from reportgen.check.confusion.class_verdicts import of_class, of_row
from reportgen.check.confusion.classes import Mention, digits, garments, unmentioned
from reportgen.check.confusion.count_meanings import of_another, of_each, of_several
from reportgen.check.confusion.datasets import dataset_of
from reportgen.check.confusion.deciding import decided, which
from reportgen.check.confusion.judging import both, counted, largest, order, pair
from reportgen.check.confusion.naming_classes import name
from reportgen.check.confusion.pair_claims import Finder, PairClaim
from reportgen.check.confusion.pair_orders import PairOrder
from reportgen.check.confusion.scope import Reach
from reportgen.check.confusion.scopes import Scope
from reportgen.check.confusion.speaking import Said
from reportgen.check.patterns import regex
from reportgen.check.stated import Matrix
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label, Text

PAIR = "matrix.pair"
_MOST_CLASSES = 6
_WHOLE = regex(r"(?<![\w.,])[0-9]{1,5}(?![\w%]|[.,][0-9])")


def verdicts(item: Said, reach: Reach) -> Iterator[Verdict]:
    """Yield a verdict for each confusion that a text claims and that a printed matrix can decide."""
    finder = _finder(item.text)
    pairs = list(pair_claims.claims(item.text, finder, item.context))
    ordered = list(pair_orders.orders(item.text, finder))
    singles = list(class_claims.claims(item.text, finder))
    rows = list(row_claims.claims(item.text, finder))
    if not pairs and not ordered and not singles and not rows:
        return
    scope = _of_dataset(reach.scope(item, unmentioned(item.text, finder(item.text))), finder)
    if scope is None:
        return
    classes = sorted({mention.index for mention in finder(item.text)})[:_MOST_CLASSES]
    numbers = {int(number) for number in _WHOLE.findall(item.text)}
    for claim in _doubtful(pairs, scope, classes):
        each = any(of_each(matrix, numbers, claim.first, claim.second) for matrix in scope.matrices)
        if claim.count is not None or not each:
            yield from _pair_verdict(item, claim, scope)
    for compared in ordered:
        yield from _order_verdict(item, compared, scope)
    for single in singles:
        yield from of_class(item, single, scope)
    for row in rows:
        yield from of_row(item, row, scope)


def _doubtful(pairs: Sequence[PairClaim], scope: Scope, classes: Sequence[int]) -> Iterator[PairClaim]:
    """Yield claims, without those counts that are not of their pair but of another of the sentence.

    A count of several pairs together, or of all errors of a class, makes no claim on the pair that it stands beside.
    """
    for claim in pairs:
        others = [replace(claim, first=one.first, second=one.second) for one in pairs if one != claim]
        if claim.count is None or any(counted(matrix, claim) for matrix in scope.matrices):
            yield claim
        elif any(counted(matrix, other) for matrix in scope.matrices for other in others):
            yield replace(claim, count=None)
        elif not any(_is_elsewhere(matrix, claim.count, classes) for matrix in scope.matrices):
            yield claim


def _is_elsewhere(matrix: Matrix, count: int, classes: Sequence[int]) -> bool:
    return of_several(matrix, count, classes) or of_another(matrix, count, classes)


def _finder(text: str) -> Finder:
    """Return what finds classes in a text: garments, if it names any."""
    return garments if any(True for _ in garments(text)) else digits


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


# ── pairs ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pair_verdict(item: Said, claim: PairClaim, scope: Scope) -> Iterator[Verdict]:
    findings = [pair(matrix, claim) for matrix in scope.matrices]
    bold = claim.count is not None or claim.strength in ("often", "soft")
    decision = decided(scope, findings, claim.strength != "soft", claim.plain, bold)
    if decision is None:
        return
    if decision.outcome == "confirmed" and _says_more(decision.matrix, claim):
        decision = replace(decision, outcome="review", suspicion=0.3)
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
        question=which(scope) if decision.outcome == "review" else None,
    )


def _says_more(matrix: Matrix, claim: PairClaim) -> bool:
    """Tell whether a claim may say more than what was looked up: an extreme, or numbers of which none is its count."""
    if claim.extreme and claim.count is None:
        return pair(matrix, replace(claim, strength="most", rank=3)) != "right"
    fitting = any(counted(matrix, replace(claim, count=number)) for number in claim.numbers)
    return bool(claim.numbers) and not fitting


def _order_verdict(item: Said, claim: PairOrder, scope: Scope) -> Iterator[Verdict]:
    decision = decided(scope, [order(matrix, claim) for matrix in scope.matrices], strict=True, plain=claim.plain)
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
        question=which(scope) if decision.outcome == "review" else None,
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
