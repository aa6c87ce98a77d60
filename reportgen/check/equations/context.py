"""The words around a formula: which formula it is meant as, and what its letters are said to be."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reportgen.check.equations.sources import Formula
from reportgen.check.patterns import regex
from reportgen.check.submission import Submission, plain

_NAMES = {
    "rmsprop": r"rms[ -]?prop|root mean square prop",
    "adam": r"\badam\b|adaptive moment",
    "nadam": r"\bnadam\b",
    "adagrad": r"ada[ -]?grad|adaptive gradient",
    "adadelta": r"ada[ -]?delta",
    "momentum": r"momentum(?!`?\s?[=:]\s?`?0(?:[.,]0+)?(?![.,]?[0-9]))"
    r"|nesterov|moment d['’ ]?inertie|inertie|\bmoment\b",
    "sgd": r"\bsgd\b|gradient descent|descente (?:de|du) gradient|back-?propagation"
    r"|r[eé]tropropagation|weights? updates?|mise [aà] jour des poids",
    "ascent": r"gradient ascent|mont[eé]e (?:de|du) gradient|maximi[sz]",
    "centered": r"centered\s?=\s?true|\bcentr(?:ed|ée?)\b.{0,30}(?:version|variante)"
    r"|(?:version|variante).{0,20}\bcentr(?:ed|ée?)\b",
    "binary": r"\bbinary|\bbinaires?|\bbce\b|binarycross|log[ -]?loss",
    "categorical": r"categorical|cat[eé]goriel|\bcce\b|multi-?class|softmax",
    "crossentropy": r"cross[ _-]?entrop|entropies?[ -]crois|\bbce\b|\bcce\b|log[ -]?loss",
    "loss": r"\bloss(?:es)?\b|\bco[uû]ts?\b|\bcost\b|\bperte|fonction (?:de|d['’]) ?(?:perte|erreur|co[uû]t)|\berreur"
    r"|\berror|objective|objectif",
    "mse": r"mean[ _-]squared?[ _-]error|\bmse\b|erreurs?[ _-]quadratiques?[ _-]moyenne|moindres carr",
    "mae": r"\bmae\b|absolute|absolue",
    "rmse": r"\brmse\b|root mean squared? error",
    "softmax": r"soft-?max",
    "sigmoid": r"sigmo[iï]d|logisti(?:c|que)",
    "relu": r"\bre[ -]?lu\b|rectified|rectifi[eé]",
    "leaky": r"leaky|\belu\b|prelu|\bgelu",
    "hog": r"\bhog\b|histogram|orient|gradients? orient",
    "l2": r"\bl[ _]?2\b|\bl₂|weight[ _-]decay|\bridge\b|d[eé]croissance des poids|tikhonov",
    "l1": r"\bl[ _]?1\b|lasso",
    "f1": r"\bf[ _-]?1\b|f[ _-]?(?:score|mesure|measure)",
    "precision": r"\bpr[eé]cision",
    "recall": r"\brecall|\brappel|sensitivity|sensibilit|\btpr\b",
    "accuracy": r"\baccuracy|exactitude|\bacc\b",
    "specificity": r"specificity|sp[eé]cificit|\btnr\b",
    "negative": r"negative|n[eé]gati[fv]|\bminus\b|\bmoins\b|\bnll\b|oppos[eé]|signe|sign\b",
    "inputs": r"\binputs?\b|entr[eé]es?|features?|caract[eé]ristiques?|descripteurs?"
    r"|\bvect(?:or|eur)|\bsize\b|taille|dimension|input_?(?:size|shape|dim)",
}  # fmt: skip
PATTERNS = {name: regex(pattern) for name, pattern in _NAMES.items()}
_STEMS = {
    "adam": "adam|adaptive", "nadam": "nadam", "momentum": "moment|nesterov|inertie", "centered": "centr",
    "sgd": "sgd|descen|propagation|back|update|mise", "binary": "binar|binai|bce|logloss|log loss|log-loss",
    "crossentropy": "entrop|bce|cce|logloss|log loss|log-loss", "categorical": "categor|catégor|cce|multi|softmax",
    "loss": "loss|cout|coût|cost|perte|fonction|err|obje", "mse": "mse|mean|quadra|carr", "mae": "mae|absolu",
    "rmse": "rmse|root mean", "relu": "relu|re lu|re-lu|rectif", "leaky": "leaky|elu", "hog": "hog|histogram|orient",
    "l2": "l2|l 2|l_2|l₂|weight|ridge|poids|tikhonov", "l1": "l1|l 1|l_1|lasso", "f1": "f1|f 1|f_1|f-1|scor|mes|meas",
    "precision": "cision", "recall": "recall|rappel|sensi|tpr", "accuracy": "accuracy|exactitude|acc",
    "specificity": "specif|spécif|tnr", "negative": "negat|négat|minus|moins|nll|oppos|sign",
    "inputs": "input|entr|feature|caract|descript|vect|size|taille|dimension",
}  # fmt: skip
_WORTH = {name: tuple(stems.split("|")) for name, stems in _STEMS.items()}
"""One of which stands in every text that names it: looking for them is quicker."""
_CROSS_ENTROPY = regex(r"\bCE\b")
"""Not the French `ce`."""
_NEAR = 300
_FAR = 6_000


@dataclass(frozen=True)
class Context:
    """The words around a formula.

    Attributes:
        words: in its own line, with its left side and its letters.
        before: the prose before it, back over other formulas, in its part.
        titles: the headings it stands under, the innermost last.
        after: the prose behind it.
        part: all prose of its part.
    """

    words: str
    before: str
    titles: tuple[str, ...]
    after: str
    part: str

    @cached_property
    def own(self) -> frozenset[str]:
        """Names in the formula's own line."""
        return _names(self.words)

    @cached_property
    def near(self) -> frozenset[str]:
        """Names in the formula's line, in the prose before it and in the heading right above."""
        return self.own | _names(self.before) | _names(self.titles[-1] if self.titles else "")

    @cached_property
    def all(self) -> frozenset[str]:
        """Names anywhere in its part."""
        return self.near | _names(self.part) | _names(self.after) | _names(" ".join(self.titles))

    def closest(self, *names: str) -> frozenset[str]:
        """Return which of some names are said nearest to the formula."""
        wanted = frozenset(names)
        last = _last(self.before, names)
        for found in (self.own & wanted, last, self.near & wanted, self.all & wanted):
            if found:
                return found
        return frozenset()

    @property
    def whole(self) -> str:
        """All words around."""
        return " ".join((self.words, self.before, self.after, self.part))

    def says(self, pattern: str) -> bool:
        """Tell whether the prose around matches a pattern."""
        return re.search(pattern, self.whole, re.IGNORECASE) is not None


@lru_cache(256)
def _names(text: str) -> frozenset[str]:
    lower = _CROSS_ENTROPY.sub("cross-entropy", text).lower()
    return frozenset(name for name in PATTERNS if _found(name, lower))


def _found(name: str, lower: str) -> bool:
    worth = _WORTH.get(name)
    return (worth is None or any(stem in lower for stem in worth)) and PATTERNS[name].search(lower) is not None


def _last(text: str, names: tuple[str, ...]) -> frozenset[str]:
    """Return the name that is said last in a text."""
    lower = text.lower()
    at = {name: max((found.end() for found in PATTERNS[name].finditer(lower)), default=0) for name in names}
    most = max(at.values(), default=0)
    return frozenset(name for name, end in at.items() if end == most and most)


class Contexts:
    """The contexts of a submission's formulas; the prose of a part is gathered once."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission
        self._parts: dict[int, str] = {}

    def of(self, formula: Formula) -> Context:
        """Return the words around a formula."""
        submission = self._submission
        part = submission.part_at(formula.place.first)
        titles = tuple(one.title for one in submission.path_at(formula.place.first) if one.title)
        words = f"{formula.words} {formula.text}"
        return Context(words, self._before(formula, part), titles, self._after(formula, part), self._part(part))

    def _before(self, formula: Formula, part: int) -> str:
        blocks = self._submission.blocks
        own = blocks[formula.block]
        texts: list[str] = []
        if own.kind not in ("formula", "code", "table"):
            lines = own.text.split("\n")[: formula.place.first - own.place.first]
            texts.insert(0, "\n".join(lines)[-_NEAR:])
        elif own.kind == "code":
            lines = own.text.split("\n")[: formula.place.first - own.place.first]
            texts.insert(0, "\n".join(line for line in lines if "=" not in line)[-_NEAR:])
        for index in range(formula.block - 1, max(-1, formula.block - 8), -1):
            block = blocks[index]
            if self._submission.part_at(block.place.first) != part or sum(map(len, texts)) >= _NEAR:
                break
            if block.kind in ("paragraph", "item", "caption"):
                texts.insert(0, block.text[-_NEAR:])
        return plain(" ".join(texts))[-_NEAR:]

    def _after(self, formula: Formula, part: int) -> str:
        blocks = self._submission.blocks
        own = blocks[formula.block]
        texts = []
        if own.kind != "table":
            texts.append("\n".join(own.text.split("\n")[formula.place.last - own.place.first :])[:_NEAR])
        for block in blocks[formula.block + 1 : formula.block + 8]:
            if self._submission.part_at(block.place.first) != part or sum(map(len, texts)) >= _NEAR:
                break
            if block.kind in ("paragraph", "item", "caption"):
                texts.append(block.text[:_NEAR])
        return " ".join(texts)[:_NEAR]

    def _part(self, part: int) -> str:
        if part not in self._parts:
            first, last = self._submission.parts[part].blocks if self._submission.parts else (0, -1)
            texts = [
                block.text[:2_000]
                for block in self._submission.blocks[first : last + 1]
                if block.kind in ("paragraph", "item", "caption", "heading")
                and self._submission.part_at(block.place.first) == part
            ]
            self._parts[part] = " ".join(texts)[:_FAR]
        return self._parts[part]
