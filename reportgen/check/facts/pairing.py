"""Which number of a sentence belongs to which metric: `accuracy of 97.6 %`, `98 % d'exactitude`, `loss: 0.07`.

A number belongs to a metric only if nothing stands between them but words of a closed list. Where a number could be of
two metrics, it is left out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts.class_names import FASHION
from reportgen.check.facts.folding import folded
from reportgen.check.facts.metric_words import Name, names
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity

_WORDS = (
    r"of|is|was|are|were|be|been|being|to|at|a|an|the|on|in|for|by our|and|we|our|this|that|has|have|had|it"
    r"|gets?|got|obtain(?:s|ed)?|reach(?:es|ed)?|achieve[sd]?|gives?|gave|equals?|equal to|around|about"
    r"|approximately|approx|roughly|nearly|almost|close|value|score|only|just|up|over|more than|set|data"
    r"|dataset|images?|model|network|final|overall|global|mean|average|macro|weighted|micro|avg|respectively"
    r"|slightly|here|with|which|also|remains?|test|testing|validation|training|train|val|evaluation|de|du|des|d"
    r"|l|la|le|les|un|une|est|etait|sont|sur|en|dans|pour|avec|vaut|valent|atteint|atteignant|atteignent"
    r"|obtenue?s?|obtient|obtenons|nous|avons|ai|as|eu|donne|qui|que|egale?|au|aux|environ|presque|pres|proche"
    r"|proches|plus de|jeu|donnees|ensemble|base|modele|finale?|globale?|moyenne?|totale?|c|ce|se|monte|s|eleve"
    r"|arrive|arrivons|passe|descend|reste|stable|entrainement|apprentissage|respectivement|relativement|class"
    r"|still|toujours|encore"
    r"|classe|avoisine|frole|tourne|autour|resultat|valeur"
)
_COUNTED = (
    r"(?:(?:after |apres )?\d{1,6} (?:epochs?|epoques?|neurones?|neurons?|images?|samples|units|hidden|couches|layers"
    r"|filters|filtres)\b)"
)
_CITED = r"(?:[\"'«“][^\"'«»“”\n]{1,30}[\"'»”])"
_CLASS = rf"(?:(?:class|classe|label|digit|chiffre) (?:\d|normale?|pneumoni[ae]|{FASHION})\b)"
_OF_NETWORK = (
    r"(?:(?:in|for|of|dans|pour|de|du|model|case|cas|modele) (?:[a-z]\d{0,2}|[a-z]{2}\d{1,2})\b"
    r"|(?:model|case|cas|modele) \d{1,2}\b)"
)
_SIGNS = r"[ :=≈~→\-–()%'|]{0,4}"
_BETWEEN = regex(rf"(?:,|{_SIGNS}) ?(?:(?:{_COUNTED}|{_CLASS}|{_CITED}|{_OF_NETWORK}|\b(?:{_WORDS})\b){_SIGNS}){{0,9}}")
_WORKED = regex(r" ?(?:(?:is|est|de|vaut|of) )?[:=]? ?(?:(?:[\d ()/+*·×.,%\-]|\b[tfv][pn]\b){1,80}[=≈] ?){1,3}")
"""A computation between a metric and its value: `= VP/(VP+FP) = 388/(388+148) =`."""
_OPERAND_BEFORE = regex(r"(?:[*×·+]|(?<=\d)[ ]?/|(?<=\))[ ]?/|/[ ]?\()[ ]?\(?$")
_OPERAND_AFTER = regex(r"[ ]?(?:[*×·+]|/(?=[ ]?[\d(]))[ ]?[\d(]")
_LABELLED = regex(r"(?:\bclasse?|\bdigit|\bchiffre|\blabel|\bnum[eé]ro)[ ]{1,2}[\"'«]?$", re.IGNORECASE)
_STATES = regex(r"[ ]{0,2}[=:]")
_BEFORE_NAME = regex(
    r" ?%{0,2} ?(?:(?:of|in|for|as|de|d'|en|pour|la|le|l'|the|test|validation|training|train|comme|our"
    r"|overall|global|final|) ?){0,3}"
)
_SPLIT_WORDS = (
    r"(?: (?:on|in|for|sur|en|pour|dans)(?: (?:the|le|la|les|l'|jeu|set|donnees|de|d')){0,4}"
    r" ?(?:train\w*|test\w*|validation|val|entrainement|apprentissage)(?: (?:set|data))?| ?\([^()\d]{1,20}\))?"
)
_JOINT = regex(
    rf"{_SPLIT_WORDS} {{0,2}}(?:,|/|;|&|\+|\band\b|\bet\b|\bor\b|\bou\b|, (?:and|et)\b) ?(?:(?:the|la|le"
    rf"|l'|de|d'|an?|of|une?) ?){{0,3}}"
)
_ALIAS = regex(r" ?[(/=] ?")
_COUNTED_AFTER = regex(
    r"[ -]?(?:points?|pts|fois|times|x\b|epochs?|epoques?|neur|images?|class|couches?|layers?|chiffres?|digits?"
    r"|th\b|e\b|[eè]me|[eé]poque|param|weights|poids|samples|err|mistak|wrong|fautes?\b|mal\b)"
)


_MOST = 12
"""A metric has at most this many numbers, and two that belong together stand close."""
_FAR = 120


@dataclass(frozen=True)
class Pair:
    """A metric with its number; `several` if it has more than one number (`97, 98 and 98 %`)."""

    name: Name
    quantity: Quantity
    several: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of the first character and after the last of both."""
        return min(self.name.start, self.quantity.start), max(self.name.end, self.quantity.end)


def pairs(text: str) -> Iterator[Pair]:
    """Yield each metric of a text with its number."""
    named = list(names(text))
    if not named:
        return
    ends = [name.end for name in named]
    low = folded(text)
    numbers = [number for number in quantities(text) if _free(number, text) and not _inside(number, named, ends)]
    starts = [number.start for number in numbers]
    groups = _groups(named, low)
    taken: set[int] = set()
    for index, group in enumerate(groups):
        following = groups[index + 1][0] if index + 1 < len(groups) else None
        limit = following.start if following else len(low)
        near = numbers[bisect_left(starts, group[-1].end) : bisect_left(starts, limit)][:_MOST]
        for pair in _after(group, near, low):
            if pair.quantity.start not in taken and not _of_next(pair, following, numbers, starts, low):
                taken.add(pair.quantity.start)
                yield pair
    bare = [group[0] for group in groups if len(group) == 1]
    yield from _before(bare, [number for number in numbers if number.start not in taken], low)


def _inside(number: Quantity, named: list[Name], ends: list[int]) -> bool:
    index = bisect_right(ends, number.start)
    return index < len(named) and named[index].start <= number.start


def _free(number: Quantity, text: str) -> bool:
    """Tell whether a number may be a metric: it counts nothing, and is no change (`+2 %`)."""
    after = text[number.end : number.end + 14]
    if _LABELLED.search(text[max(0, number.start - 14) : number.start]):
        return False
    if number.value < 0 or number.text[:1] in "+-" or _COUNTED_AFTER.match(after.lstrip("%").lower()):
        return False
    return not _operand(number, text)


def _operand(number: Quantity, text: str) -> bool:
    """Tell whether a number is part of a computation (`86/234`); `0.72/0.99` are two metrics."""
    before, after = text[max(0, number.start - 6) : number.start], text[number.end : number.end + 6]
    sign = _OPERAND_AFTER.match(after) or _OPERAND_BEFORE.search(before)
    if sign is None:
        return False
    return "/" not in sign[0] or "(" in sign[0] or number.value == int(number.value) > 1


def _groups(named: list[Name], text: str) -> list[list[Name]]:
    """Put names together that share their numbers: `precision, recall and F1`; of two for one, keep the clearer."""
    groups: list[list[Name]] = []
    for name in named:
        between = text[groups[-1][-1].end : name.start] if groups else "."
        if groups and _JOINT.fullmatch(between):
            groups[-1].append(name)
        elif (
            groups
            and _ALIAS.fullmatch(between)
            and (name.metric == groups[-1][-1].metric or "precision" in (name.metric, groups[-1][-1].metric))
        ):
            last = groups[-1][-1]
            metric = name.metric if last.metric == "precision" else last.metric
            groups[-1][-1] = Name(metric, last.split or name.split, last.start, name.end)
        else:
            groups.append([name])
    return groups


def _after(group: list[Name], numbers: list[Quantity], text: str) -> Iterator[Pair]:
    end = group[-1].end
    close = (number for number in numbers[:3] if number.start - end <= _FAR)
    first = next((number for number in close if _states(text[end : number.start])), None)
    if first is None:
        return
    run = [first]
    for number in numbers[numbers.index(first) + 1 :]:
        joined = _JOINT.fullmatch(text[run[-1].end : number.start].replace("%", ""))
        if not joined or _whole(number) != _whole(first):
            break
        run.append(number)
    if len(group) == len(run):
        yield from (Pair(name, number) for name, number in zip(group, run, strict=True))
    elif len(group) == 1:
        yield from (Pair(group[0], number, several=True) for number in run)


def _states(between: str) -> bool:
    """Tell whether what stands between a metric and a number makes the number its value."""
    return bool(_BETWEEN.fullmatch(between) or _WORKED.fullmatch(between))


def _whole(number: Quantity) -> bool:
    """Tell whether a number is written without decimals: `97`, not `0.97` nor `97.0`."""
    return all(reading.step >= 1 for reading in number.readings)


def _of_next(pair: Pair, name: Name | None, numbers: list[Quantity], starts: list[int], text: str) -> bool:
    """Tell whether a number rather belongs to the name after it: `a loss with 0.98 accuracy`."""
    if name is None or not _BEFORE_NAME.fullmatch(text[pair.quantity.end : name.start]):
        return False
    if _STATES.match(text[name.end :][:3]):
        return False
    own = bisect_left(starts, name.end)
    return not (own < len(numbers) and _BETWEEN.fullmatch(text[name.end : starts[own]]))


def _before(named: list[Name], numbers: list[Quantity], text: str) -> Iterator[Pair]:
    starts = [name.start for name in named]
    for number in numbers:
        index = bisect_left(starts, number.end)
        if index == len(named) or _STATES.match(text[named[index].end :][:3]):
            continue
        if _BEFORE_NAME.fullmatch(text[number.end : starts[index]]):
            yield Pair(named[index], number)
