"""Which questions of the handout a report answers, and where: so that verdicts can be read question by question.

Found is what the words and facts of a part tell; *not found* is only that, never that a student did not answer.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.consistency.scopes import Scopes
from reportgen.check.facts import Facts
from reportgen.check.handouts import LABS, Evidence, Handout, HandoutQuestion, load
from reportgen.check.handouts.numbering import Numbering
from reportgen.check.submission import Block, Place, Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_MOST = 3
_LONG = 4_000
_OWN, _TITLED, _JUDGED = 1, 2, 4


@dataclass(frozen=True)
class Found:
    """A question with what was found of its answer.

    Attributes:
        id: as in the lab file.
        topic: what it asks, in few words.
        places: of the evidence, in order; at most a few.
        answered: whether all that an answer has was found.
    """

    id: str
    topic: Label
    places: tuple[Place, ...]
    answered: bool


def guess_lab(submission: Submission) -> str:
    """Return the lab that a report is about, by its words: `pw04` or `assignment7`."""
    text = "\n".join(block.text[:_LONG] for block in submission.blocks)
    return max(LABS, key=lambda lab: len({mark.lower() for mark in load(lab).marks.findall(text)}))


def find(
    submission: Submission, facts: Facts, verdicts: Iterable[Verdict] = (), lab: str | None = None
) -> tuple[Found, ...]:
    """Return the questions of the handout in its order; those of another edition are left out.

    Args:
        submission: the report.
        facts: what it states.
        verdicts: what was decided; each adds the place that it stands on to its question.
        lab: `pw04` or `assignment7`; guessed from the report if not given.
    """
    topics = Topics(submission, lab or guess_lab(submission))
    judged: dict[str, list[Place]] = {}
    for verdict in verdicts:
        judged.setdefault(topics.of(verdict), []).append(verdict.place)
    return tuple(_found(question, topics, facts, judged.get(question.id, [])) for question in topics.asked)


@dataclass(frozen=True)
class Topics:
    """Tells which question of a handout a line of a report belongs to.

    Attributes:
        submission: the report.
        lab: `pw04` or `assignment7`.
    """

    submission: Submission
    lab: str

    @cached_property
    def handout(self) -> Handout:
        """The questions."""
        return load(self.lab)

    @cached_property
    def scopes(self) -> Scopes:
        """Which experiment a line is about."""
        return Scopes(self.submission)

    @cached_property
    def numbering(self) -> Numbering:
        """The questions that the report numbers itself."""
        return Numbering(self.submission)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(question.id for question in self.handout.questions)

    @cached_property
    def asked(self) -> tuple[HandoutQuestion, ...]:
        """The questions of the report's edition of the handout: an experiment that it never names was not asked."""
        editions = {question.edition for question in self.handout.questions if question.edition}
        named = {edition for edition in editions if any(self.lines_of(edition))}
        return tuple(one for one in self.handout.questions if not one.edition or not named or one.edition in named)

    def lines_of(self, experiment: str) -> Iterator[Block]:
        """Yield the blocks that are about an experiment; all of them if it is empty."""
        for block in self.submission.blocks:
            if not experiment or self.scopes.experiment(block.place.first) == experiment:
                yield block

    def of(self, claim: Verdict | Place) -> str:
        """Return the id of the question that a verdict or a place belongs to; empty if none fits.

        Where the report numbers its answers as the handout does its questions, that decides.
        """
        place, kind = (claim.place, claim.kind) if isinstance(claim, Verdict) else (claim, "")
        if (numbered := self.numbering.at(place.first)) in self._ids:
            return numbered
        here = self.scopes.experiment(place.first)
        titles = " / ".join(part.title for part in self.submission.path_at(place.first)[-2:])
        if (known := self._known.get((here, titles, kind))) is None:
            known = self._known[here, titles, kind] = self._best(here, titles, kind)
        return known

    @cached_property
    def _known(self) -> dict[tuple[str, str, str], str]:
        """What was found already: many claims stand under one heading."""
        return {}

    def _best(self, here: str, titles: str, kind: str) -> str:
        best, most = "", 0
        for question in self.handout.questions:
            score = _score(question, here, titles, kind)
            if score > most:
                best, most = question.id, score
        return best


def _score(question: HandoutQuestion, here: str, titles: str, kind: str) -> int:
    """Return how well a question fits a place: its experiment, its heading and the kind of what is said there."""
    if question.experiment and question.experiment != here:
        return 0
    own = _OWN if question.experiment else 0
    judged = _JUDGED if kind in question.kinds else 0
    titled = _TITLED if question.titles.search(titles[:300]) else 0
    return own + judged + titled


def topic_of(submission: Submission, claim: Verdict | Place, lab: str | None = None) -> str:
    """Return the id of the question that a verdict or a place belongs to; for many, use one `Topics`."""
    return Topics(submission, lab or guess_lab(submission)).of(claim)


def _found(question: HandoutQuestion, topics: Topics, facts: Facts, judged: list[Place]) -> Found:
    blocks = _blocks(question, topics)
    places = [_place(evidence, question, blocks, topics, facts) for evidence in question.evidence]
    there = sorted({place for place in places if place is not None} or set(judged[:_MOST]))
    key = f"check.questions.{topics.lab}.q{question.id.replace('.', '_').lower()}"
    return Found(question.id, Label(key), tuple(there[:_MOST]), all(place is not None for place in places))


def _blocks(question: HandoutQuestion, topics: Topics) -> list[Block]:
    """Return where an answer may stand: under its number, else in its experiment, else anywhere if no heading tells."""
    blocks = topics.submission.blocks
    numbered = [block for block in blocks if topics.numbering.at(block.place.first) == question.id]
    if len(numbered) > 1 or (numbered and numbered[0].kind != "heading"):
        return numbered
    found = list(topics.lines_of(question.experiment))
    return found or (list(blocks) if question.anywhere else [])


def _place(
    evidence: Evidence, question: HandoutQuestion, blocks: list[Block], topics: Topics, facts: Facts
) -> Place | None:
    """Return where a piece of evidence stands; None if nowhere."""
    if evidence.words:
        return _first(blocks, lambda block: all(word.search(block.text[:_LONG]) for word in evidence.words))
    there = [
        place
        for place in _places(evidence, facts)
        if not question.experiment or topics.scopes.experiment(place.first) == question.experiment
    ]
    if len(there) >= evidence.least:
        return there[0]
    others = evidence.or_words
    return _first(blocks, lambda block: bool(others.search(block.text[:_LONG]))) if others else None


def _first(blocks: Iterable[Block], fits: Callable[[Block], bool]) -> Place | None:
    found = next((block for block in blocks if block.kind != "header" and fits(block)), None)
    return Place(found.place.first, min(found.place.last, found.place.first + 4)) if found else None


def _places(evidence: Evidence, facts: Facts) -> list[Place]:
    if evidence.fact == "counts":
        summaries = [network.place for network in facts.networks if network.origin == "summary"]
        return sorted([*summaries, *(computation.place for computation in facts.computations)])
    if evidence.fact == "cases":
        return [case.place for case in facts.cases if case.scores or case.matrices or case.title]
    if evidence.fact == "scores":
        return [score.place for score in facts.scores]
    return [matrix.place for matrix in facts.matrices]
