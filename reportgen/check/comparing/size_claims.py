"""What is said of the size of deep and shallow networks: who has more weights, and how many times more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.measures import measures
from reportgen.check.comparing.size_words import kinds, multiple
from reportgen.check.comparing.sizes import DEEP, SHALLOW, Kind
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity

_NOUN = r"(?:weights?|parameters?|params?|poids|parametres?|connections?|connexions?)"
_CAPACITY = r"(?:\W{0,3}(?:capacity|capacities|capacite)s?)"
_MUCH = (
    r"(?:(?:much|many|far|way|significantly|considerably|a lot|even|bien|beaucoup|nettement|largement"
    r"|encore|trainable|total|necessarily|generally|usually|forcement|generalement) ){0,2}"
)
_RELATION = regex(
    rf"\b(?P<more>more|plus|larger|bigger|higher|greater|davantage)\b ?(?:d[e']|des|of|number of"
    rf"|nombre d[e']|grand nombre d[e']|amount of)? ?(?:trainable |total |free )?(?P<n1>{_NOUN}"
    rf"|{_CAPACITY})"
    rf"|\b(?P<less>fewer|less|moins|lower|smaller)\b ?(?:d[e']|des|of|number of|nombre d[e']"
    rf"|amount of)? ?(?:trainable |total |free )?(?P<n2>{_NOUN}|{_CAPACITY})"
    rf"|(?P<n3>{_NOUN}|{_CAPACITY})(?: \w{{1,14}}){{0,6}}? (?:is|are|isn't|aren't|est|sont|n'est"
    rf"|ne sont)(?: (?:not|pas))? {_MUCH}(?:(?P<up>higher|larger|bigger|greater|superieure?s?"
    rf"|plus (?:eleve|grand|important)\w*)|(?P<down>lower|smaller|inferieure?s?|plus (?:faible|petit"
    rf"|bas)\w*|moins (?:eleve|grand)\w*))"
    rf"|\b(?:is|are|est|sont)(?: (?:not|pas))? {_MUCH}(?:(?:\d{{1,4}}(?:[.,]\d)?|two|ten|deux"
    rf"|dix) ?(?:times|fois|x) )?(?:(?P<big>bigger|larger|heavier|plus (?:gros|grand|grands|lourd)\w*)"
    rf"|(?P<small>smaller|lighter|plus (?:petit|leger)\w*))(?= (?:than|que|in|en)\b| ?[.,;:(]|$)"
)
_NOT = regex(r"\b(?:not|don't|doesn't|does not|pas|never|n't)\b|n't\b")
_THAN = regex(r"\b(?:than|que|qu'|compared (?:to|with)|par rapport|versus|vs|contre)\b")
_PART = regex(
    r"\b(?:layers?|couches?|parts?|partie|filters?|filtres?|neurons?|neurones?|most|plupart|majorite"
    r"|because|car|first|second|premiere?|deuxieme|each|chaque)\b"
)
_LAYER = regex(r"\b(?:layers?|couches?|filters?|filtres?)\b(?! but| mais|,)")
_IN = regex(r" (?:in|for|dans|pour|with|avec|chez) (?:(?:the|our|le|la|les|l'|notre|nos|an?|une?) ?)?$")
_FOR = regex(r" ?(?:weights |parameters |poids |parametres )?(?:for|in|pour|dans) (?:(?:the|our|le|la|les|notre) )?")
_AHEAD = regex(
    r"^(?:.{0,20}?\b)?(?:compared to|par rapport (?:a|au|aux)|contrary to|unlike|contrairement (?:a|au"
    r"|aux)) [^,]{2,60},"
)
_GENERAL = regex(
    r"\b(?:generally|in general|usually|often|typically|always|en general|generalement|souvent"
    r"|habituellement|toujours|tend to|tendent)\b|\bdeep (?:neural )?(?:nets|networks)\b|\b(?:les "
    r"|des )?(?:reseaux|modeles)(?: de neurones)? (?:plus )?profonds\b|\bcnns\b|\bmlps\b"
    r"|\bshallow (?:ones|networks|neural networks|models)\b|\bdnns\b|\breseaux (?:convolu"
    r"|de convolu)\w*|\bconvolutional (?:neural )?networks\b|\bdeeper networks\b"
)
_OWN = regex(
    r"\b(?:our|ours|notre|nos|we|nous|this lab|in this case|here|ici|dans notre cas|dans ce cas"
    r"|in our case|this example|par exemple|example|cet exemple|exemple|this experiment|observ\w*"
    r"|constat\w*|on voit|we see)\b|\d{3}"
)


@dataclass(frozen=True)
class Bulk:
    """A statement on sizes.

    Attributes:
        clause: where.
        who: the kinds that are said to be larger or smaller.
        than: the kinds that they are compared with.
        sign: 1 if `who` is said to have more, -1 less; 0 if only a ratio is stated.
        not_more: whether it is only denied (`do not have more`): equal is right too.
        times: how many times, if said; else 0.
        loose: whether the number is `about`.
        general: whether it speaks of networks in general.
        capacity: whether it speaks of capacity, not of weights.
        own: the numbers that the clause states for `who` and `than`, if it states both.
        both: whether words near it name both sides: `with three times fewer weights` leaves one open.
    """

    clause: Clause
    who: tuple[Kind, ...]
    than: tuple[Kind, ...]
    sign: int
    not_more: bool
    times: float
    loose: bool
    general: bool
    capacity: bool
    own: tuple[int, int] | None = None
    both: bool = True


def bulks(clause: Clause, sentence: str, previous: str, earlier: tuple[Kind, ...]) -> Iterator[Bulk]:
    """Yield the statements of a clause on sizes.

    Args:
        clause: the clause.
        sentence: the folded text of its sentence.
        previous: that of the sentence before.
        earlier: the kinds that the sentence before spoke of, for `they`.
    """
    match = _RELATION.search(clause.folded)
    if match is None:
        return
    up = bool(match["more"] or match["up"] or match["big"])
    denied = bool(_NOT.search(clause.folded[max(0, match.start() - 30) : match.start() + 4])) or bool(
        match["n3"] and _NOT.search(match[0])
    )
    sides = _sides(clause, match, earlier)
    if sides is None:
        return
    times, loose = multiple(clause.folded)
    noun = match["n1"] or match["n2"] or match["n3"] or ""
    sign = (1 if up else -1) * (-1 if denied else 1)
    general = bool(_GENERAL.search(clause.folded)) or bool(_GENERAL.search(sentence) and not _OWN.search(clause.folded))
    near = {kind for text in (sentence, previous) for _, _, found in kinds(text) for kind in found}
    both = bool(near & set(sides[0])) and bool(near & set(sides[1]))
    if not both and sides[0] in (("hog",), ("raw",)):
        return
    capacity = "capac" in noun and not re.search(_NOUN, sentence)
    yield Bulk(clause, *sides, sign, denied, times, loose, general, capacity, _own(clause, sides), both)


def _sides(
    clause: Clause, match: re.Match[str], earlier: tuple[Kind, ...]
) -> tuple[tuple[Kind, ...], tuple[Kind, ...]] | None:
    """Return who is compared with whom; the other side of deep is shallow."""
    folded = clause.folded
    if _LAYER.search(folded[: match.start()]) or (
        (match["big"] or match["small"]) and any(True for _ in measures(folded))
    ):
        return None
    ahead = _AHEAD.match(folded)
    than = _THAN.search(folded, match.end() - 1)
    cut, apart = than.start() if than else len(folded), ahead.end() if ahead else 0
    said = [one for one in kinds(folded) if apart <= one[0] < cut]
    after = [kind for start, _, kind in kinds(folded) if not apart <= start < cut]
    who = _subject(folded, match, said) or (() if said else earlier)
    if not who or (not after and _PART.search(folded[max((one[1] for one in said), default=0) : match.start()])):
        return None
    other = _one(after) if after else (SHALLOW if who == DEEP else DEEP)
    return (who, other) if other and not set(who) & set(other) else None


def _subject(folded: str, match: re.Match[str], said: list[tuple[int, int, tuple[Kind, ...]]]) -> tuple[Kind, ...]:
    """Return the kind before the words that compare, or in what follows them: `more weights in the MLP`."""
    until = match.end() if match["n3"] else match.start()
    before = [kind for start, _, kind in said if start < until]
    return _one(before or [kind for start, _, kind in said if _IN.match(folded[match.end() : start])])


def _one(found: list[tuple[Kind, ...]]) -> tuple[Kind, ...]:
    """Return the kind that words name: `the shallow network on raw pixels` is the narrowest of them."""
    distinct = list(dict.fromkeys(found))
    if not distinct:
        return ()
    narrow = min(distinct, key=len)
    return narrow if all(set(narrow) <= set(one) for one in distinct) else ()


def _own(clause: Clause, sides: tuple[tuple[Kind, ...], tuple[Kind, ...]]) -> tuple[int, int] | None:
    """Return the numbers that stand beside the two kinds: `the CNN (7,465) ... the MLP (79,510)`."""
    named = kinds(clause.folded)
    numbers = [
        quantity
        for quantity in quantities(clause.text)
        if not quantity.percent and quantity.value >= 500 and quantity.value == int(quantity.value)
    ]
    if len(numbers) != 2 or len(named) < 2:
        return None
    owner = [_owner(named, clause.folded, quantity) for quantity in numbers]
    if set(owner[0]) <= set(sides[0]) and set(owner[1]) <= set(sides[1]):
        return int(numbers[0].value), int(numbers[1].value)
    if set(owner[0]) <= set(sides[1]) and set(owner[1]) <= set(sides[0]):
        return int(numbers[1].value), int(numbers[0].value)
    return None


def _owner(named: list[tuple[int, int, tuple[Kind, ...]]], folded: str, number: Quantity) -> tuple[Kind, ...]:
    """Return the kind right after a number (`79,510 for the MLP`), or else the last before it."""
    after = _FOR.match(folded, number.end)
    told = [one for one in named if after and one[0] == after.end()]
    before = told or [one for one in named if one[1] <= number.start]
    return before[-1][2] if before else named[0][2]
