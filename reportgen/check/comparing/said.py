"""A relation as it is said: in its clause, by a metric, with what stands around it."""

from dataclasses import dataclass

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.measures import Measure, measures, splits
from reportgen.check.comparing.naming import NOBODY, Named, named
from reportgen.check.comparing.relations import Relation, relations
from reportgen.check.comparing.speech import Speech
from reportgen.check.comparing.standards import ahead, standard
from reportgen.check.comparing.world import World
from reportgen.check.stated import Split

_SHORT = 40


@dataclass(frozen=True)
class Said:
    """What a clause says of somebody.

    Attributes:
        clause: where.
        relation: the word that compares.
        measure: by what.
        how: how it is meant.
        before: the clauses before it in its sentence.
        after: those after it.
        earlier: the clauses of the sentence before.
    """

    clause: Clause
    relation: Relation
    measure: Measure
    how: Speech
    before: tuple[Clause, ...]
    after: tuple[Clause, ...]
    earlier: tuple[Clause, ...]

    @property
    def split(self) -> Split:
        """The set of images that the clause names; empty if none."""
        found = splits(self.clause.folded)
        return found[0] if len(found) == 1 else ""

    @property
    def words(self) -> str:
        """What is said, in short: `lower loss`, `best`."""
        start, end = self.relation.start, self.relation.end
        if self.measure in measures(self.clause.folded):
            wide = min(start, self.measure.start), max(end, self.measure.end)
            start, end = wide if wide[1] - wide[0] <= _SHORT else (start, end)
        return self.clause.text[start:end]

    def carried(self, world: World) -> Named | None:
        """Return who was spoken of last, in the clauses before or the sentence before; `NOBODY` if that is open."""
        for clause in (*reversed(self.before), *reversed(self.earlier)):
            told = named(_about(clause), world, clause.place.first)
            if told is not None:
                return told if told.certain and world.within(clause.place.first) else NOBODY
        return None


def _about(clause: Clause) -> str:
    """Return the words of a clause without what it compares with."""
    for relation in relations(clause.folded):
        apart = standard(clause, relation)
        if apart.text:
            return clause.text[: apart.start] + " , " + clause.text[apart.end :]
    apart = ahead(clause)
    return clause.text[: apart.start] + " , " + clause.text[apart.end :]
