"""Statements on the sizes of deep and shallow networks, sentence by sentence, with the numbers told before."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportgen.check.comparing.clauses import LONGEST, Clause, clauses
from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.size_claims import Bulk, bulks
from reportgen.check.comparing.size_counts import Count, comparisons, counts
from reportgen.check.comparing.size_judging import counted, judged, named_pair
from reportgen.check.comparing.size_names import Named, certain, order
from reportgen.check.comparing.size_names import told as by_name
from reportgen.check.comparing.size_words import kinds
from reportgen.check.comparing.sizes import Kind, Size
from reportgen.check.comparing.speech import asks
from reportgen.check.patterns import regex
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict

_TRIGGER = regex(
    r"weight|param|poids|capac|connex|connect|(?:small|bigg|larg|light)er|plus (?:petit|gros|grand|leg|lourd)"
    r"|(?:fois|times) (?:moins|plus|less|more|fewer)|below|dessous|depass|exceed"
    r"|(?:plus|moins|more|less|fewer) (?:que|than)"
)
_SUPPOSED = regex(
    r"\b(?:would|could|might|should|if|serai(?:t|ent)|aurai(?:t|ent)|pourrai(?:t|ent)|si (?:on|l'on"
    r"|nous)|expect\w*|attend\w*|thought|pensait|might)\b"
)
_THOUGHT = regex(
    r"\b(?:contrary to|unlike|contrairement a|malgre|despite) (?:what|ce qu)[^,]{0,50},|\b(?:as"
    r"|comme) [^,]{0,30}(?:expect|attend)\w*,|\b(?:as|like) (?:we|i|one) (?:had )?expected\b"
)
_RESTRICTED = regex(
    r"\b(?:normally|normalement|sinon|otherwise|apart from|a part|except|sauf|par contre|en revanche"
    r"|(?:all |tous )?(?:the |les )(?:others?|autres)"
    r"|(?:on|for|with|sur|pour|avec) (?:the |our |les |la |le |nos )?(?:mnist|fashion|digits?|chiffres?|x-?rays?"
    r"|radios?|radiographies|garments|clothes|vetements))\b"
)
_ENDED = regex(r"[.!?:;»\")\]]\s*$")
_WEIGHTS = regex(r"\b(?:weights?|parameters?|params?|poids|parametres?)\b")
_BACK, _SUBJECT, _LINES = 3, 6, 6
"""How many sentences before may have told the numbers, how many that weights are spoken of, from how many lines."""
_PROSE = ("paragraph", "item", "caption")


def statements(submission: Submission, known: Callable[[], Sequence[Size]]) -> Iterator[Verdict]:
    """Yield a verdict for each statement that the sizes of the report's networks bear on.

    Args:
        submission: the report.
        known: returns the sizes; asked only if a sentence speaks of them.
    """

    @cache
    def named() -> _Known:
        sizes = tuple(known())
        return _Known(sizes, by_name(submission, sizes))

    told: list[_Told] = []
    for index, sentence in enumerate(submission.sentences):
        if submission.blocks[sentence.block].kind not in _PROSE or len(sentence.text) > LONGEST:
            continue
        folded = fold(whole(sentence.text))
        told = [one for one in told[-_SUBJECT:] if one.line >= sentence.place.first - _LINES]
        now = _Told(sentence.place.last, folded, counts(sentence.text))
        if _TRIGGER.search(folded) and not asks(folded):
            yield from _of(clauses(sentence, index), now, told, named(), submission)
        told.append(now)


@dataclass(frozen=True)
class _Told:
    """A sentence that was read: its last line, its folded text, and the numbers of weights that it states."""

    line: int
    folded: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class _Known:
    """The sizes of a report's networks, and those that are told with a name."""

    sizes: tuple[Size, ...]
    named: tuple[Named, ...]


def _of(
    own: Sequence[Clause], now: _Told, told: Sequence[_Told], known: _Known, submission: Submission
) -> Iterator[Verdict]:
    earlier = _kinds(told[-1].folded) if told else ()
    broken = bool(told) and _ENDED.search(told[-1].folded) is None
    sentence = f"{told[-1].folded} {now.folded}" if broken else now.folded
    computed = not now.counts and re.search(r"\d{3}", now.folded)
    before = [] if computed else [count for one in told[-_BACK:] for count in one.counts]
    speaks = any(_WEIGHTS.search(one.folded) for one in (*told, now))
    offset = 0
    for clause in own:
        offset = max(offset, now.folded.find(clause.folded, offset))
        if _SUPPOSED.search(_THOUGHT.sub(" ", clause.folded)):
            continue
        ordered = order(clause, known.named, known.sizes) if speaks else None
        numbered = list(comparisons(clause, offset, now.counts, before)) if speaks else []
        if ordered is not None:
            yield from named_pair(clause, ordered, submission)
        elif numbered:
            found = (verdict for one in numbered for verdict in counted(one, known.sizes, submission))
            yield from (kept for one in found for kept in _careful(one, clause, True, sentence))
        else:
            for bulk in bulks(clause, now.folded, told[-1].folded if told else "", earlier):
                told_of = _with_counts(bulk, [*now.counts, *before])
                judgements = judged(told_of, known.sizes, submission)
                yield from (
                    kept for one in judgements for kept in _careful(one, clause, bulk.own is not None, sentence)
                )
        earlier = _kinds(clause.folded) or earlier


def _careful(found: Verdict, clause: Clause, numbered: bool, sentence: str) -> Iterator[Verdict]:
    """Decide nothing if a clause says more than that, or is of a network whose weights were told elsewhere.

    What a sentence restricts (`on MNIST`, `otherwise`) need not hold for the networks whose numbers stand before.
    """
    restricted = found.outcome == "refuted" and _RESTRICTED.search(sentence)
    if found.outcome == "review" or (not restricted and certain(clause.folded, numbered)):
        yield found
    elif found.outcome == "refuted":
        yield replace(found, outcome="review", suspicion=0.5, expected="")


def _with_counts(bulk: Bulk, told: Sequence[Count]) -> Bulk:
    """Give a statement the numbers that were just told of the two kinds that it compares, if there is one of each."""
    if bulk.own:
        return bulk
    who = {count.value for count in told if count.kinds and set(count.kinds) <= set(bulk.who)}
    than = {count.value for count in told if count.kinds and set(count.kinds) <= set(bulk.than)}
    return replace(bulk, own=(who.pop(), than.pop())) if len(who) == len(than) == 1 else bulk


def _kinds(folded: str) -> tuple[Kind, ...]:
    found = kinds(folded)
    return found[0][2] if found else ()
