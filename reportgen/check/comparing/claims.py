"""The claims of a report that compare, sentence by sentence, each judged by the figures of the cases that it means."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.check.comparing import pairs, superlatives, tendencies
from reportgen.check.comparing.attaching import attached
from reportgen.check.comparing.changes import changes
from reportgen.check.comparing.clauses import Clause, clauses
from reportgen.check.comparing.measures import Measure, measures, splits
from reportgen.check.comparing.relations import Relation, relations
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.speech import Speech, asks, other, speech
from reportgen.check.comparing.trends import Change, change, correlated, growing_with
from reportgen.check.comparing.world import World
from reportgen.check.submission import Sentence
from reportgen.check.verdict import Verdict

_TRIGGER = re.compile(
    r"best|worst|better|worse|from|\bde \d|twice|times|fois|high|low|small|larg|great|meill|pire|plus|moins|mieux|super|infer|improv|amelior|increas|decreas|augment|diminu|baiss|drop|fall|ris[ei]|rose|outper|beat|surpass|depass|same|simil|ident|pareil|meme|as good|aussi|degrad|deterior|gain|redu|less|most|least|more|grow|chut|mont|descend|equiv|compar"
)
_PROSE = ("paragraph", "item", "caption", "figure")
_IF = re.compile(r"\b(?:if|si on|si l'on|si nous|si le|si la|s'il)\b")


@dataclass(frozen=True)
class _Sentence:
    """A sentence with what stands around it.

    Attributes:
        clauses: its clauses.
        earlier: the clauses of the sentence before it, if that stands near.
        around: whether it or a neighbour speaks of overfitting, curves, time.
        changed: the hyper-parameter that it says is changed.
        supposed: whether it begins with a condition.
    """

    clauses: tuple[Clause, ...]
    earlier: tuple[Clause, ...]
    around: bool
    changed: Change | None
    supposed: bool


def claims(world: World) -> Iterator[Verdict]:
    """Yield a verdict for each comparison that the figures of the report bear on."""
    sentences = world.submission.sentences
    for index, sentence in enumerate(sentences):
        seen = _seen(world, sentences, index)
        if seen is not None:
            yield from _of(world, seen)


def _seen(world: World, sentences: Sequence[Sentence], index: int) -> _Sentence | None:
    """Return a sentence with its surroundings; None if it compares nothing."""
    sentence = sentences[index]
    if world.submission.blocks[sentence.block].kind not in _PROSE or len(sentence.text) < 12:
        return None
    own = clauses(sentence, index)
    folded = " ".join(clause.folded for clause in own)
    if not own or not _TRIGGER.search(folded) or asks(folded):
        return None
    near = [sentences[i] for i in (index - 1, index + 1) if 0 <= i < len(sentences) and _beside(sentences[i], sentence)]
    earlier = clauses(near[0], index - 1) if near and index and near[0] is sentences[index - 1] else ()
    around = other(folded) or any(other(clause.folded) for one in near for clause in clauses(one, 0))
    return _Sentence(own, earlier, around, change(folded), bool(_IF.search(folded)))


def _beside(one: Sentence, two: Sentence) -> bool:
    return one.block == two.block or (one.place.apart(two.place) <= 1 and abs(one.block - two.block) == 1)


def _of(world: World, sentence: _Sentence) -> Iterator[Verdict]:
    measure: Measure | None = next(
        (one for clause in reversed(sentence.earlier) for one in reversed(list(measures(clause.folded)))), None
    )
    for position, clause in enumerate(sentence.clauses):
        how = replace(speech(clause.folded), other=sentence.around)
        together = correlated(clause.folded)
        if together and not how.silent:
            yield from tendencies.correlation(world, clause, how, together)
        stepped = [] if how.silent else list(changes(world, clause, how, measure))
        yield from stepped
        if not how.silent and not stepped and len(splits(clause.folded)) < 2:
            for relation in relations(clause.folded):
                said = _said(clause, relation, measure, how, sentence, position)
                if said and not (together and relation.end > together[0].start):
                    yield from _claim(world, said, sentence)
        measure = next(iter(reversed(list(measures(clause.folded)))), measure)


def _said(
    clause: Clause, relation: Relation, earlier: Measure | None, how: Speech, sentence: _Sentence, position: int
) -> Said | None:
    measure = attached(clause, relation, earlier)
    if measure is None:
        return None
    return Said(
        clause, relation, measure, how, sentence.clauses[:position], sentence.clauses[position + 1 :], sentence.earlier
    )


def _claim(world: World, said: Said, sentence: _Sentence) -> Iterator[Verdict]:
    """Yield the verdict on one relation: a trend, a superlative, or a comparison of two."""
    if said.how.over_time and not _epochs_vary(world, said.clause.place.first):
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
