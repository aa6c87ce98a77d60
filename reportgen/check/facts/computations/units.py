"""Words within computations: `784 inputs * 100 neurons`, `25 (5x5) + 1 biais`; and words that change what is meant."""

from collections.abc import Sequence

from reportgen.check.facts.computations.tokens import Token

_MEANING = frozenset(
    (
        "against", "and", "arrondi", "autres", "carre", "carré", "chacun", "chacune", "chaque", "contre", "cube",
        "deux", "divided", "divise", "divisé", "double", "each", "et", "every", "except", "exp", "floor", "fois",
        "half", "if", "instead", "lieu", "ln", "log", "max", "mille", "million", "millions", "minus", "moins",
        "moitie", "moitié", "multiplie", "multiplied", "multiplié", "not", "or", "others", "ou", "par", "pas", "per",
        "plus", "que", "racine", "reste", "root", "round", "sans", "sauf", "si", "somme", "sqrt", "squared", "sum",
        "than", "thousand", "three", "times", "to", "trois", "twice", "two", "versus", "vs", "without", "à",
    )
)  # fmt: skip
"""With one of these in between, a computation is not understood."""
_LARGE = frozenset(
    (
        "billion", "chacun", "chacune", "chaque", "each", "every", "h", "heure", "heures", "hour", "hours", "k",
        "mille", "milliard", "milliards", "million", "millions", "min", "mins", "minus", "minute", "minutes", "mod",
        "modulo", "moins", "ms", "par", "per", "plus", "reste", "s", "sec", "secondes", "seconds", "secs", "thousand",
        "without",
    )
)  # fmt: skip
"""After a result these change its value, or leave open what it counts."""
_MEMORY = frozenset(
    (
        "bit", "bits", "byte", "bytes", "gb", "gib", "gigabytes", "gio", "go", "kb", "kib", "kilo-octets", "kilobytes",
        "kilooctets", "kio", "ko", "mb", "megabytes", "mib", "mio", "mo", "mégaoctets", "octet", "octets",
    )
)  # fmt: skip
_CONNECTORS = frozenset(
    (
        "a", "ai", "ainsi", "alors", "and", "are", "as", "at", "aura", "avons", "be", "because", "been", "being",
        "c'est", "calcul", "calculate", "calculation", "calcule", "calculons", "car", "cas", "case", "comme",
        "compte", "compute", "contains", "contient", "d'ou", "d'où", "do", "donc", "done", "effectue", "equation",
        "est", "et", "faire", "fait", "follow", "follows", "formula", "formule", "from", "get", "gets", "gives",
        "had", "has", "have", "hence", "here", "i.e", "ici", "if", "il", "is", "it", "it's", "needs", "nombre", "nos",
        "notre", "nous", "now", "number", "obtain", "obtained", "obtenons", "obtenu", "obtient", "on", "ont", "or",
        "ou", "our", "où", "parameters", "parametres", "params", "paramètres", "poids", "qu'on", "que", "requires",
        "result", "resultat", "résultat", "sera", "si", "simplement", "simply", "so", "soit", "sommes", "suit",
        "suivant", "suivante", "that", "then", "thus", "to", "total", "totaux", "trouve", "trouvons", "use", "uses",
        "using", "via", "was", "we", "weights", "were", "where", "which", "will", "would", "yields", "à", "était",
        "être",
    )
)  # fmt: skip
"""Words of a sentence after which a computation begins."""
_MOST_WORDS = 5
_MOST_IN_BRACKETS = 14


def unit(side: Sequence[Token], at: int) -> tuple[int, bool]:
    """Return how many signs after an operand only tell what it is, and whether numbers in brackets are among them.

    They do if an operator, a closing bracket or the end follows them.
    """
    index, words, brackets = at, 0, False
    while index < len(side) and words <= _MOST_WORDS:
        token = side[index]
        if token.kind == "word" and not meaning(token):
            index, words = index + 1, words + 1
        elif token.kind == "open" and token.text == "(":
            close = _closing(side, index)
            if close is None:
                return 0, False
            brackets |= any(inside.quantity for inside in side[index:close])
            index = close + 1
        else:
            break
    ended = index == len(side) or side[index].kind in {"operator", "close"}
    return (index - at, brackets) if ended and words <= _MOST_WORDS else (0, False)


def is_command(token: Token) -> bool:
    r"""Tell whether a word is a command of LaTeX that is not known here: `\sqrt`, `\binom`, `\pm`."""
    return token.kind == "word" and token.text.startswith("\\")


def meaning(token: Token) -> bool:
    """Tell whether a word changes what is computed; nobody knows what a command or function of LaTeX does."""
    return is_command(token) or not _MEANING.isdisjoint(token.text.replace("'", " ").replace("’", " ").split())


def changes_result(token: Token) -> bool:
    """Tell whether a word after a result changes its value, as units of memory may: see `in_memory`."""
    return in_memory(token) or not _LARGE.isdisjoint(token.text.split())


def in_memory(token: Token) -> bool:
    """Tell whether a word is a unit of memory."""
    return token.kind == "word" and not _MEMORY.isdisjoint(token.text.split())


def connects(token: Token) -> bool:
    """Tell whether a computation begins after a word of the sentence."""
    words = token.text.split()
    return bool(words) and words[-1] in _CONNECTORS


def _closing(side: Sequence[Token], start: int) -> int | None:
    """Return where the bracket that opens at `start` closes, if it is short."""
    depth = 0
    for index in range(start, min(len(side), start + _MOST_IN_BRACKETS)):
        depth += (side[index].kind == "open") - (side[index].kind == "close")
        if depth == 0:
            return index
    return None


_NEUTRAL = frozenset(
    (
        "un", "une", "a", "an", "the", "le", "la", "les", "de", "des", "du", "d", "of", "total", "environ", "env",
        "about", "approximately", "approximativement", "around", "donc", "so", "exactement", "exactly", "soit",
        "presque", "nearly",
    )
)  # fmt: skip


_CLAUSE = frozenset(
    (
        "a", "ai", "are", "avait", "avons", "contain", "contains", "contient", "cost", "costs", "coute", "coûte",
        "had", "has", "have", "need", "needs", "ont", "require", "requires", "sont", "was", "were", "étaient", "était",
    )
)  # fmt: skip
_UNFINISHED = frozenset(("de", "d", "of", "à", "par", "by", "que", "than", "dans", "in", "sur", "on"))
_OF = frozenset(("de", "des", "du", "d", "of"))


def is_clause(words: Sequence[Token]) -> bool:
    """Tell whether the words after a computation say more than its unit, or miss their end.

    `1/2 a une perte de` does, and so does `1/3 of the errors`, which are another number.
    """
    said = [word.text for word in words]
    return bool(said) and (said[-1] in _UNFINISHED or said[0] in _OF or not _CLAUSE.isdisjoint(said))


def neutral(token: Token) -> bool:
    """Tell whether a word between an equals sign and its number may be passed over."""
    return token.kind == "word" and token.text in _NEUTRAL


_UNITS = frozenset(
    (
        "batches", "bias", "biais", "biases", "bits", "bytes", "cells", "cellules", "classes", "connexions",
        "connections", "entrées", "entrees", "features", "filters", "filtres", "images", "inputs", "neurones",
        "neurons", "octets",
        "orientations", "paramètres", "parametres", "parameters", "params", "pixels", "poids", "valeurs", "values",
        "weights", "connection", "connexion", "neurone", "neuron", "paramètre", "parameter", "entries", "outputs",
        "sorties", "units", "unités", "unites", "coefficients", "caractéristiques", "caracteristiques",
    )
)  # fmt: skip


def ends_with_label(side: Sequence[Token]) -> bool:
    """Tell whether the words at the end of a side may name what comes next: `= 78500 Output = 1010`."""
    for token in reversed(side):
        if token.quantity or token.kind == "close":
            return False
        if token.kind == "word" and token.text not in _UNITS:
            return True
    return False
