"""What is said of denoising before classifying, against the two curves of the report's own table.

What is said has to be plain (`plain`); refuted is what the curves contradict by more than half a point.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.check.comparing.clauses import Clause, clauses, quoted
from reportgen.check.facts.folding import folded
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity
from reportgen.check.submission import Submission
from reportgen.check.sweeps import plain
from reportgen.check.sweeps.regions import Region, region
from reportgen.check.sweeps.stated import Curves
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "comparison.denoising"
_HOW = "check.how.denoising"
_CLEAR = 0.005
_CHANCE = 0.2
"""Below this accuracy of both curves nearly nothing is recognised: differences there mean little."""
_SPEAKS = regex(r"denois|debruit|auto-?encod|courbes|curves?\b|\bgain|crois|cross|\bhelps?\b|\baide|\bhurt|\bnui")
_NOT_HURT = regex(r"\b(?:better|mieux|preferable)(?: vaut)? (?:not to|to not|ne pas) (?:denoise|debruiter)\b")
_HELPS = regex(
    r"\b(?:helps?|helped|helpful|improv\w+|better|beneficial|useful|worth|aide(?:nt)?|amelior\w+|utiles?|mieux|gagne\w*"
    r"|gains?|benefi\w+|meilleure?s?|increases?|raises?|augmente\w*)\b"
)
_HURTS = regex(
    r"\b(?:hurts?|harm\w*|degrad\w*|worse\w*|costs?|lowers?|reduces?|decreases?|nuit|nuisent|nuisible|coute(?:nt)?"
    r"|moins bon\w*|pires?|loses?|perd\w*|perte|diminue\w*|baisse\w*)\b"
)
_NEGATED = regex(
    r"\b(?:not|no longer|never|jamais|pas|plus besoin|hardly|barely|a peine|only slightly|ni)\b|n't\b|\bn'"
)
_CUT = regex(
    r"[;,:]? (?:and|et|but|mais|whereas|while|tandis qu[e']|alors qu[e'])(?= (?:it |il |then |puis "
    r"|elle )?(?:also |aussi )?"
    r"(?:helps?|hurts?|improv|degrad|aide|nuit|amelior|from|des |a partir|up to|jusqu|at |above|below|after))"
    r"|[;,](?= (?:des|from|a partir|jusqu|up to|below|above|au-dela|en dessous|at|a) )|;"
)
_CROSS = regex(
    r"\b(?:cross|crosses|crossing|intersect\w*|croisent|croisement|se croisent|coupent|break[- ]even)\b"
    r"[^.;]{0,40}?\b(?:between|entre)(?: (?:the|les))?(?: (?:noise|niveaux?|levels?|bruit|of|de))* ?"
    r"(?P<low>\d[\d.,]*(?: ?%)?)"
    r" (?:and|et) (?P<high>\d[\d.,]*(?: ?%)?)"
)
_MOST = regex(
    r"\b(?P<what>gain|benefit|improvement|benefice|amelioration|effect|effet|difference|ecart)\b[^.;0-9]{0,40}\b"
    r"(?:largest|greatest|biggest|highest|maxim\w+|strongest|le plus (?:grand|fort|eleve|important|marque))\b"
    r"|\b(?:largest|greatest|biggest|highest|maxim\w+|strongest|plus (?:grand|forte?|gros))"
    r" (?P<what2>gain|benefit|improvement|benefice|amelioration|effect|effet|difference|ecart)\b"
)
_POINTS = regex(r"^ ?(?:percentage )?(?:points?|pts?|pp)\b")
_DENOISING = regex(r"denois|debruit|auto-?encod")
_ANOTHER = regex(
    r"\b(?:trained|entrainee?s?|filt(?:er|re)s?|median\w*|mlp|dense|human|humain|person(?:ne)?|expected|attend\w*|would"
    r"|could|serait|pourrait|first (?:attempt|try|version)|premiere? (?:essai|version|tentative)|other|autre|hinton)\b"
)
"""What may make a sentence one on another auto-encoder, another classifier, or on what was only thought."""
_OF_NOISE = regex(r"\b(?:noisy|bruitee?s?)\b(?! images\b)")


def verdicts(submission: Submission, curves: Sequence[Curves]) -> Iterator[Verdict]:
    """Yield the verdicts on what a report says of its curves; of several nobody knows which are meant."""
    if len(curves) != 1:
        return
    for index, sentence in enumerate(submission.sentences):
        block = submission.blocks[sentence.block]
        if block.kind not in ("paragraph", "item", "caption") or not _SPEAKS.search(folded(sentence.text)):
            continue
        if submission.part_at(sentence.place.first) != submission.part_at(curves[0].place.first):
            continue
        low = folded(sentence.text)
        named = _DENOISING.search(low) is not None and not _ANOTHER.search(low)
        for clause in clauses(sentence, index):
            yield from _of_clause(clause, curves[0], named)


def _of_clause(clause: Clause, curves: Curves, named: bool) -> Iterator[Verdict]:
    low = folded(clause.text)
    if (match := _CROSS.search(low)) is not None:
        yield from _crossing(clause, match, curves)
        return
    for start, end in _cuts(low):
        yield from _piece(replace(clause, text=clause.text[start:end]), low[start:end], curves, named)


def _cuts(low: str) -> list[tuple[int, int]]:
    edges = [0, *(edge for match in _CUT.finditer(low) for edge in match.span()), len(low)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start > 3]


def _piece(piece: Clause, low: str, curves: Curves, named: bool) -> Iterator[Verdict]:
    where = region(piece.text, low, curves)
    if where is None:
        return
    most = _MOST.search(low)
    if most is not None:
        yield from _largest(piece, low, where, curves, most)
        return
    hurts = bool(_HURTS.search(_NOT_HURT.sub(" hurts ", low)) or _NOT_HURT.search(low))
    helps = bool(_HELPS.search(_NOT_HURT.sub(" ", low)))
    if helps == hurts or _NEGATED.search(_NOT_HURT.sub(" ", low)):
        return
    others = _others(piece.text, where)
    if len(others) == 1 and _POINTS.match(low[others[0].end :]) and where.kind == "at":
        yield from _amount(piece, low, where, curves, others[0], 1 if helps else -1)
    elif not others:
        sure = named and plain.direction(low, where.spans) and not _OF_NOISE.search(low)
        yield from _direction(piece, sure, where, curves, 1 if helps else -1)


def _others(text: str, where: Region) -> list[Quantity]:
    return [one for one in quantities(text) if not any(start <= one.start < end for start, end in where.spans)]


def _direction(piece: Clause, sure: bool, where: Region, curves: Curves, sign: int) -> Iterator[Verdict]:
    """Yield the verdict on `it helps from 0.2 on`: the curve of the denoised images lies above the other there."""
    gains = curves.gains
    against = [index for index in where.indices if sign * gains[index] < 0]
    counted = [index for index in against if _counts(index, where, curves)]
    worst = min(counted, key=lambda index: sign * gains[index], default=None)
    if not sure:
        return
    if worst is None:
        if not against and where.indices and (where.kind in ("at", "all") or _begins(where, gains, sign)):
            yield _verdict("confirmed", piece, curves, where.indices[0])
        return
    yield _verdict("refuted" if sign * gains[worst] < -_CLEAR else "review", piece, curves, worst)


def _counts(index: int, where: Region, curves: Curves) -> bool:
    both = max(curves.noisy[index].value, curves.denoised[index].value)
    return both > _CHANCE or where.kind == "at"


def _begins(where: Region, gains: Sequence[float], sign: int) -> bool:
    """Tell whether it is otherwise right outside of a region: then its edge is the right one."""
    outside = [index for index in range(len(gains)) if index not in where.indices]
    if not outside:
        return True
    edge = outside[-1] if where.kind in ("from", "above") else outside[0]
    return sign * gains[edge] < _CLEAR


def _crossing(clause: Clause, match: re.Match[str], curves: Curves) -> Iterator[Verdict]:
    """Yield the verdict on `the curves cross between 0.1 and 0.2`."""
    numbers = quantities(clause.text)
    ends = [one for name in ("low", "high") for one in numbers if one.start == match.start(name)]
    found = [curves.index(one) for one in ends]
    if len(found) != 2 or found[0] is None or found[1] is None or found[0] >= found[1]:
        return
    first, last = (curves.gains[index] for index in (found[0], found[1]))
    if not plain.crossing(folded(clause.text), match.span()):
        return
    if first * last <= 0:
        yield _verdict("confirmed", clause, curves, found[0])
        return
    inside = curves.gains[found[0] : found[1] + 1]
    clear = min(map(abs, inside)) > _CLEAR and len({gain > 0 for gain in inside}) == 1
    yield _verdict("refuted" if clear and len(numbers) == 2 else "review", clause, curves, found[0])


def _largest(piece: Clause, low: str, where: Region, curves: Curves, match: re.Match[str]) -> Iterator[Verdict]:
    """Yield the verdict on `the gain is largest at 0.6`."""
    if where.kind != "at" or _others(piece.text, where) or not plain.largest(low, where.spans):
        return
    said = match["what"] or match["what2"]
    gains = [abs(gain) for gain in curves.gains] if said in ("difference", "ecart") else list(curves.gains)
    index = where.indices[0]
    away = max(gains) - gains[index]
    outcome: Outcome = "confirmed" if away <= 1e-9 else "refuted" if away > _CLEAR else "review"
    yield _verdict(outcome, piece, curves, index if away <= 1e-9 else gains.index(max(gains)))


def _amount(piece: Clause, low: str, where: Region, curves: Curves, number: Quantity, sign: int) -> Iterator[Verdict]:
    """Yield the verdict on `without noise denoising costs 1.9 points`."""
    unit = _POINTS.match(low[number.end :])
    if unit is None or not plain.cost(low, where.spans, (number.start, number.end + unit.end())):
        return
    index = where.indices[0]
    gain = 100 * sign * curves.gains[index]
    own = number.readings[0]
    open_ = own.step + 100 * (curves.noisy[index].step + curves.denoised[index].step) / 2
    if abs(own.value - gain) <= open_ + 1e-9:
        yield _verdict("confirmed", piece, curves, index)
        return
    yield _verdict("review" if number.about else "refuted", piece, curves, index)


def _verdict(outcome: Outcome, clause: Clause, curves: Curves, index: int) -> Verdict:
    noisy, denoised = curves.noisy[index], curves.denoised[index]
    how = Label(
        f"{_HOW}.level",
        (
            ("level", curves.levels[index]),
            ("noisy", 100 * noisy.value),
            ("denoised", 100 * denoised.value),
            ("gain", 100 * curves.gains[index]),
        ),
    )
    return Verdict(
        RULE,
        outcome,
        clause.place,
        quoted(clause),
        quoted(clause, 60),
        "",
        how,
        severity="inconsistency" if outcome == "refuted" else "error",
        suspicion=0.5 if outcome == "review" else 0.0,
        also=(curves.place,) if outcome != "confirmed" else (),
    )
