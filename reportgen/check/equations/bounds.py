"""Indices of sums: whether what is summed depends on them, and how many terms there are."""

import re
from dataclasses import dataclass

from reportgen.check.equations.context import Context
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import letters
from reportgen.check.equations.peel import Peeled
from reportgen.check.equations.terms import BigSum, Number, Symbol, Term, symbols

_SAMPLES = (
    r"(?:samples?|examples?|images?|observations?|data ?points?|instances?|points|échantillons?|echantillons?|"
    r"exemples?|données|donnees|"
    r"entrées|batch|individus|training)"
)


@dataclass(frozen=True)
class IndexMistake:
    """What is wrong with the indices of a sum."""

    name: str
    certain: bool
    suspicion: float = 0.5

    def of(self, rule: str, right: str) -> Judgement:
        """Return it as what a formula comes to."""
        return Judgement(rule, right, self.name, self.certain, suspicion=self.suspicion)


def index_mistake(peeled: Peeled, core: Term, context: Context) -> IndexMistake | None:
    """Return what is wrong with the indices of a sum; None if nothing is, or if they are not written."""
    used = frozenset(letter for symbol in symbols(core) for letter in letters(symbol))
    used |= {symbol.name.lower() for symbol in symbols(core)} if used else set()
    free = [
        one
        for one in peeled.sums
        if not _is_set(one.index) and not _letters(one.index) & (used | _bounds_of(peeled, one))
    ]
    unbound = free if used and len(free) == len(peeled.sums) else []
    if _alike(peeled) and not unbound:
        return IndexMistake("same_bounds", certain=not free)
    extra = next((one for one in peeled.sums if _one_too_many(one, peeled)), None)
    if unbound:
        return IndexMistake("index_and_bounds" if extra else "index", certain=len(peeled.sums) == 1, suspicion=0.7)
    if _differ(core, peeled):
        return IndexMistake("free_index", certain=len(peeled.sums) == 1, suspicion=0.7)
    if len(free) == 1 and len(peeled.sums) > 1 and free[0] is peeled.sums[-1] and used:
        return IndexMistake("index", certain=False, suspicion=0.6)
    if extra is not None:
        return IndexMistake("bounds", _is_number_of_samples(extra, context), 0.5)
    return None


def _alike(peeled: Peeled) -> bool:
    """Tell whether the sums over the samples and over the classes both have as many terms as the mean divides by."""
    highs = [one.high.name for one in peeled.sums if isinstance(one.high, Symbol)]
    divided = {symbol.name for averaged in peeled.averaged for symbol in symbols(averaged)}
    return len(peeled.sums) == len(highs) == 2 and highs[0] == highs[1] in divided


def _differ(core: Term, peeled: Peeled) -> bool:
    """Tell whether of two symbols one has the index of the sum, and the other one that is bound nowhere."""
    bound = {letter for one in peeled.sums for letter in _letters(one.index)}
    indices = {_index(symbol) for symbol in symbols(core) if symbol.sub}
    return len(indices) == 2 and "" not in indices and len(indices & bound) == 1


def _index(symbol: Symbol) -> str:
    """Return the only index of a symbol; empty if it has none, or another that it shares with others."""
    sub = symbol.sub.lower()
    return sub if re.fullmatch("[i-nc]", sub) and not symbol.sup and not symbol.argument else ""


def _letters(index: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]", index.lower()))


def _is_set(index: str) -> bool:
    """Tell whether what stands below a sum is no index: nothing, a name for all (`batch`, `N`), the inputs `x`."""
    return len(index) != 1 or index.isupper() or index in "xX"


def _bounds_of(peeled: Peeled, own: BigSum) -> frozenset[str]:
    """Return letters in the bounds of the other sums: the index may be used there."""
    found: set[str] = set()
    for one in peeled.sums:
        for bound in (one.low, one.high):
            if one is not own and isinstance(bound, Symbol):
                found.update(bound.name.lower(), *letters(bound))
    return frozenset(found)


def _one_too_many(one: BigSum, peeled: Peeled) -> bool:
    """Tell whether a sum from 0 to N is divided by N."""
    if not isinstance(one.low, Number) or one.low.value != 0 or not isinstance(one.high, Symbol):
        return False
    return any(symbol.name == one.high.name for averaged in peeled.averaged for symbol in symbols(averaged))


def _is_number_of_samples(one: BigSum, context: Context) -> bool:
    name = one.high.name if isinstance(one.high, Symbol) else ""
    letter = rf"(?<![\w\\]){re.escape(name)}\$?\s?(?:is|est|=|:|,|being|étant|represents|représente|denotes|désigne|\()"
    reverse = rf"{_SAMPLES}[\w\s]{{0,20}}[\s(,:=$]{re.escape(name)}(?!\w)"
    text = f"{context.after} {context.before} {context.part}"
    said = re.search(
        rf"{letter}[\w\s'’]{{0,30}}?(?:number|nombre|total|count|size|taille)[\w\s'’-]{{0,20}}?{_SAMPLES}",
        text,
        re.IGNORECASE,
    )
    return said is not None or re.search(reverse, text) is not None
