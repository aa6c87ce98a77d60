"""Words that compare: better, lower, the best, the same, improves; in folded text of both languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Degree = Literal["superlative", "comparative", "same"]
Strength = Literal["slight", "plain", "much"]


@dataclass(frozen=True)
class Relation:
    """A word that compares.

    Attributes:
        degree: with all others, with one, or that there is no difference.
        judging: whether it judges (better) instead of measuring (higher).
        sign: 1 for better and higher, -1 for worse and lower.
        start: the offset of the word.
        end: the offset after it.
        verb: whether it is a verb (`improves`).
        tolerant: `one of the best`.
        beats: whether its object is whom it compares with: `outperforms`.
        negated: whether it is denied.
        strength: `slightly`, `much`.
    """

    degree: Degree
    judging: bool
    sign: int
    start: int
    end: int
    verb: bool = False
    tolerant: bool = False
    beats: bool = False
    negated: bool = False
    strength: Strength = "plain"


_UP = r"(?:eleve|haut|grand|fort|gros|important|bon rang)\w{0,3}"
_DOWN = r"(?:bas|basse|basses|faible|faibles|petit|petite|petites|petits|reduite?s?)"
_GOOD = r"(?:performante?s?|efficaces?|precise?s?|fiables?|juste|exacte?s?|robustes?)"
_FINE = r"(?:accurate|performant|performing|precise|effective|efficient|reliable|successful)"
_THE = r"(?:\b(?:le|la|les|the|notre|nos|son|sa|ses|leur|leurs|mon|mes|our|my|its|their) |\bl')"
_ORDINAL_BEST = r"(?:second|deuxieme|2eme|2nd|2e|third|troisieme|3eme|next|nth)[- ](?:best|meilleure?s?|highest|lowest|worst|plus \w{3,10})"

_Meaning = tuple[Degree, bool, int, str]
_PATTERNS: tuple[tuple[str, str, _Meaning | None], ...] = (
    ("none", _ORDINAL_BEST, None),
    ("aside", r"\b(?:at best|at worst|au mieux|au pire|(?:do|did|doing|try|tried) (?:our|my|their) best|vaut mieux|mieux vaut|de mieux en mieux|tant mieux"
     r"|better (?:understand\w*|see|to|suited|visuali\w*|idea|explain\w*|way|if|view|overview|insight|comprehen\w*|fit\w*|separat\w*|generali\w*|balance\w*|trade\w*)"
     r"|best (?:practice|suited|way|of both|epoch\w*|weights|hyper\w*|param\w*|fit\w*|generali\w*|curve\w*|compromise|trade\w*|option|choice|solution)"
     r"|(?:un |le )?(?:meilleure?s?) (?:comprehension|visualisation|facon|maniere|apercu|idee|vue|generali\w*|courbes?|compromis|choix|solution|option|adequation|equilibre|parametres?|hyper\w*|convergence|separation|epoques?|stabilite)"
     r"|mieux (?:comprendre|voir|visualiser|expliquer|adapte\w*|suite?|representer|distinguer|generalis\w*|equilibre\w*|gerer|cerner|apprehender|saisir|interpreter|choisir)"
     r"|(?:higher|lower|larger|smaller|greater|bigger|better) (?:number|amount|dimension\w*|resolution|capacity|complexity|size|learning|dropout|batch|pixels?|orient\w*|neurons?|layers?|filters?|kernels?|network|variance|risk|level|quality|images?|features?|value of [a-z]{4,12})"
     r"|plus (?:grande?s?|petite?s?|haute?s?|faibles?|gros\w*) (?:nombre|quantite|resolution|taille|capacite|complexite|couche|reseau|risque|quantites|dimension|noyau|image|partie|confusion|difficulte|erreur (?:est|pour|entre|vient|se|dans))"
     r"|plus grande? (?:erreur|confusion) |largest (?:error|confusion)|(?:le|la|les) plus (?:souvent|frequent\w*|confondu\w*|probable\w*|adapte\w*|approprie\w*|simple\w*|rapide\w*|stable\w*|interessant\w*|difficile\w*|facile\w*)"
     r"|gains? (?:de|in|of) (?:temps|time)|(?:plus|more|moins|less) (?:que|than) ?\d|not only|pas seulement|non seulement|same time|meme temps|meme si|quand meme|de meme|lui-meme|elle-meme|le meme nombre|same (?:way|number|amount|model|architecture|topology|thing|parameters?|hyper\w*|structure|network|layers?|problem|confusion\w*|digits?|class\w*|data\w*|settings?|code|as (?:in|for) the))", None),
    ("one_best", r"\b(?:one of|among|parmi|(?:un|une|l'un|l'une|fait partie) (?:des|de)|part of) (?:the |les |nos |our )?(?:best|meilleure?s?|most " + _FINE + r"|plus " + _GOOD + r")", ("superlative", True, 1, "tolerant")),
    ("one_worst", r"\b(?:one of|among|parmi|(?:un|une|l'un|l'une|fait partie) (?:des|de)) (?:the |les |nos |our )?(?:worst|pires?|moins bon\w{0,3}|moins " + _GOOD + r"|plus mauvais\w*|least " + _FINE + r")", ("superlative", True, -1, "tolerant")),
    ("best", r"\b(?:best|most " + _FINE + r")\b", ("superlative", True, 1, "")),
    ("worst", r"\b(?:worst|least (?:good|" + _FINE + r"))\b|\bthe worse\b(?! the)", ("superlative", True, -1, "")),
    ("highest", r"\b(?:highest|greatest|largest|maximal|maximum)\b", ("superlative", False, 1, "")),
    ("lowest", r"\b(?:lowest|smallest|minimal|minimum|least)\b", ("superlative", False, -1, "")),
    ("le_plus_haut", _THE + r"plus " + _UP + r"\b|" + _THE + r"moins " + _DOWN + r"\b", ("superlative", False, 1, "")),
    ("le_plus_bas", _THE + r"(?:plus " + _DOWN + r"|moins " + _UP + r"|moindre)\b", ("superlative", False, -1, "")),
    ("le_plus_bon", _THE + r"plus " + _GOOD + r"\b|" + _THE + r"mieux\b", ("superlative", True, 1, "")),
    ("le_moins_bon", _THE + r"(?:moins (?:bon\w{0,3}|bien|" + _GOOD + r")|pires?|plus mauvais\w{0,2})\b", ("superlative", True, -1, "")),
    ("meilleur", r"\bmeill?eure?s?\b", ("comparative", True, 1, "meilleur")),
    ("as_good", r"\b(?:as (?:good|accurate|performant|efficient|effective) as|aussi (?:bon\w{0,3}|bien|performante?s?|precise?s?|efficaces?|elevee?s?) que)", ("same", True, 1, "as_good")),
    ("better", r"\b(?:better|superior|more " + _FINE + r"|plus " + _GOOD + r"|mieux)\b", ("comparative", True, 1, "")),
    ("worse", r"\b(?:worse|poorer|inferior|less (?:good|" + _FINE + r")|moins (?:bon\w{0,3}|bien|" + _GOOD + r")|pires?|plus mauvais\w{0,2})\b", ("comparative", True, -1, "")),
    ("as_high", r"\b(?:twice|times|fois) as (?:high|large|big) as\b", ("comparative", False, 1, "")),
    ("as_low", r"\b(?:twice|times) as (?:low|small) as\b", ("comparative", False, -1, "")),
    ("higher", r"\b(?:higher|greater|larger|bigger|superieure?s?|plus " + _UP + r"|moins " + _DOWN + r")\b", ("comparative", False, 1, "")),
    ("lower", r"\b(?:lower|smaller|inferieure?s?|moindre|plus " + _DOWN + r"|moins " + _UP + r")\b", ("comparative", False, -1, "")),
    ("beats", r"\b(?:outperform(?:s|ed|ing)?|beats?|surpass(?:es|ed|e|ent)?|depasse(?:nt)?|bat(?:tent)?)\b", ("comparative", True, 1, "beats")),
    ("improves", r"\b(?:improv(?:e|es|ed|ing|ements?)|amelior(?:e|es|er|ent|ee|ees|ation|ations|ant)|progress(?:e|es|ent|ed|ion))\b", ("comparative", True, 1, "verb")),
    ("worsens", r"\b(?:degrad(?:e|es|ed|ent|er|ation|ing|ant|ee)|deteriorat(?:e|es|ed|ing|ion)|deterior(?:e|ent|er|ation)|worsen(?:s|ed|ing)?|empir(?:e|ent|er))\b", ("comparative", True, -1, "verb")),
    ("rises", r"\b(?:increas(?:e|es|ed|ing)|rises?|rose|rising|grows?|grew|augment(?:e|es|ent|er|ant|ee|ees|ait|ation)|grimp(?:e|ent)|monte(?:nt)?|croit|climb(?:s|ed)|gagne(?:nt)?|gains?|hausse)\b", ("comparative", False, 1, "verb")),
    ("falls", r"\b(?:decreas(?:e|es|ed|ing)|drop(?:s|ped|ping)?(?!-?out)|falls?|fell|falling|declin(?:e|es|ed|ing)|reduc(?:e|es|ed|ing|tion)|diminu(?:e|es|ent|er|ant|ee|ait|tion)|baiss(?:e|es|ent|er|ant|ait)|descend(?:s|ent)?|chute(?:nt)?|redui(?:t|sent|re|sant|te)|lowers|lowered|lowering)\b", ("comparative", False, -1, "verb")),
    ("same", r"\b(?:the same|similar|identical|equivalent|comparable|pareil(?:le|les|s)?|identiques?|similaires?|semblables?|equivalente?s?|(?:le|la|les) memes?)\b", ("same", True, 1, "")),
)  # fmt: skip
_ANY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern, _ in _PATTERNS))
_MEANINGS = {name: meaning for name, _, meaning in _PATTERNS}
_NOT = re.compile(
    r"\b(?:not|never|no|neither|nor|pas|jamais|aucune?|sans|without|ni|hardly|barely|guere|nullement|rien|cannot|fails? to)\b|n't\b|\bisnt\b|\barent\b|\bdoesnt\b|\bdont\b|\bdidnt\b"
)
_NOT_AFTER = re.compile(r"^(?:nt)?(?:[' ]\w{1,12}){0,1}? (?:pas|guere|jamais|plus(?= (?:la|le|les|l')\b|$|[.,]))\b")
_SLIGHT = re.compile(
    r"\b(?:slight\w{0,2}|a bit|a little|little|legere?(?:ment)?s?|un (?:tout petit )?peu|marginal\w*|somewhat|quelque peu|tres peu|minime\w*)\b"
)
_MUCH = re.compile(
    r"\b(?:much|far|a lot|lot|lots|way|significant\w*|considerabl\w*|clearly|largely|bien|beaucoup|largement|nettement|clairement|fort(?:ement)?|considerablement|drasti\w*|enormement|tellement|big|vraiment|really)\b"
)
_MEILLEUR_SUP = re.compile(
    r"(?:\b(?:le|la|les|notre|nos|son|sa|ses|leur|leurs|mon|mes|des|du|au|aux)|^) ?(?:tout |toute )?$"
)


def relations(folded: str) -> Iterator[Relation]:
    """Yield the words of a clause that compare, in order, with their negations and strengths."""
    previous = 0
    for match in _ANY.finditer(folded):
        meaning = _MEANINGS[str(match.lastgroup)]
        if meaning is None:
            continue
        yield _seen(_plain(match, meaning, folded), folded, previous)
        previous = match.end()


def _plain(match: re.Match[str], meaning: _Meaning, folded: str) -> Relation:
    degree, judging, sign, note = meaning
    beats = note == "beats"
    relation = Relation(
        degree, judging, sign, match.start(), match.end(), beats or note == "verb", note == "tolerant", beats
    )
    if note == "meilleur":
        return replace(relation, degree=_degree_of_meilleur(folded, match.start(), match.end()))
    return relation


def _degree_of_meilleur(folded: str, start: int, end: int) -> Degree:
    """`le meilleur modèle` is a superlative, `de meilleurs résultats` and `meilleur que` are comparatives."""
    if folded[end : end + 5].startswith((" que ", " qu'")):
        return "comparative"
    return "superlative" if _MEILLEUR_SUP.search(folded[max(0, start - 16) : start]) else "comparative"


def _seen(relation: Relation, folded: str, previous: int) -> Relation:
    """Add what stands around a word: negations before it in its clause, how much."""
    before = folded[max(previous, relation.start - 45) : relation.start]
    after = folded[relation.end : relation.end + 28]
    negated = bool(_NOT.search(before)) != bool(
        relation.verb and _NOT_AFTER.match(folded[relation.end : relation.end + 20])
    )
    near = before[-28:] + " | " + (after if relation.verb else after[:12] if relation.degree == "comparative" else "")
    strength: Strength = "slight" if _SLIGHT.search(near) else "much" if _MUCH.search(near) else "plain"
    return replace(relation, negated=negated, strength=strength)
