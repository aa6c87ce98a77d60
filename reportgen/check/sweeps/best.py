"""Which factor is called the best or the worst, and what is said to happen as it grows, by the report's own rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.check.comparing.clauses import Clause, clauses, quoted
from reportgen.check.comparing.understood import COMPARISONS
from reportgen.check.facts.folding import folded
from reportgen.check.facts.vocabulary import Vocabulary
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity, Reading
from reportgen.check.submission import Sentence, Submission
from reportgen.check.sweeps.stated import Row, nearest
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

RULE = "comparison.factor"
_HOW = "check.how.sweep"
_LEAST = 3
_FAR = 0.002
"""A fall of the accuracy by so much is none of rounding or chance of three replicates."""
_EXTREME = (
    r"(?:largest|smallest|lowest|highest|biggest|greatest|strongest|weakest|plus (?:grande?|petite?|forte?"
    r"|faible|haute?"
    r"|bas|basse|elevee?))"
)
_KNOB = r"(?:factors?|facteurs?|lambda|λ|values?|valeurs?|penalty|penalite|decay|decroissance|coefficients?)"
_OF_LEVEL = regex(rf"\b{_EXTREME} (?:(?:tested|weight|l2|regulari[sz]ation) )?{_KNOB}|{_KNOB} (?:le|la|les) {_EXTREME}")
_BEST = regex(
    r"\b(?:best|optimal|optimum|highest|maxim\w+|meilleure?s?|le mieux|(?:la )?plus (?:haute|elevee|grande))\b"
)
_WORST = regex(
    r"\b(?:worst|lowest|poorest|minim\w+|pires?|(?:la )?moins (?:bonne|bon|bien)|(?:la )?plus (?:basse"
    r"|faible|petite))\b"
)
_NOT_THIS = regex(
    r"\b(?:not|pas|no|never|jamais|except|sauf|excluding|single|individual|seule?|runs?|essais?|loss|perte|train\w*"
    r"|entrain\w*|apprentissage|epochs?|epoques?|std|deviation|ecart|spread|stable|variance|times?|temps"
    r"|second|deuxieme"
    r"|hinton|than|que|without|sans|if|si|would|could|should|might|serait|pourrait|compromis\w*|expect\w*"
    r"|theor\w*|without|speed|fast\w*|rapide\w*)\b"
    r"|n't\b|\bn'"
)
_WORDS = Vocabulary.of("""
factor facteur lambda decay weight mean moyenne average regularization regularisation decroissance poids penalty
penalite strength force accuracy exactitude precision validation final reached obtained works work marche fonctionne
atteint obtenue obtenu atteinte meilleur meilleure best worst optimal keras our notre hidden around environ about
coefficient hence choose choisi chosen retain retenons gardons gives donne donnent
""")
_UP = (
    r"(?P<up>better|higher|larger|greater|increases?|improves?|augmente|grandit|meilleure?|bonne|grande|elevee"
    r"|haute|croit)"
)
_DOWN = r"(?P<down>worse|lower|smaller|decreases?|drops?|falls?|baisse|diminue|basse|faible|mauvaise|decroit)"
_SCORE = r"(?:accuracy|exactitude|performances?|results?|resultats?|precision|score|generali[sz]ation)"
_TREND = regex(
    rf"\bthe (?:larger|bigger|higher|stronger|greater) (?:the )?(?:(?:weight|l2|regularization|decay) ){{0,2}}"
    rf"(?:{_KNOB}|regulari[sz]ation)(?: is| gets| becomes)?,? the (?:{_UP}|{_DOWN}) (?:the )?(?:\w+ ){{0,2}}?{_SCORE}"
    rf"|\bplus (?:le |la |les )?(?:{_KNOB}|regularisation)(?: l2)? (?:est|devient|augmente) ?"
    rf"(?:grande?|forte?|elevee?|haute?)?,? ?plus (?:l'|la |les )?(?:\w+ de )?{_SCORE}(?: de \w+)? (?:est )?"
    rf"(?:{_UP.replace('P<up>', 'P<up2>')}|{_DOWN.replace('P<down>', 'P<down2>')})"
    rf"|\b(?:stronger|more|larger) (?:regulari[sz]ation|weight decay|factors?|penalty) always "
    rf"(?:{_UP.replace('P<up>', 'P<up3>')}|{_DOWN.replace('P<down>', 'P<down3>')})"
)
SCOPE = regex(
    r"\b(?:among|parmi|for|pour|with|avec|without|sans|lors|during|first|premiere?s?|when|quand|if|si"
    r"|after|apres|before"
    r"|avant|only|seulement|using|trained|entrainee?s?|of the|in the|dans|chez)\b"
)
"""What is said before may limit what a clause is about: `among the small factors, the best is 1e-5`."""
_HEDGED = regex(r"\b(?:up to|until|jusqu|beyond|from|between|entre|au-dela|except|sauf|generally|en general|usually)\b")


@dataclass(frozen=True)
class Sweep:
    """The rows of one factor, in order of its values."""

    levels: tuple[float, ...]
    rows: tuple[Row, ...]

    def ends(self, best: bool) -> list[int]:
        """Return the rows that have the highest (lowest) mean, as stated or as the runs give it, ties included."""
        sign = 1 if best else -1
        found = set[int]()
        for which in (0, -1):
            means = [sign * row.means[which].value for row in self.rows]
            found |= {index for index, mean in enumerate(means) if mean >= max(means) - 1e-9}
        return sorted(found)


def sweeps(rows: Sequence[Row]) -> tuple[Sweep, ...]:
    """Return the factors that reports have rows for: those of one list or table, or of items that follow each other."""
    groups: list[list[Row]] = []
    for row in rows:
        if row.axis != "factor" or row.level is None or not row.means:
            continue
        last = groups[-1][-1] if groups else None
        near = last is not None and (row.block == last.block or row.place.first - last.place.last <= 2)
        if near:
            groups[-1].append(row)
        else:
            groups.append([row])
    return tuple(found for group in groups if (found := _sweep(group)) is not None)


def _sweep(rows: Sequence[Row]) -> Sweep | None:
    ordered = sorted(rows, key=lambda row: row.level or 0.0)
    levels = tuple(row.level or 0.0 for row in ordered)
    if len(levels) < _LEAST or len(set(levels)) < len(levels):
        return None
    return Sweep(levels, tuple(ordered))


def verdicts(submission: Submission, rows: Sequence[Row]) -> Iterator[Verdict]:
    """Yield the verdicts on what a report says of its factors; of several sweeps nobody knows which one is meant."""
    found = sweeps(rows)
    if len(found) != 1:
        return
    for index, sentence in enumerate(submission.sentences):
        if not _may_speak(submission, sentence):
            continue
        here = submission.part_at(sentence.place.first) == submission.part_at(found[0].rows[0].place.first)
        before = ""
        for clause in clauses(sentence, index):
            scoped = not here or bool(SCOPE.search(before))
            for verdict in (*_trend(clause, found[0]), *_extreme(clause, found[0])):
                yield _careful(verdict) if scoped else verdict
            before += clause.folded + " "


def _careful(verdict: Verdict) -> Verdict:
    """Refute nothing that may be said of some of the rows, or of another network."""
    return replace(verdict, outcome="review", suspicion=0.3) if verdict.outcome == "refuted" else verdict


def _may_speak(submission: Submission, sentence: Sentence) -> bool:
    return submission.blocks[sentence.block].kind in ("paragraph", "item", "caption")


def _extreme(clause: Clause, sweep: Sweep) -> Iterator[Verdict]:
    """Yield the verdict on `the best mean is reached with a factor of 1e-4`."""
    low = _OF_LEVEL.sub(lambda match: " " * len(match[0]), folded(clause.text))
    best, worst = bool(_BEST.search(low)), bool(_WORST.search(low))
    if best == worst or _NOT_THIS.search(low):
        return
    numbers = quantities(clause.text)
    levels = [(one, index) for one in numbers if (index := _level(one, sweep)) is not None]
    if len({index for _, index in levels}) != 1:
        return
    claimed = levels[0][1]
    others = [one for one in numbers if all(one is not level for level, _ in levels)]
    if any(not _is_mean(one, sweep) for one in others):
        return
    ends = sweep.ends(best)
    known = all(word in COMPARISONS or word in _WORDS for word in _words(low))
    outcome: Outcome = "confirmed" if claimed in ends else "refuted" if known and len(ends) == 1 else "review"
    right = sweep.rows[ends[0]]
    how = Label(
        f"{_HOW}.{'best' if best else 'worst'}",
        (
            ("level", right.written),
            ("mean", right.means[0].value),
            ("said", sweep.rows[claimed].written),
            ("other", sweep.rows[claimed].means[0].value),
        ),
    )
    yield _verdict(outcome, clause, levels[0][0].text, right.written, how, right)


def _level(number: Quantity, sweep: Sweep) -> int | None:
    return nearest(sweep.levels, [reading.value for reading in number.readings])


def _is_mean(number: Quantity, sweep: Sweep) -> bool:
    return any(
        abs(own.value - mean.value) <= own.step / 2 + mean.step / 2 + 1e-9
        for own in number.shares
        for row in sweep.rows
        for mean in row.means
    )


def _words(low: str) -> list[str]:
    return [word for word in regex(r"[a-z]{2,}").findall(low) if word != "e"]


def _trend(clause: Clause, sweep: Sweep) -> Iterator[Verdict]:
    """Yield the verdict on `the larger the factor, the better the accuracy`."""
    low = folded(clause.text)
    match = _TREND.search(low)
    if match is None or _HEDGED.search(low):
        return
    upwards = any(name.startswith("up") and said for name, said in match.groupdict().items())
    outcomes = {_monotone([row.means[which] for row in sweep.rows], upwards) for which in (0, -1)}
    outcome: Outcome = outcomes.pop() if len(outcomes) == 1 else "review"
    steps = "; ".join(f"{row.written}: {row.quote_mean()}" for row in sweep.rows)
    yield _verdict(outcome, clause, match[0], "", Label(f"{_HOW}.trend", (("rows", steps),)), sweep.rows[0])


def _monotone(means: Sequence[Reading], upwards: bool) -> Outcome:
    sign = 1 if upwards else -1
    steps = [sign * (two.value - one.value) for one, two in pairwise(means)]
    if min(steps) >= 0:
        return "confirmed"
    values = [sign * one.value for one in means]
    fall = max(max(values[: index + 1]) - value for index, value in enumerate(values))
    return "refuted" if fall > _FAR else "review"


def _verdict(outcome: Outcome, clause: Clause, found: str, expected: str, how: Label, row: Row) -> Verdict:
    return Verdict(
        RULE,
        outcome,
        clause.place,
        quoted(clause),
        found,
        "" if outcome == "confirmed" else expected,
        how,
        severity="inconsistency" if outcome == "refuted" else "error",
        suspicion=0.5 if outcome == "review" else 0.0,
        also=(row.place,),
    )
