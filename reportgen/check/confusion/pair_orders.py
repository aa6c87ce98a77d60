"""Which of two confusions a sentence calls the more frequent: `0 and 6 are confused more often than 3 and 5`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from reportgen.check.confusion.classes import Mention, unmentioned
from reportgen.check.confusion.pair_words import MORE, THAN
from reportgen.check.confusion.spelling import spelled
from reportgen.check.confusion.understood import ORDER, understood
from reportgen.check.patterns import regex

_END = regex(r"[,;.]")
Finder = Callable[[str], Iterable[Mention]]


@dataclass(frozen=True)
class PairOrder:
    """Two confusions of which one is called the more frequent.

    Attributes:
        more: the two classes of which that is said.
        less: the two classes of the other one.
        directed: whether the first class is the same: what it is taken for is compared.
        plain: whether the whole sentence is understood.
    """

    more: tuple[int, int]
    less: tuple[int, int]
    directed: bool
    plain: bool = False


def orders(text: str, mentions: Finder) -> Iterator[PairOrder]:
    """Yield the order of two confusions that a sentence claims, if it claims one."""
    if len(text) > 600 or text.rstrip().endswith("?"):
        return
    found = _order(spelled(text), mentions)
    if found is not None:
        yield found


def is_order(piece: str, mentions: Finder) -> bool:
    """Tell whether a piece of a sentence compares two confusions: then it is no claim about one."""
    return _order(piece, mentions) is not None


def _order(text: str, mentions: Finder) -> PairOrder | None:
    more = MORE.search(text)
    than = THAN.search(text, more.end()) if more else None
    if more is None or than is None:
        return None
    before = _classes(text[: more.start()], mentions)
    between = _classes(text[more.end() : than.start()], mentions)
    after = _classes(_END.split(text[than.end() :])[0], mentions)
    directed = len(after) == 1
    named = before[-2:] if not between else [*before[-1:], *between] if directed else between
    if len(named) != 2 or len(after) not in (1, 2):
        return None
    pair = (named[0], named[1])
    other = (named[0], after[0]) if directed else (after[0], after[1])
    if set(other) == set(pair) or other[0] == other[1] or pair[0] == pair[1]:
        return None
    plain = understood(unmentioned(text, mentions(text)), ORDER)
    return PairOrder(other, pair, directed, plain) if more["less"] else PairOrder(pair, other, directed, plain)


def _classes(text: str, mentions: Finder) -> list[int]:
    """Return the classes of a text in order; one that is named again in parentheses counts once."""
    found: list[int] = []
    for mention in mentions(text):
        if not found or found[-1] != mention.index:
            found.append(mention.index)
    return found
