"""Which cases a piece of a sentence names: by position, label, settings, extremes, title, kind of network."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from reportgen.check.comparing.folding import fold
from reportgen.check.comparing.labels import called, labelled, labels, lettered, own_labels, unknown
from reportgen.check.comparing.positions import by_position
from reportgen.check.comparing.quantifying import agree, extreme, unsaid, valued
from reportgen.check.comparing.titles import by_title
from reportgen.check.comparing.world import Family, Group, World, families
from reportgen.check.patterns import regex
from reportgen.check.stated import Case

Set = tuple[Case, ...]


@dataclass(frozen=True)
class Named:
    """Who is meant: one of several sets of cases.

    Attributes:
        choices: the readings, each a set of cases of which the same is said; the likelier first.
        certain: whether the words leave no other reading than these.
    """

    choices: tuple[Set, ...]
    certain: bool = True

    @property
    def one(self) -> Set:
        """The only set that is meant; empty if there are several readings."""
        return self.choices[0] if len(self.choices) == 1 else ()


NOBODY = Named((), False)
"""What words mean that name a case that the report does not have."""
EXPERIMENT = regex(r"\bexperi(?:ments?|ences?)\b|\bparts?\b|\bparties?\b")
_SINGLE = regex(
    r"\b(?:with|avec) (?!(?:the|a|an|le|la|les|un|une|des|raw|donnees|hog|pixels?|features?)\b)\w"
    r"|\b(?:celui|celle|one|cases?|cas|two|three|four|deux|trois|quatre)\b|\d|\b(?:first|second|third|last"
    r"|premier|deuxieme|troisieme|dernier)"
)
"""What is said of one network, not of all of its kind."""


def named(span: str, world: World, line: int, scope: Sequence[Group] = ()) -> Named | None:
    """Return whom a piece of a sentence names; None if nobody, `NOBODY` if what it says fits no case.

    Args:
        span: the piece, as written.
        world: the cases.
        line: where it stands.
        scope: the groups that are meant, if that is known.
    """
    folded = fold(span)
    owners, called = _called(span, world)
    if called and not owners:
        return NOBODY
    groups, told = _scope(folded, world, line, scope or owners)
    near = world.near(line)
    elsewhere = frozenset().union(*(() if world.within(line) else world.labels))
    found = [_in_group(span, folded, group, told or group == near, elsewhere) for group in groups]
    hits = [hit for hit in found if hit and hit.choices]
    if hits:
        if len(world.groups) > 1 and EXPERIMENT.search(folded):
            return Named(hits[0].choices, False)
        if told or (len(hits) == 1 and found[0] is hits[0]):
            return hits[0]
        choices = tuple(dict.fromkeys(chain.from_iterable(hit.choices for hit in hits)))
        return Named(_scored(choices), True) if _retold(hits, world) else Named(choices, False)
    if any(hit is not None for hit in found):
        return NOBODY
    return _by_family(folded, world, line) if families(folded) else None


def _retold(hits: Sequence[Named], world: World) -> bool:
    """Tell whether one case is named by its settings wherever it is told: below its heading, in a table of all."""
    if any(len(hit.one) != 1 for hit in hits):
        return False
    cases = [hit.one[0] for hit in hits]
    kinds = {(world.family(world.group_of(case)), world.dataset(case)) for case in cases}
    return (
        len(kinds) == 1 and "" not in {family for family, _ in kinds} and all(agree(cases[0], case) for case in cases)
    )


def _scored(choices: tuple[Set, ...]) -> tuple[Set, ...]:
    """Leave out where a case is told again without an accuracy or a loss: a table of other metrics."""
    scored = tuple(choice for choice in choices if choice[0].score("accuracy") or choice[0].score("loss"))
    return scored or choices


def _called(span: str, world: World) -> tuple[tuple[Group, ...], bool]:
    """Return the groups that alone have a case of a name (`H1`), and whether a piece says a name that none has."""
    known = world.labels
    said = frozenset(label for label in lettered(span) if any(label in one for one in known))
    if said:
        owners = tuple(group for group, own in zip(world.groups, known, strict=True) if said <= own)
        return (owners if len(owners) == 1 else ()), not owners
    return (), unknown(span, frozenset().union(*known))


def _scope(folded: str, world: World, line: int, scope: Sequence[Group]) -> tuple[tuple[Group, ...], bool]:
    """Return the groups that a piece may speak of, the nearest first, and whether it says which."""
    if scope:
        return tuple(scope), True
    kinds = families(folded)
    if len(kinds) == 1:
        told = tuple(
            group
            for group in world.groups
            if world.family(group) == kinds[0] and not _elsewhere(group, folded, world, line)
        )
        if told:
            here = world.near(line) in told and world.within(line)
            return ((world.near(line),) if here else told), here or len(told) == 1
    near = world.near(line)
    fitting = tuple(group for group in world.groups if not _clash(kinds, world.family(group)))
    if near in fitting and world.within(line):
        return (near,), True
    return tuple(sorted(fitting, key=lambda group: group != near)), False


def _clash(kinds: tuple[Family, ...], family: Family) -> bool:
    """Tell whether the only kind that a piece names is not that of a group: a CNN is none of the dense networks."""
    return len(kinds) == 1 and family not in ("", *kinds) and "cnn" in (family, *kinds)


def _in_group(span: str, folded: str, group: Group, position: bool, elsewhere: frozenset[str]) -> Named | None:
    """Return the cases of a group that fit everything a piece says; None if it says nothing of them."""
    placed = _placed(span, folded, group, elsewhere) if position else None
    ways = [placed, valued(span, group, position), extreme(folded, group)]
    said = [way for way in ways if way is not None]
    words = by_title(folded, group)
    if not said:
        return Named(tuple((case,) for case in words)) if words else None
    members = [{id(case) for one in way for case in one} for way in said]
    fitting = [case for case in group if all(id(case) in way for way in members)]
    if words and any(case in words for case in fitting):
        fitting = [case for case in fitting if case in words]
    if not fitting:
        loose = [case for one in placed or () for case in one if unsaid(span, case)]
        return Named(tuple((case,) for case in loose), False)
    if any(len(one) > 1 for way in said for one in way) and _listed(said, fitting):
        return Named((tuple(fitting),))
    return Named(tuple((case,) for case in fitting))


def _placed(span: str, folded: str, group: Group, elsewhere: frozenset[str]) -> tuple[Set, ...] | None:
    """Return the cases that a piece names by label (`model 2`) or position (`the second`)."""
    labelled = _by_label(span, folded, group, elsewhere)
    return labelled if labelled is not None else by_position(folded, group)


def _listed(said: Sequence[tuple[Set, ...]], fitting: Sequence[Case]) -> bool:
    """Tell whether several cases are named together (`(1) and (3)`), not one of several."""
    return any(len(way) == 1 and all(case in way[0] for case in fitting) and len(way[0]) > 1 for way in said)


def _by_label(span: str, folded: str, group: Group, elsewhere: frozenset[str]) -> tuple[Set, ...] | None:
    """Return the cases of a group by their labels; by their numbers if no case of another group is called so."""
    own = own_labels(group)
    said = [label for label in labels(span, folded) if label in own or label.isdigit()]
    if not said:
        return None
    if labelled(group) and not own:
        return (found,) if (found := called(folded, group)) else ()
    by_number = not labelled(group) and not elsewhere & set(said)
    found = tuple(
        case
        for label in said
        for case in ((own[label],) if label in own else group if by_number else ())
        if label in own or case.number == int(label)
    )
    return (tuple(dict.fromkeys(found)),) if len(found) == len(said) else ()


def _by_family(folded: str, world: World, line: int) -> Named | None:
    """Return all cases of a kind of network (`the CNN`), on the images that are spoken of."""
    kinds = families(folded)
    if len(kinds) != 1:
        return None
    if _SINGLE.search(folded):
        return NOBODY
    found = tuple(
        group
        for group in world.groups
        if world.family(group) == kinds[0] and not _elsewhere(group, folded, world, line)
    )
    return Named(tuple(found), len(found) == 1) if found else NOBODY


def _elsewhere(group: Iterable[Case], folded: str, world: World, line: int) -> bool:
    dataset = world.dataset(next(iter(group)))
    here = world.near(line) if world.within(line) else ()
    return dataset in ("fashion", "xray") and dataset not in folded and group != here
