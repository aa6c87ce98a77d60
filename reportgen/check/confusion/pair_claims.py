"""Which classes a sentence calls confused: `4 and 9`, `le 5 est confondu avec le 3`, `9 pris pour 4`, `5->3 (24 fois)`.

A sentence is cut where it turns (`but`, `puis`, `;`); in each piece the classes that it names are linked by what stands
between them. Claims that deny a confusion, or ask for one, are left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from reportgen.check.confusion.classes import Mention
from reportgen.check.confusion.links import Gap, gap

Strength = Literal["often", "most", "soft"]

TRIGGER = re.compile(
    r"confus|confond|mistak|mistook|mix(?:es|ed|ing|)[ ](?:up|the|with)|mis-?classif|mis-?identif|mis-?label"
    r"|mis-?recogni"
    r"|m[ée]lang|\bpris(?:e|es)?[ ]pour|prend(?:re)?[ ].{0,30}pour|prennent[ ].{0,30}pour|\btak(?:e|es|en"
    r"|ing)[ ].{0,30}for\b"
    r"|pr[ée]dit\w*[ ](?:comme|en|à)|predict\w*[ ]as|class[ée]\w*[ ](?:comme|en)|classif\w+[ ](?:comme|as|en)"
    r"|recogni[sz]ed[ ]as|reconnus?[ ]comme|identifi\w+[ ](?:as|comme)|interpr[eé]t\w+[ ](?:as|comme)"
    r"|distingu|diff[ée]renci|tell[ ].{0,20}apart|erreurs?\b|errors?\b|tromp|se[ ]m[êe]l|swap|trouble|difficult"
    r"|du[ ]mal",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?:\b(?:et|and)\b|,)(?=[ ](?:que[ ]|that[ ])?(?:la|le|the)[ ](?:plus|most|biggest|largest|main|principale)\b)|"
    r";|\.[ ]|\bbut\b|\bmais\b(?![ ](?:aussi|[ée]galement))|\bhowever\b|\bcependant\b|\bpar[ ]contre\b"
    r"|\bwhereas\b|\bwhile\b|\balors[ ]que\b"
    r"|\btandis[ ]que\b|\bpuis\b|\bensuite\b|\bautrement\b|\bfollowed[ ]by\b|\bsuivie?s?[ ](?:de|par|du)\b"
    r"|\bthen\b|\bsecondly\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no[ ]longer|not|cannot|never|neither|nor|rarely|seldom|hardly|barely|less|fewer|without|jamais"
    r"|rarement|sans|aucune?s?|"
    r"(?<!un[ ]peu[ ])(?<!au[ ])moins|dispar\w+|disappear\w*|r[ée]sol\w+|solved|fixed|improv\w+|am[ée]lior\w+"
    r"|r[ée]duit\w*|reduc\w+"
    r"|diminu\w+|decreas\w+|mieux|better|correct\w*|bien|well|seul\w*[ ]confus|instead|au[ ]lieu)\b|n['’]t\b"
    r"|\bn(?:e[ ]|['’])(?:[^\W\d]+['’]?[ ]?){1,4}(?:pas|plus|jamais|gu[eè]re|aucun\w*)\b|\bplus[ ]de[ ]confusion",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:can|could|may|might|would|should|expect\w*|peu(?:t|vent)|pourrai\w+|devrai\w+|serai\w+|suppos\w+"
    r"|probabl\w+|perhaps"
    r"|peut-[êe]tre|if|si|similar\w*|ressembl\w+|look\w*[ ](?:like|alike|similar)|proches?|slight\w*"
    r"|l[ée]g[eè]re\w*|quelques|un[ ]peu"
    r"|parfois|sometimes|few|rar\w+|petite?s?|small)\b",
    re.IGNORECASE,
)
_SEEING = re.compile(
    r"\bsi[ ](?:on|l['’]on|nous)[ ](?:regard|observ|analys)\w+|\b(?:on|nous)[ ]p(?:eut"
    r"|ouvons)[ ](?:\w+[ ])?(?:voir|constater"
    r"|remarquer|observer|noter|dire|apercevoir|en[ ]d[ée]duire)|\b(?:we|one|you)[ ]can[ ](?:\w+[ ])?(?:see"
    r"|notice|observe|note|say"
    r"|conclude)|\bit[ ]can[ ]be[ ](?:seen|noticed|observed)|\bif[ ](?:we|you|one)[ ](?:look|check)\w*",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\bmost[ ](?:often[ ]|frequently[ ]|commonly[ ]|regularly[ ])?(?:confus\w+|mistak\w+|common|frequent|mis\w+"
    r"|problematic)"
    r"|\b(?:biggest|largest|main|greatest|highest|worst|strongest)[ ](?:source[ ]of[ ])?(?:confusion|error"
    r"|mistake|misclassification|problem)(?!s)"
    r"|confus\w+[ ](?:the[ ]|occur\w*[ ](?:the[ ])?)?most\b"
    r"|\bplus[ ](?:souvent|fr[ée]quemment|r[ée]guli[eè]rement)[ ](?:confond\w+|m[ée]lang\w+|pris\w*)"
    r"|\bplus[ ](?:confondue?|fr[ée]quente?|courante?)(?!s)"
    r"|\bplus[ ](?:grande?|grosse?|forte?|importante?)[ ](?:confusion|erreur|probl[èe]me|source)(?!s)"
    r"|\b(?:confusion|erreur)[ ]principale?(?!s)|\bprincipale?[ ](?:confusion|erreur|probl[èe]me)(?!s)"
    r"|confond\w*[ ]le[ ]plus\b"
    r"|\b(?:erreur|confusion)[ ]la[ ]plus|\ble[ ]plus[ ]grand\b|\bsurtout[ ]confond|\bplus[ ]grand[ ]nombre",
    re.IGNORECASE,
)
_EACH_OTHER = re.compile(
    r"confus|confond|mistak|mix|m[ée]lang|distingu|diff[ée]renci|apart|swap|se[ ]m[êe]l|\bentre\b|\bbetween\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:others?|autres?|another|different)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|entre|pairs?|paires?|couples?|each[ ]other|eux)\b", re.IGNORECASE)
_AMONG = re.compile(
    r"\b(?:one|two|some)[ ]of[ ]the|among|parmi|un(?:e)?[ ]des|l['’]une?[ ]des|des[ ]plus|second|third|deuxi\w+"
    r"|troisi\w+|2[eè]me|3[eè]me"
    r"|\b2e|\b3e|next|other|autres?|another|nouvelle|also|aussi|[ée]galement|are[ ]the[ ]most|sont[ ]les[ ]plus",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\(?(?<![\w.,])(?P<count>[0-9]{1,4})[ ]?(?:fois|times|images?|erreurs?|errors?|cas|cases|occurrences?"
    r"|confusions?|instances?"
    r"|samples?|mistakes?|[ée]chantillons?)\b(?:[ ]chacun\w*)?\)?|\((?P<bare>[1-9][0-9]{1,3})\)"
    r"|(?<=[0-9])[ ]?[:=][ ]?(?P<after>[1-9][0-9]{1,3})(?![\w.,%])",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|around|environ|env\.?|approx\w*|pr[eè]s[ ]de|presque|almost|nearly|plus[ ]de|more[ ]than|over|~|≈"
    r"|moins[ ]de|less[ ]than)[ ]$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PairClaim:
    """Two classes that a report calls confused; which is taken for which is left open.

    Attributes:
        first: index of a class.
        second: of the other.
        strength: `most` if nothing is said to be confused more; `soft` if it only may be.
        count: how often, if that is said.
        piece: the words that say so.
    """

    first: int
    second: int
    strength: Strength
    count: int | None = None
    piece: str = ""


Finder = Callable[[str], Iterable[Mention]]


def claims(text: str, mentions: Finder, context: str = "") -> Iterator[PairClaim]:
    """Yield the confusions that a sentence claims.

    Args:
        text: a sentence.
        mentions: finds the classes in a text.
        context: what introduces it (`The most frequent confusions are:`).
    """
    if len(text) > 3000 or text.rstrip().endswith("?") or not TRIGGER.search(text + " " + context):
        return
    if _DENIED.search(context):
        return
    for piece in _pieces(_SEEING.sub(" ", text)):
        if not _DENIED.search(piece):
            yield from _of_piece(piece, mentions, context)


def _pieces(text: str) -> list[str]:
    cuts = [0, *(match.start() for match in _TURN.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if text[start:end].strip()]


def _of_piece(piece: str, mentions: Finder, context: str) -> Iterator[PairClaim]:
    counts, blanked = _counts(piece)
    found = list(mentions(blanked))
    linked = _pairs(blanked, found, context)
    explicit = _BETWEEN.search(piece) is not None or any(_explicit(blanked, one, other) for one, other in linked)
    strength = _strength(piece + " " + context, len(linked), explicit)
    for first, second in linked:
        if first.index == second.index:
            continue
        count = _count_of(second, counts, found, len(linked) == 1)
        yield PairClaim(first.index, second.index, strength, count, " ".join(piece.split()))


def _explicit(text: str, one: Mention, other: Mention) -> bool:
    """Tell whether a pair is more than two classes named together."""
    return gap(text[one.end : other.start], True) in ("link", "tight")


def _strength(text: str, pairs: int, explicit: bool) -> Strength:
    """Return how strong a claim is: of `the most confused digits are 4 and 9`, each may be meant for itself."""
    if _MODAL.search(text):
        return "soft"
    if pairs != 1 or not _MOST.search(text) or _AMONG.search(text):
        return "often"
    return "most" if explicit else "soft"


# ── counts ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Count:
    value: int | None
    start: int
    end: int


def _counts(piece: str) -> tuple[list[_Count], str]:
    """Return how often something is said to happen, and the text without these numbers."""
    found: list[_Count] = []
    blanked = piece
    for match in _COUNT.finditer(piece):
        value = int(match["count"] or match["bare"] or match["after"])
        about = _ABOUT.search(piece[max(0, match.start() - 14) : match.start()]) is not None
        found.append(_Count(None if about else value, match.start(), match.end()))
        blanked = blanked[: match.start()] + " " * (match.end() - match.start()) + blanked[match.end() :]
    return found, blanked


def _count_of(second: Mention, counts: Sequence[_Count], found: Sequence[Mention], alone: bool) -> int | None:
    """Return the count that follows a pair before the next class; the only one of the piece if the pair is alone."""
    following = next((mention.start for mention in found if mention.start > second.start), None)
    near = [item for item in counts if item.start >= second.end and (following is None or item.end <= following)]
    if len(near) == 1:
        return near[0].value
    return counts[0].value if alone and len(counts) == 1 else None


# ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pairs(text: str, found: Sequence[Mention], context: str) -> list[tuple[Mention, Mention]]:
    """Link the classes that a piece names."""
    bare = [text[one.end : other.start] for one, other in pairwise(found)]
    dashes = not any(gap(between, True) == "link" for between in bare)
    gaps: list[Gap] = [
        _in_parentheses(text, one, other) or gap(between, dashes)
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
    return _EACH_OTHER.search(text + " " + context) is not None and not _OTHERS.search(before)


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


def softened(claim: PairClaim) -> PairClaim:
    """Return a claim as one that only may be."""
    return replace(claim, strength="soft")
