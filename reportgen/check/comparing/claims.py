"""The claims of a report that compare, sentence by sentence, each judged by the figures of the cases that it means."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from reportgen.check.comparing import pairs, superlatives, tendencies
from reportgen.check.comparing.attaching import attached
from reportgen.check.comparing.changes import changes, states_change
from reportgen.check.comparing.clauses import LONGEST, Clause, clauses
from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.measures import Measure, measures, splits
from reportgen.check.comparing.relations import Relation, relations
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.speech import Speech, asks, other, speech
from reportgen.check.comparing.steps import is_stepwise, stepwise
from reportgen.check.comparing.trends import Change, change, correlated, growing_with
from reportgen.check.comparing.world import World
from reportgen.check.patterns import regex
from reportgen.check.submission import Sentence
from reportgen.check.verdict import Verdict

_TRIGGER = regex(
    r"best|worst|better|worse|from|\bde \d|\bup\b|\bdown\b|twice|times|fois|high|low|small|larg|great|meill|pire|plus"
    r"|moins|mieux|super|infer|improv|amelior|increas|decreas|augment|diminu|baiss|drop|fall|ris[ei]"
    r"|rose|outper|beat|surpass|depass|same|simil|ident|pareil|meme|as good|aussi|degrad|deterior|gain"
    r"|redu|less|most|least|more|grow|chut|mont|descend|equiv|compar"
)
_MORE = regex(r"\d[.,]\d|\d ?%|\bthe (?:more|less|fewer|higher|lower|bigger|larger|smaller)\b|\b(?:plus|moins)\b")
_JUDGES = regex(
    r"best|worst|better|worse|meill|mieux|pire|moins (?:bon|bien|perf|prec|exact)|plus (?:perf|prec|exact|eff"
    r"|mauv)|outperf|beat|surpass|depass|(?:more|less|most|least) (?:acc|perf|eff|good|prec)"
)
_PRINTED = regex(r"[:=] ?\d")
_MOST = 8
"""More comparisons in one clause are no prose."""
_PROSE = ("paragraph", "item")
_CAPTION = regex(r"[*_ ]{0,3}(?:figure|fig|table|tableau|image|graphique)\.? ?\d{1,3} ?[.:–—-]")
"""A caption is no statement of its own, and what stands for an image to those who cannot see it is none either."""
_IF = regex(r"\b(?:if|si on|si l'on|si nous|si le|si la|s'il)\b")


@dataclass(frozen=True)
class _Sentence:
    """A sentence with what stands around it.

    Attributes:
        folded: in small letters without accents.
        clauses: its clauses.
        beside: the sentences before and after it that stand near, with their indices.
        index: its own.
    """

    folded: str
    clauses: tuple[Clause, ...]
    beside: tuple[tuple[int, Sentence], ...]
    index: int

    @cached_property
    def earlier(self) -> tuple[Clause, ...]:
        """The clauses of the sentence before it."""
        return next((clauses(sentence, index) for index, sentence in self.beside if index < self.index), ())

    @cached_property
    def around(self) -> bool:
        """Whether it or a neighbour speaks of overfitting, curves, time."""
        return other(self.folded) or any(other(fold(whole(sentence.text[:LONGEST]))) for _, sentence in self.beside)

    @cached_property
    def wider(self) -> str:
        """The sentence with that after it, folded."""
        after = (fold(whole(one.text[:LONGEST])) for index, one in self.beside if index > self.index)
        return " ".join((self.folded, *after))

    @cached_property
    def changed(self) -> Change | None:
        """The hyper-parameter that it says is changed."""
        return change(self.folded)

    @cached_property
    def supposed(self) -> bool:
        """Whether it begins with a condition."""
        return bool(_IF.search(self.folded))


def claims(world: World) -> Iterator[Verdict]:
    """Yield a verdict for each comparison that the figures of the report bear on."""
    for index in range(len(world.submission.sentences)):
        seen = _seen(world, world.submission.sentences, index)
        if seen is not None:
            yield from _of(world, seen)


def _seen(world: World, sentences: Sequence[Sentence], index: int) -> _Sentence | None:
    """Return a sentence with its surroundings; None if it compares nothing."""
    sentence = sentences[index]
    if not 12 <= len(sentence.text) <= LONGEST or world.submission.blocks[sentence.block].kind not in _PROSE:
        return None
    folded = fold(whole(sentence.text))
    if not _TRIGGER.search(folded) or asks(folded) or _CAPTION.match(folded) or "](" in folded:
        return None
    near = ((i, sentences[i]) for i in (index - 1, index + 1) if 0 <= i < len(sentences))
    beside = tuple((i, one) for i, one in near if _beside(one, sentence))
    return _Sentence(folded, clauses(sentence, index), beside, index)


def _beside(one: Sentence, two: Sentence) -> bool:
    return one.block == two.block or (one.place.apart(two.place) <= 1 and abs(one.block - two.block) == 1)


def _of(world: World, sentence: _Sentence) -> Iterator[Verdict]:
    before = _last(measures(one.folded) for one in reversed(sentence.earlier) if not _PRINTED.search(one.folded))
    if before is None and not _JUDGES.search(sentence.folded) and _last((measures(sentence.folded),)) is None:
        return
    measure: Measure | None = None
    for position, clause in enumerate(sentence.clauses):
        yield from _in_clause(world, sentence, position, (measure, before))
        measure = _last((measures(clause.folded),)) or measure


def _last(groups: Iterable[Iterable[Measure]]) -> Measure | None:
    """Return the last metric of the first clause that names one."""
    return next((found[-1] for group in groups if (found := list(group))), None)


def _in_clause(
    world: World, sentence: _Sentence, position: int, spoken: tuple[Measure | None, Measure | None]
) -> Iterator[Verdict]:
    clause = sentence.clauses[position]
    found = [
        (one, about) for one in islice(relations(clause.folded), _MOST) if (about := attached(clause, one, *spoken))
    ]
    how = speech(clause.folded) if found or _MORE.search(clause.folded) else None
    if how is None or how.silent:
        return
    together = correlated(clause.folded)
    if together:
        yield from tendencies.correlation(world, clause, replace(how, other=sentence.around), together, sentence.wider)
    stepped = list(changes(world, clause, how, spoken[0] or spoken[1]))
    yield from stepped
    if stepped or len(splits(clause.folded)) > 1 or states_change(clause, spoken[0] or spoken[1]):
        return
    for relation, about in found:
        if not (together and relation.end > together[0].start):
            yield from _claim(world, _said(sentence, position, relation, about, how), sentence)


def _said(sentence: _Sentence, position: int, relation: Relation, about: Measure, how: Speech) -> Said:
    before, after = sentence.clauses[:position], sentence.clauses[position + 1 :]
    how = how if about.explicit else replace(how, other=sentence.around)
    return Said(sentence.clauses[position], relation, about, how, before, after, sentence.earlier)


def _claim(world: World, said: Said, sentence: _Sentence) -> Iterator[Verdict]:
    """Yield the verdict on one relation: a trend, a superlative, or a comparison of two."""
    if said.how.over_time and not _epochs_vary(world, said.clause.place.first):
        return
    if is_stepwise(said):
        yield from stepwise(world, said)
        return
    changed = sentence.changed or (growing_with(said.clause.folded) if said.relation.verb else None)
    if changed and said.relation.degree != "superlative":
        found = list(tendencies.tendency(world, said, changed))
        if found:
            yield from found
            return
    if sentence.supposed:
        return
    judge = superlatives.superlative if said.relation.degree == "superlative" else pairs.pair
    yield from judge(world, said)


def _epochs_vary(world: World, line: int) -> bool:
    return len({case.setting("epochs") for case in world.near(line)}) > 1
