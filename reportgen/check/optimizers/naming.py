"""Which optimizer an argument is of, and whether its value is said to be the default."""

import re
from collections.abc import Iterator

from reportgen.check.optimizers.arguments import DEFAULT, NAMES, OPTIMIZER, Argument, named
from reportgen.check.patterns import regex
from reportgen.check.submission import Part, Submission

_CHANGED = regex(
    r"\b(?:chang\w{1,4}|modif\w{1,6}|instead|au lieu|plut[oô]t|rather|custom\w*|choisi\w*|chose\w*|lower\w*"
    r"|r[eé]dui\w*|augment\w*|increas\w*|reduc\w*|decreas\w*"
    r"|tested|test[eé]s?|tried|essay[eé]\w*|not the default|pas (?:celle|celui|la valeur|les valeurs) par d[eé]faut"
    r"|unlike|contrairement|we set|nous avons mis|fix[eé]\w*"
    r"|but|mais|however|rest|restes?|otherwise|autres?|others?|remaining|sinon|except|sauf|other than"
    r"|from|passe[rz]?|ajust\w*|adjust\w*|better|mieux|replac\w*|remplac\w*)\b",
    re.IGNORECASE,
)
_UNCHANGED = regex(r"(?:\bnot|n['’]t|\bpas|\bsans|\bwithout|\bnever|\bn['’]\w{1,5})\s(?:\w+\s){0,2}$", re.IGNORECASE)
_ELSEWHERE = regex(r"torch|scikit|sklearn|matlab|caffe|jax|tensorflow 1|tf\.train", re.IGNORECASE)
"""Other libraries have other defaults."""
_CLAUSE = regex(
    r";|\s(?:whereas|while|alors que|tandis que|but|mais|however|cependant|then|puis)\s|\s[-–—]\s"
    r"|(?:,|\sand|\set)\s(?:pour|for|dans|in|avec|with)\s",
    re.IGNORECASE,
)
_OF_ANOTHER = regex(
    r"(?:\s(?:values?|is|are|was|were|would|be|of|in|est|sont|était|serait|étant|de|dans|à|being|for|keras|tensorflow))*"
    r"[\s:=(]{0,3}\d"
    r"|\s(?:being|étant|is|est|was|were|would|serait|était)\b",
    re.IGNORECASE,
)
"""What follows `default` where the default is told apart from the value: `0.01 (default: 0.001)`."""
_AND_DEFAULTS = regex(r"\b(?:and|et|with|avec|plus|over|than|que|above|below)\s(?:\w+['’\s]\s?){0,3}$", re.IGNORECASE)
_QUIET = regex(
    r"(?<!\w)(?:and|et|the|these|this|those|les?|la|ces?|are|is|est|sont|all|tou[ts]e?s?|which|qui|that|soit|its|ses|sa"
    r"|son|their|values?|valeurs?|param[eè]tres?|parameters?|arguments?|settings?|options?|flag|by|par|of|de|des|du|as|en"
    r"|comme|set|to|an?|une?|vaut|valent|uses?|used|utilis\w+|has|have|keras\w*|namely|donc|thus|so|initial\w*|decay|rate"
    r"|taux|factor|facteur|d[eé]croissance|discount\w*|small|petite|constante?|coefficient|for|pour|tensorflow|also|aussi"
    r"|lui|it|adds?|ajoute|appl\w{2,4}|sets?|fixe|takes?|prend|gives?|donne|comes?|works?|il|elle|own|defined?|only"
    r"|True|False|None|vrai|faux|c'est[- ]à[- ]dire|optimi[sz]er|optimiseur|algorithme?)(?!\w)",
    re.IGNORECASE,
)
_ARGUMENT_NAMES = regex(rf"(?<!\w)(?:{'|'.join(NAMES.values())})(?!\w)", re.IGNORECASE)
_SETTINGS = regex(r"\bepochs?\b|[eé]poques?|\bbatch|\blots?\b|dropout|neur|hidden|cach[eé]e", re.IGNORECASE)
"""A list with these is of what the student chose."""
_NEAR = 500
_WIDE = 200
_BEFORE = 40
"""So many characters before `default` may say that it was changed."""


class Naming:
    """The words around the arguments of a submission."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission

    def optimizers(self, argument: Argument) -> tuple[str, ...]:
        """Return the optimizers that an argument may be of: those named nearest to it, or before it."""
        if argument.optimizer:
            return (argument.optimizer,)
        first, last = _clause(argument)
        levels = (
            argument.text[first:last], argument.text[: argument.start], argument.text,
            *self._before(argument), *(part.title for part in reversed(self._path(argument))),
        )  # fmt: skip
        return next((found for text in levels if (found := named(text))), ())

    def is_default(self, argument: Argument) -> bool:
        """Tell whether the value is said to be the default: in its clause, or before its list."""
        if argument.form in ("signature", "copied"):
            return not _CHANGED.search(argument.text)
        if argument.form == "call":
            return False
        if _ELSEWHERE.search(argument.text):
            return False
        start, _ = _clause(argument)
        if _is_apposed(argument) or _is_announced(argument.text[start : argument.end], argument.start - start):
            return True
        if argument.form == "prose" or _CHANGED.search(argument.text) or DEFAULT.search(argument.text):
            return False
        return self._heads_list(argument)

    def is_changed(self, argument: Argument) -> bool:
        """Tell whether the sentence of an argument says that something was changed or tried."""
        return _CHANGED.search(argument.text) is not None

    def _heads_list(self, argument: Argument) -> bool:
        """Tell whether the lines before a list say that it has defaults, and the list nothing else."""
        after = self._submission.lines[argument.place.last + 1 : argument.place.last + 4]
        if any(_SETTINGS.search(line.text[:200]) for line in after):
            return False
        for text in self._before(argument):
            if _CHANGED.search(text) or _SETTINGS.search(text):
                return False
            if DEFAULT.search(text):
                return True
            if len(text) > 200:
                return False
        return False

    def _path(self, argument: Argument) -> tuple[Part, ...]:
        return self._submission.path_at(argument.place.first)

    def _before(self, argument: Argument) -> Iterator[str]:
        """Yield the lines of prose before an argument, the nearest first, in its part."""
        submission = self._submission
        part = submission.part_at(argument.place.first)
        yield submission.lines[argument.place.first].text[:600].partition(argument.quote)[0]
        length = 0
        for line in range(argument.place.first - 1, max(-1, argument.place.first - 40), -1):
            if submission.part_at(line) != part or length > _NEAR:
                return
            text = submission.lines[line].text
            if text.strip():
                length += len(text)
                yield text[:600]


def _clause(argument: Argument) -> tuple[int, int]:
    """Return where the clause of an argument starts and ends in its text."""
    cuts = [found.span() for found in _CLAUSE.finditer(argument.text)]
    first = max((end for _, end in cuts if end <= argument.start + 1), default=0)
    return first, min((start for start, _ in cuts if start >= argument.end), default=len(argument.text))


def _is_announced(clause: str, start: int) -> bool:
    """Tell whether a clause says of the argument that begins at `start` that it is a default."""
    said = list(DEFAULT.finditer(clause, max(0, start - _WIDE)))
    if not said or _is_changed(clause, max(0, said[-1].start() - _BEFORE), start):
        return False
    between = clause[said[-1].end() : start]
    if re.match(r"[\s:=]{0,3}\d|\s?\)|[^\d:(]{0,90}\b(?:and|et|plus)\b[^:(]{0,90}$", between):
        return False
    return _is_quiet(re.sub(r"^[^:(]{0,80}[:(]", "", between))


def _is_changed(text: str, start: int, end: int) -> bool:
    """Tell whether a piece of a text says that something was changed, and not that nothing was."""
    return any(not _UNCHANGED.search(text[: found.start()][-_BEFORE:]) for found in _CHANGED.finditer(text, start, end))


def _is_apposed(argument: Argument) -> bool:
    """Tell whether the word `default` stands behind an argument, or behind the list that it is one of."""
    after = argument.text[argument.end : argument.end + _WIDE]
    said = DEFAULT.search(after)
    if said is None or _OF_ANOTHER.match(after, said.end()):
        return False
    between = after[: said.start()]
    joined = _AND_DEFAULTS.search(between) or re.search(r"[.!?]\s", between)
    return not joined and not named(between) and _is_quiet(between)


def _is_quiet(text: str) -> bool:
    """Tell whether a text holds nothing but arguments with their values, optimizers, and words that join them."""
    for pattern in (_ARGUMENT_NAMES, OPTIMIZER, _QUIET):
        text = pattern.sub(" ", text)
    return not re.search(r"(?<![\d.])[^\W\d_]{2,}", text)
