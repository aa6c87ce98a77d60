"""Networks by their names (`C3`, `the 64 neurons network`, `500/300`), with the numbers of weights told of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.size_counts import LAYERED, counts
from reportgen.check.comparing.size_words import kinds
from reportgen.check.comparing.sizes import Kind, Size
from reportgen.check.patterns import regex
from reportgen.check.submission import Submission

_NAME = regex(
    r"\b(?P<thing>cnn|models?|modeles?|reseau|network|mlp|cas|case|hog|net|version)"
    r"(?: (?P<sign>[b-h]|\d{1,2}|[ivx]{1,3})|(?P<glued>\d{1,2}))\b"
    r"(?! ?(?:px|pix|couche|layer|neur|hidden|fois|times|x\b|a\b|has\b|is\b))"
    r"|\b(?P<label>[a-z]{1,3}\d{1,2})\b"
    r"|\b(?P<neurons>\d{2,4})(?: |-)?(?:hidden |dense )?(?:neur\w*|units?|unites|nodes)\b"
    r"|\b(?:with|avec|a) (?P<bare>\d{2,4})(?=$|[ ,;.)]+(?!\d|%|weights|poids|param|fois|times|epo|pix|px|orient|filt))"
    r"|\b(?P<layers>\d{2,4}/\d{2,4})\b"
)
_ORDER = regex(
    r"\b(?P<more>more|plus|larger|bigger|heavier|davantage)\b(?P<than>(?: (?:d[e'] ?|gros |grande? |lourd )?"
    r"(?:weights|poids|parameters|parametres|params)?)? ?(?:than|que|qu'))"
    r"|\b(?P<less>less|fewer|smaller|lighter|moins)\b(?: (?:d[e'] ?)?(?:weights|poids|parameters|parametres|params)?)?"
    r" ?(?:than|que|qu')|\b(?P<small>plus (?:petit|leger)\w*) (?:que|qu')"
    r"|\b(?P<below>(?:stays?|is|remains?|lies?|reste(?:nt)?|est|sont|are) (?:\w+ )?"
    r"(?:below|under|sous|en[- ]dessous))\b"
    r"|\b(?P<above>(?:stays?|is|remains?|lies?|are|reste(?:nt)?|est|sont) (?:\w+ )?"
    r"(?:above|au[- ]dessus)|exceeds?|depasse(?:nt)?)\b"
)
_AGAIN = regex(r"\b(?:more|less|fewer|larger|bigger|smaller|plus|moins|davantage|but|mais|times|fois)\b")
_CHANGES = regex(
    r"\b(?:layers?|couches?|filters?|filtres?|kernels?|noyaux?|without|sans|only|seule?s?|not|pas|never|jamais|each|chaque"
    r"|most|time|temps|would|if|si|half|moitie|part|percent|images?|inputs?|entrees?|bias|biais|conv\w*2d|pooling"
    r"|all|tous|toutes|both|deux|and|et|or|ou|convolutions|n't|ne|no|n'\w+|multipl\w+|operat\w+|comput\w+|calcul\w*)\b|%"
)
_FOR = regex(
    r"[\d '’,.\u202f\u00a0]{3,12}(?: ?(?:weights|poids|param\w+))? ?(?:pour|for|in|dans|chez) (?P<whom>[^,.;:()]{2,40})"
)
_FEWEST = 1000
_THINGS = {"models": "model", "modele": "model", "modeles": "model", "cas": "case", "reseau": "network"}
_SUPERLATIVE = regex(r"\b(?:le|la|les|du|au|aux|des|nos|notre) plus (?:petit|grand|gros)\w*")
_JOINED = regex(r"^ ?(?:et la|and there|et|and|but|mais|so|donc|even|meme) ")
_ANSWER = regex(r"^\W{0,3}(?:no|non|yes|oui)\b,?")
_TIMES = regex(r"\d{1,4}(?:[.,]\d{1,2})? ?(?:times|fois|x\b)")
_EVERY = regex(r"^ ?(?:all|tous|toutes|each|chacun|chaque|every) (?:of |de )?(?:our |the |nos |les )?")


_DENIED = regex(r"\b(?:not|pas|ne)\b|n't\b|\bn'(?=a\b|ont\b|est\b)")
_COMPARES = regex(r"\b(?:more|less|fewer|larger|bigger|smaller|plus|moins|davantage)\b")


@dataclass(frozen=True)
class Named:
    """A number of weights with the names of the network that it was told of.

    Attributes:
        value: how many.
        names: all that names it where it was told: labels, numbers of neurons.
        kinds: of network, as far as words there say.
    """

    value: int
    names: frozenset[str]
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Order:
    """One network by name that is said to have more weights than another by name.

    Attributes:
        pairs: the weights of the two, in all readings.
        sign: 1 if the first is said to have more, -1 less.
        every: whether it is said of all pairs: then one that is wrong is enough.
    """

    pairs: tuple[tuple[int, int], ...]
    sign: int
    every: bool = False

    @property
    def right(self) -> bool | None:
        """Whether it is right of all that may be meant; None if that is open."""
        right = [(one - two) * self.sign > 0 for one, two in self.pairs]
        return True if all(right) else False if self.every or not any(right) else None


def names(folded: str) -> frozenset[str]:
    """Return the names of single networks that a folded text has, each in one form."""
    return frozenset(_form(match) for match in _NAME.finditer(folded))


def _form(match: re.Match[str]) -> str:
    if match["thing"]:
        return f"{_THINGS.get(match['thing'], match['thing'])} {match['sign'] or match['glued']}"
    if match["neurons"] or match["bare"]:
        return f"n{match['neurons'] or match['bare']}"
    return match["label"] or match["layers"]


def told(submission: Submission, known: Iterable[Size]) -> tuple[Named, ...]:
    """Return the numbers of weights that sentences tell of networks by name, and those of headed summaries."""
    return tuple(dict.fromkeys((*_headed(submission, known), *_in_sentences(submission))))


def _headed(submission: Submission, known: Iterable[Size]) -> Iterator[Named]:
    for size in known:
        title = fold(whole(next((part.title for part in reversed(submission.path_at(size.place.first))), "")))
        if names(title):
            yield Named(size.value, names(title), (size.kind,))


def _in_sentences(submission: Submission) -> Iterator[Named]:
    for sentence in submission.sentences:
        if len(sentence.text) > 600 or not re.search(r"\d{3}", sentence.text):
            continue
        text, start = fold(whole(sentence.text)), 0
        for count in counts(sentence.text):
            after = _FOR.match(text, count.start)
            piece = after["whom"] if after else _last_part(text[start : count.start])
            if count.value >= _FEWEST and names(piece) and not _AGAIN.search(piece):
                yield Named(count.value, names(piece), () if after else count.kinds)
            start = count.start


def _last_part(text: str) -> str:
    """Return what stands after the last comma or colon that has a name or a number after it."""
    parts = re.split(r"[,:;] ", text)
    return next((part for part in reversed(parts) if names(part) or re.search(r"\d{3}", part)), text)


def order(clause: Clause, told: Sequence[Named], known: Sequence[Size]) -> Order | None:
    """Return what a clause says of two networks by name; None if it says more, or they are not known by name."""
    parts = _parts(clause.folded)
    if parts is None:
        return None
    before, after, sign = parts
    every = _EVERY.match(before)
    if every:
        own = {kind for _, _, found in kinds(before) for kind in found}
        subjects = tuple(size.value for size in known if size.digits and size.kind in own)
        before = before[every.end() :]
        if names(before):
            return None
    else:
        subjects = _values(before, told)
    if plain(before) and plain(after):
        pairs = tuple((one, two) for one in subjects for two in _values(after, told) if one != two)
        return Order(pairs, sign, bool(every)) if pairs else None
    return None


def _parts(folded: str) -> tuple[str, str, int] | None:
    """Return what stands before and after the only words of a clause that compare, and their sign."""
    found = list(_ORDER.finditer(folded))
    if len(found) != 1:
        return None
    match, before = found[0], _last_part(folded[: found[0].start()])
    while joined := _JOINED.match(before):
        before = before[joined.end() - 1 :]
    return before, folded[match.end() :], 1 if match["more"] or match["above"] else -1


def plain(folded: str) -> bool:
    """Tell whether a side of a comparison is of one network as a whole, and says nothing else."""
    return not _AGAIN.search(_SUPERLATIVE.sub(" ", folded)) and not _CHANGES.search(folded)


def _values(side: str, told: Sequence[Named]) -> tuple[int, ...]:
    """Return the weights that a side of a comparison states, or that were told of the network that it names."""
    said = names(side)
    stated = tuple(count.value for count in counts(f"{side} (weights)"))
    if stated or not said:
        return stated if len(stated) == 1 else ()
    own = {kind for _, _, found in kinds(side) for kind in found}
    fitting = (one for one in told if said <= one.names and (not own or not one.kinds or own & set(one.kinds)))
    return tuple(dict.fromkeys(one.value for one in fitting))


def _bare(side: str) -> str:
    return LAYERED.sub(" ", side)


def certain(folded: str, numbered: bool) -> bool:
    """Tell whether a clause compares once, and names no single network but by its number of weights.

    Args:
        folded: the clause.
        numbered: whether it is judged by the numbers that it states itself.
    """
    folded = _ANSWER.sub("", folded)
    text = LAYERED.sub(" ", _SUPERLATIVE.sub(" ", folded))
    if len(_COMPARES.findall(text)) > 1 or _CHANGES.search(_DENIED.sub(" ", text)):
        return False
    match = _ORDER.search(folded)
    sides = (folded[: match.start()], folded[match.end() :]) if match else (folded,)
    stated = [bool(counts(f"{side} (weights)")) for side in sides]
    named = [bool(re.search(r"\d", _TIMES.sub(" ", bare)) or names(bare)) for bare in map(_bare, sides)]
    return all(number or not name for number, name in zip(stated, named, strict=True)) and (numbered or not any(stated))
