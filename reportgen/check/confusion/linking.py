"""Which classes of a piece of a sentence are pairs: linked by what stands between them, `4/9`, `the 3 with the 5`."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from reportgen.check.confusion.classes import Mention
from reportgen.check.confusion.links import Gap, gap
from reportgen.check.confusion.pair_words import EACH_OTHER, OTHERS


def pairs(
    text: str, found: Sequence[Mention], context: str, starts: Collection[int] = ()
) -> list[tuple[Mention, Mention]]:
    """Link the classes that a piece names.

    Args:
        text: the piece, without counts.
        found: its classes.
        context: what introduces it.
        starts: where classes stand that begin a new pair.
    """
    bare = [text[one.end : other.start] for one, other in pairwise(found)]
    dashes = not any(gap(between, True) == "link" for between in bare)
    gaps: list[Gap] = [
        "break" if other.start in starts else _in_parentheses(text, one, other) or gap(between, dashes)
        for (one, other), between in zip(pairwise(found), bare, strict=True)
    ]
    pairs: list[tuple[Mention, Mention]] = []
    for run, inside in _runs(found, gaps):
        if not inside:
            continue
        if "link" in inside or "tight" in inside or _means_each_other(text, run, context):
            pairs += _linked(run, inside)
    return pairs


def _means_each_other(text: str, run: Sequence[Mention], context: str) -> bool:
    """Tell whether `4 and 9` are confused with each other: not with others, and not each for itself."""
    before = text[: run[0].start]
    return EACH_OTHER.search(text + " " + context) is not None and not OTHERS.search(before)


def _in_parentheses(text: str, one: Mention, other: Mention) -> Gap | None:
    """Tell whether two classes stand in parentheses with a comma between them: `(4, 9)`."""
    around = (
        text[max(0, one.start - 1) : one.start] + text[one.end : other.start].strip() + text[other.end : other.end + 1]
    )
    return "tight" if around == "(,)" else None


def _runs(found: Sequence[Mention], gaps: Sequence[Gap]) -> Iterator[tuple[list[Mention], list[Gap]]]:
    """Cut the classes where nothing links them."""
    run, inside = list(found[:1]), list[Gap]()
    for mention, between in zip(found[1:], gaps, strict=True):
        if between in ("break", "part"):
            yield run, inside
            run, inside = [mention], []
        else:
            run.append(mention)
            inside.append(between)
    yield run, inside


def _linked(run: list[Mention], gaps: list[Gap]) -> list[tuple[Mention, Mention]]:
    """Return the pairs of classes that follow each other without a break."""
    if "tight" in gaps:
        return [(one, other) for (one, other), between in zip(pairwise(run), gaps, strict=True) if between == "tight"]
    if "link" in gaps:
        return list(_across(run, gaps))
    if len(run) == 2:
        return [(run[0], run[1])]
    if gaps[::2] == ["and"] * len(gaps[::2]) and gaps[1::2] == ["comma"] * len(gaps[1::2]):
        return list(zip(run[::2], run[1::2], strict=False))
    return []


def _across(run: list[Mention], gaps: list[Gap]) -> Iterator[tuple[Mention, Mention]]:
    """Pair what stands on the two sides of each link: `the 3 and the 5 with the 8`, `4 with 9, 3 with 5 and 7`."""
    lists: list[list[Mention]] = [[run[0]]]
    for mention, between in zip(run[1:], gaps, strict=True):
        if between == "link":
            lists.append([])
        lists[-1].append(mention)
    last = len(lists) - 1
    for index, (left, right) in enumerate(pairwise(lists)):
        lefts = left if index == 0 else left[-1:]
        rights = right if index + 1 == last else right[:1] if len(right) != 1 else right
        yield from ((one, other) for one in lefts for other in rights)
