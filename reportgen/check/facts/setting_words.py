"""How reports say hyper-parameters: after a name (`nombre de neurones : 300`) or before a noun (`300 neurons`).

Texts are folded. A number after a name is not taken if a noun follows it: in `orientation 8, 100 neurons` the 100 are
neurons. Names and nouns are found first, each kind by one pattern; what joins them to numbers is the same for all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts.setting_names import COUNT, MOST, NAMES, NOUNS, STEMS
from reportgen.check.patterns import regex
from reportgen.check.stated import SettingName

_SHARES = ("dropout", "noise")
_FRACTIONS = (*_SHARES, "learning_rate", "l2")

_NAME = regex(
    rf"(?<![\d%])(?<!\d[ -])(?<![\w-])(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in NAMES)})(?!\w)"
)
_NOUN = regex(
    rf" ?%?[ -]{{0,2}}(?:(?:le"
    rf"|the) {COUNT})?(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in NOUNS)})(?!\w)"
)
_PLACE = regex(
    r" \(?(?:in|of|on|per|for|dans|de|du|par|sur|pour) (?:(?:l'|(?:the|each|le|la|les|chaque|our|notre|all|first|second"
    r"|feed[- ]?forward|hidden|layers?|part|couches?|cachee?s?|partie|dense|modele|model|reseau|network"
    r"|only)\b) ?-?){1,5}\)?"
    r"| \([^()\d]{1,30}\)"
)
_LINK = regex(
    r"(?: {0,12}(?:[:=≈~→]|\b(?:is|from|are|was|were|to|of|at|set|fixed|equals?|changed|increased|decreased|reduced"
    r"|est|sont|etait"
    r"|vaut|vaux|qui|de|a|egale?|passe|fixe|mis|reste|devient|and|with|avec|we|used|chosen|choisi|use|value|valeur"
    r"|count)\b)){0,5} {0,12}"
)
_NUMBER = regex(r"(?<![\w.'])(?<!\d,)\d{1,9}(?:[.,]\d{1,12})?(?:e[-−–]?\d{1,3})?(?![\w']|[.,]\d)")
_AND = regex(r" ?(?:, (?:and|et|or|ou)\b|,|/|;|&|\b(?:or|ou|and|et|then|puis)\b) ?")
_COUNTS = regex(
    r" ?[x×*] ?\d|[ -]{0,2}(?:neur|unit|hidden|cach|filt|orient|pix|epoch|epoq|cell|layer|couche|conv|noyau|kernel"
    r"|drop|class|input"
    r"|entree|output|sort|image|feature|node|n[oœ]|batch|min\b|h\b|seconde|fois|times|sec\b|param|poids|weight)"
)
_IMAGES = regex(r" ?(?:images?|samples?|exemples?|examples?|echantillons?)\b")
_LONGEST = 6
KERNEL = regex(
    r"(?<![\w.,x×])\(?(?P<height>\d{1,2}) ?[x×*] ?(?P<width>\d{1,2})"
    r"(?: ?[x×*] ?(?P<filters>\d{1,4}))?(?!\w|\.\d)(?! ?[x×*] ?\d)\)?"
)


@dataclass(frozen=True)
class Worded:
    """A hyper-parameter in words.

    Attributes:
        name: which.
        values: its numbers; of shares, of one.
        start: the offset of its first character.
        end: the offset after its last.
        first: the offset of the first number.
    """

    name: SettingName
    values: tuple[float, ...]
    start: int
    end: int
    first: int


def worded(text: str, taken: frozenset[int] = frozenset()) -> Iterator[Worded]:
    """Yield the hyper-parameters of a text; numbers that start at offsets in `taken` are something else."""
    if not any(stem in text for stem in STEMS):
        return
    used = set(taken)
    for match in _NAME.finditer(text):
        name = _which(match)
        run = _after(text, match.end(), name)
        if run and run[0].start() not in used:
            used |= {number.start() for number in run}
            yield from _made(name, run, match.start(), run[-1].end(), text)
    for run in _runs(text, used):
        noun = _NOUN.match(text, run[-1].end())
        if noun:
            yield from _made(_which(noun), run, run[0].start(), noun.end(), text)


def _which(match: re.Match[str]) -> SettingName:
    return next(name for name in MOST if match.groupdict().get(name))


def _after(text: str, start: int, name: SettingName) -> list[re.Match[str]]:
    """Return the numbers that belong to a name which ends at `start`; a batch is one of images."""
    fraction, images = name in _FRACTIONS, name == "batch_size"
    place = _PLACE.match(text, start)
    link = _LINK.match(text, place.end() if place else start)
    at = link.end() if link else start
    run: list[re.Match[str]] = []
    while len(run) < _LONGEST:
        number = _NUMBER.match(text, at)
        if (
            not number
            or (_COUNTS.match(text, number.end()) and not (images and _IMAGES.match(text, number.end())))
            or (text[number.end() : number.end() + 2].strip()[:1] == "%" and not fraction)
        ):
            break
        run.append(number)
        joint = _AND.match(text, number.end())
        if not joint:
            break
        at = joint.end()
    return run


def _runs(text: str, used: set[int]) -> Iterator[list[re.Match[str]]]:
    """Yield numbers that share a noun: `100, 300 and 600`, but of `in 2023, 300` only the last."""
    run: list[re.Match[str]] = []
    joined = False
    for number in _NUMBER.finditer(text):
        if number.start() in used:
            continue
        joint = text[run[-1].end() : number.start()] if run else ""
        if run and _AND.fullmatch(joint):
            run, joined = [*run, number], joined or joint.strip(" \n,;") != ""
        else:
            yield from _shared(run, joined)
            run, joined = [number], False
    yield from _shared(run, joined)


def _shared(run: list[re.Match[str]], joined: bool) -> Iterator[list[re.Match[str]]]:
    if run:
        yield run if len(run) <= _LONGEST and (joined or len(run) > 2) else run[-1:]


def _made(name: SettingName, run: list[re.Match[str]], start: int, end: int, text: str) -> Iterator[Worded]:
    after = text[run[-1].end() : run[-1].end() + 3].lstrip()
    values = tuple(_value(name, number[0], after) for number in run)
    if all(0 <= value <= MOST[name] and (name in _FRACTIONS or (value.is_integer() and value > 0)) for value in values):
        yield Worded(name, values, start, end, run[0].start())


def _value(name: SettingName, said: str, after: str) -> float:
    value = float(said.replace(",", ".").replace("−", "-").replace("–", "-"))
    return value / 100 if name in _SHARES and (after.startswith("%") or value > 1) else value
