"""Which number of a sentence belongs to which metric: `accuracy of 97.6 %`, `98 % d'exactitude`, `loss and accuracy: 0.07, 0.98`.

A number belongs to a metric only if nothing stands between them but words of a closed list. Where a number could be of
two metrics, it is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts.metric_words import FASHION, Name, names
from reportgen.check.numbers import quantities
from reportgen.check.stated import Quantity

_WORDS = (
    r"of|is|was|are|were|be|been|being|to|at|a|an|the|on|in|for|by our|and|we|our|this|that|has|have|had|it|gets?"
    r"|got|obtain(?:s|ed)?|reach(?:es|ed)?"
    r"|achieve[sd]?|gives?|gave|equals?|equal to|around|about|approximately|approx|roughly|nearly|almost|close|value"
    r"|score|only|just|up|over|more than"
    r"|set|data|dataset|images?|model|network|final|overall|global|mean|average|macro|weighted|micro|avg"
    r"|respectively|slightly|here|with|which|also|remains?"
    r"|test|testing|validation|training|train|val|evaluation"
    r"|de|du|des|d|l|la|le|les|un|une|est|etait|sont|sur|en|dans|pour|avec|vaut|valent|atteint|atteignant|atteignent"
    r"|obtenue?s?|obtient|obtenons|on|nous|avons"
    r"|ai|as|eu|donne|qui|que|égale?|egale?|à|a|au|aux|environ|presque|près|pres|proche|proches|plus de|jeu|données"
    r"|donnees|ensemble|base|modèle|modele"
    r"|finale?|globale?|moyenne?|totale?|était|c|ce|se|monte|s|élève|eleve|arrive|arrivons|passe|descend|reste"
    r"|stable|entraînement|entrainement|apprentissage"
    r"|respectivement|relativement|class|classe|avoisine|frôle|tourne|autour|score|résultat|resultat|valeur"
)
_COUNTED = r"(?:(?:after[ \n]|après[ \n]|apres[ \n])?\d{1,6}[ \n](?:epochs?|époques?|epoques?|neurones?|neurons?|images?|samples|units|hidden|couches|layers|filters|filtres)\b)"
_CITED = r"(?:[\"'«“][^\"'«»“”\n]{1,30}[\"'»”])"
_CLASS = rf"(?:(?:class|classe|label|digit|chiffre)[ ](?:\d|normale?|pneumoni[ae]|{FASHION})\b)"
_BETWEEN = re.compile(
    rf"(?:[ \n:=≈~→\-–(){'{'}0,1{'}'}%'’,|]{'{'}0,3{'}'}|)(?:(?:{_COUNTED}|{_CLASS}|{_CITED}"
    rf"|\b(?:{_WORDS})\b)(?:[ \n:=≈~→\-–()%'’|]{{0,4}})){{0,9}}",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(
    r"[ \n]?%{0,2}[ \n]?(?:(?:of|in|for|as|de|d['’]|en|pour|la|le|l['’]|the|test|validation|training|train|comme|our"
    r"|overall|global|final|)[ \n]?){0,3}",
    re.IGNORECASE,
)
_SPLIT_WORDS = r"(?:[ \n](?:on|in|for|sur|en|pour|dans)(?:[ \n](?:the|le|la|les|l['’]|jeu|set|données|de|d['’])){0,4}[ \n]?(?:train\w*|test\w*|validation|val|entra[iî]nement|apprentissage)(?:[ \n](?:set|data))?|[ \n]?\([^()\d\n]{1,20}\))?"
_JOINT = re.compile(
    rf"{_SPLIT_WORDS}[ \n]{{0,2}}(?:,|/|;|&|\+|\band\b|\bet\b|\bor\b|\bou\b|,[ ](?:and|et)\b)[ \n]?(?:(?:the|la|le"
    rf"|l['’]|de|d['’]|an?|of|une?)[ \n]?){{0,3}}",
    re.I,
)
_ALIAS = re.compile(r"[ \n]?[(/=][ \n]?")
_COUNTED_AFTER = re.compile(
    r"[ -]?(?:points?|pts|fois|times|x\b|epochs?|[eé]poques?|neur|images?|class|couches?|layers?|chiffres?|digits?"
    r"|th\b|e\b|[eè]me|param|weights|poids|samples)",
    re.IGNORECASE,
)


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
    numbers = [number for number in quantities(text) if not _inside(number, named) and _free(number, text)]
    groups = _groups(named, text)
    taken: set[int] = set()
    for index, group in enumerate(groups):
        limit = groups[index + 1][0].start if index + 1 < len(groups) else len(text)
        following = [number for number in numbers if group[-1].end <= number.start < limit]
        for pair in _after(group, following, text):
            if pair.quantity.start not in taken and not _of_next(pair, groups[index + 1 :], numbers, text):
                taken.add(pair.quantity.start)
                yield pair
    bare = [group[0] for group in groups if len(group) == 1]
    yield from _before(bare, [number for number in numbers if number.start not in taken], text)


def _inside(number: Quantity, named: list[Name]) -> bool:
    return any(name.start <= number.start < name.end for name in named)


def _free(number: Quantity, text: str) -> bool:
    """Tell whether a number may be a metric: it counts nothing, and is no change (`+2 %`)."""
    after = text[number.end : number.end + 14]
    return not (number.value < 0 or number.text[:1] in "+-" or _COUNTED_AFTER.match(after.lstrip("%")))


def _groups(named: list[Name], text: str) -> list[list[Name]]:
    """Put names together that share their numbers: `precision, recall and F1`; of `accuracy (précision)` keep the clear one."""
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
    first = next((n for n in numbers[:3] if _BETWEEN.fullmatch(text[group[-1].end : n.start])), None)
    if first is None:
        return
    run = [first]
    for number in numbers[numbers.index(first) + 1 :]:
        if not _JOINT.fullmatch(text[run[-1].end : number.start].replace("%", "")):
            break
        run.append(number)
    if len(group) == len(run):
        yield from (Pair(name, number) for name, number in zip(group, run, strict=True))
    elif len(group) == 1:
        yield from (Pair(group[0], number, several=True) for number in run)


def _of_next(pair: Pair, groups: list[list[Name]], numbers: list[Quantity], text: str) -> bool:
    """Tell whether a number rather belongs to the name after it: `a loss with 0.98 accuracy`."""
    if not groups or pair.name.start > pair.quantity.start:
        return False
    name = groups[0][0]
    if not _BEFORE_NAME.fullmatch(text[pair.quantity.end : name.start]):
        return False
    own = [number for number in numbers if number.start >= name.end]
    return not (own and _BETWEEN.fullmatch(text[name.end : own[0].start]))


def _before(named: list[Name], numbers: list[Quantity], text: str) -> Iterator[Pair]:
    for number in numbers:
        name = next((name for name in named if name.start >= number.end), None)
        if name and _BEFORE_NAME.fullmatch(text[number.end : name.start]):
            yield Pair(name, number)
