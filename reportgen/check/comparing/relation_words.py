"""The words that compare, in folded text of both languages, each with what it means.

Their order matters: what a phrase means as a whole (`vaut mieux`, `le plus petit nombre`) comes before its words.
"""

import re
from typing import Literal

from reportgen.check.patterns import regex

Degree = Literal["superlative", "comparative", "same"]
Note = Literal["", "tolerant", "meilleur", "beats", "verb"]
Meaning = tuple[Degree, bool, int, Note]
"""The degree; whether it judges (better) instead of measuring (higher); 1 for better and higher; what else to know."""

_UP = r"(?:eleve|haut|grand|fort|gros|important)\w{0,3}"
_DOWN = r"(?:bas|basses?|faibles?|petite?s?|reduite?s?)"
_GOOD = r"(?:performante?s?|efficaces?|precise?s?|fiables?|justes?|exacte?s?|robustes?)"
_FINE = r"(?:accurate|performant|performing|precise|effective|efficient|reliable|successful)"
_BAD = rf"(?:moins (?:bon\w{{0,3}}|bien|{_GOOD})|pires?|plus mauvais\w{{0,2}})"
_THE = r"(?:\b(?:le|la|les|the|notre|nos|son|sa|ses|leurs?|mon|mes|our|my|its|their) |\bl')"
_ONE_OF = r"\b(?:one of|part of|among|parmi|(?:l'une?|une?|fait partie) (?:des|de)) (?:the |les |nos |our )?"
_RANKED = r"(?:second|deuxieme|2eme|2nd|2e|third|troisieme|3eme|next|nth)[- ]"

_ASIDE = (
    _RANKED + r"(?:best|meilleure?s?|highest|lowest|worst|plus \w{3,10})",
    rf"\b(?:du|au|aux|des) plus {_GOOD}",
    r"\b(?:at best|at worst|au mieux|au pire|vaut mieux|mieux vaut|de mieux en mieux|tant mieux)",
    r"\b(?:do|did|doing|try|tried) (?:our|my|their) best",
    r"\bbetter (?:understand|view|overview|insight|comprehen|fit|separat|generali|balance|trade|suited"
    r"|visuali|explain)\w*",
    r"\bbetter (?:see|to|idea|way|if)\b",
    r"\bbest (?:practice|suited|way|of both|epoch|weights|hyper|param|fit|generali|curve|compromise"
    r"|trade|option|choice|solution)\w*",
    r"\b(?:un |le )?meilleure?s? (?:comprehension|visualisation|facon|maniere|apercu|idee|vue"
    r"|compromis|choix|solution|option)",
    r"\b(?:un |le )?meilleure?s? (?:generali|courbe|adequation|equilibre|parametre|hyper|convergence"
    r"|separation|epoque|stabilite)\w*",
    r"\bmieux (?:comprendre|voir|visualiser|expliquer|suite?|representer|distinguer|gerer|cerner|apprehender|saisir)",
    r"\bmieux (?:adapte|generalis|equilibre|interpreter|choisir)\w*",
    r"\b(?:higher|lower|larger|smaller|greater|bigger|better) (?:number|amount|dimension|resolution"
    r"|capacity|complexity|size|learning)\w*",
    r"\b(?:higher|lower|larger|smaller|greater|bigger|better) (?:dropout|batch|pixel|orient|neuron"
    r"|layer|filter|kernel|network)\w*",
    r"\b(?:higher|lower|larger|smaller|greater|bigger|better) (?:variance|risk|level|quality|images?"
    r"|features?|value of [a-z]{4,12})",
    r"\bplus (?:grande?s?|petite?s?|haute?s?|faibles?|gros\w*) (?:nombre|quantite|resolution|taille"
    r"|capacite|complexite|couche)\w*",
    r"\bplus (?:grande?s?|petite?s?|haute?s?|faibles?|gros\w*) (?:reseau|risque|dimension|noyau|image"
    r"|partie|confusion|difficulte)\w*",
    r"\bplus (?:grande?s?|petite?s?|gros\w*) erreurs? (?:est|pour|entre|vient|se|dans)",
    r"\bplus grande? (?:erreur|confusion) |\blargest (?:error|confusion)",
    r"\b(?:le|la|les) plus (?:souvent|frequent|confondu|probable|adapte|approprie|simple|rapide|stable"
    r"|interessant|difficile|facile)\w*",
    r"\b(?:gains?|improvements?|ameliorations?|progres|difference|ecart|gap) (?:(?:is|get|est|se|de|en|in|of|the|la"
    r"|le|accuracy|precision|loss|perte) ){0,3}(?:gets?|getting|becomes?|devient|diminu|reduit|baisse|decreas|shrink"
    r"|drop|small|lower|plus (?:petit|faible)|augment|increas|grow)\w*(?: (?:smaller|lower|plus (?:petit|faible)))?",
    r"\bgains? (?:de|in|of) (?:temps|time)|\b(?:plus|more|moins|less) (?:que|than) ?\d",
    r"\b(?:not only|pas seulement|non seulement|same time|meme temps|meme si|quand meme|de meme|lui-meme|elle-meme)",
    r"\ble meme nombre|\bsame (?:way|number|amount|model|architecture|topology|thing|structure|network"
    r"|problem|settings?|code)",
    r"\bsame (?:param|hyper|layer|confusion|digit|class|data)\w*|\bsame as (?:in|for) the",
)
_MEANINGS: tuple[tuple[str, Meaning], ...] = (
    (_ONE_OF + rf"(?:best|meilleure?s?|most {_FINE}|plus {_GOOD})", ("superlative", True, 1, "tolerant")),
    (_ONE_OF + rf"(?:worst|{_BAD}|least {_FINE})", ("superlative", True, -1, "tolerant")),
    (rf"\b(?:best|most {_FINE})\b", ("superlative", True, 1, "")),
    (rf"\b(?:worst|least (?:good|{_FINE}))\b|\bthe worse\b(?! the)", ("superlative", True, -1, "")),
    (r"\b(?:highest|greatest|largest|maximal|maximum)\b", ("superlative", False, 1, "")),
    (r"\b(?:lowest|smallest|minimal|minimum|least)\b", ("superlative", False, -1, "")),
    (_THE + rf"(?:plus {_UP}|moins {_DOWN})\b", ("superlative", False, 1, "")),
    (_THE + rf"(?:plus {_DOWN}|moins {_UP}|moindre)\b", ("superlative", False, -1, "")),
    (_THE + rf"(?:plus {_GOOD}|mieux)\b", ("superlative", True, 1, "")),
    (_THE + rf"{_BAD}\b", ("superlative", True, -1, "")),
    (r"\bmeill?eure?s?\b", ("comparative", True, 1, "meilleur")),
    (r"\bas (?:good|accurate|performant|efficient|effective) as", ("same", True, 1, "")),
    (r"\baussi (?:bon\w{0,3}|bien|performante?s?|precise?s?|efficaces?|elevee?s?) que", ("same", True, 1, "")),
    (rf"\b(?:better|superior|more {_FINE}|plus {_GOOD}|mieux)\b", ("comparative", True, 1, "")),
    (rf"\b(?:worse|poorer|inferior|less (?:good|{_FINE})|{_BAD})\b", ("comparative", True, -1, "")),
    (r"\b(?:twice|times|fois) as (?:high|large|big) as\b", ("comparative", False, 1, "")),
    (r"\b(?:twice|times) as (?:low|small) as\b", ("comparative", False, -1, "")),
    (rf"\b(?:higher|greater|larger|bigger|superieure?s?|plus {_UP}|moins {_DOWN})\b", ("comparative", False, 1, "")),
    (rf"\b(?:lower|smaller|inferieure?s?|moindre|plus {_DOWN}|moins {_UP})\b", ("comparative", False, -1, "")),
    (r"\b(?:outperform|beat|surpass)(?:s|ed|es|ing)?\b", ("comparative", True, 1, "beats")),
    (r"\b(?:surpass|depass)e(?:nt)?\b|\bbat(?:tent)?\b", ("comparative", True, 1, "beats")),
    (r"\bimprov(?:e|es|ed|ing|ements?)\b|\bprogress(?:e|es|ent|ed|ion)\b", ("comparative", True, 1, "verb")),
    (r"\bamelior(?:e|es|er|ent|ee|ees|ations?|ant)\b", ("comparative", True, 1, "verb")),
    (r"\bdegrad(?:e|es|ed|ent|er|ation|ing|ant|ee)\b|\bworsen(?:s|ed|ing)?\b", ("comparative", True, -1, "verb")),
    (r"\bdeterior(?:e|ent|er|ate|ates|ated|ating|ation)\b|\bempir(?:e|ent|er)\b", ("comparative", True, -1, "verb")),
    (
        r"\bincreas(?:e|es|ed|ing)\b|\b(?:rises?|rose|rising|grows?|grew|climb(?:s|ed))\b",
        ("comparative", False, 1, "verb"),
    ),
    (
        r"\baugment(?:e|es|ent|er|ant|ee|ees|ait|ation)\b|\b(?:grimp|(?:re)?mont)e(?:nt)?\b",
        ("comparative", False, 1, "verb"),
    ),
    (r"\b(?:goes|went|going|gone) up\b", ("comparative", False, 1, "verb")),
    (r"\b(?:goes|went|going|gone) down\b", ("comparative", False, -1, "verb")),
    (r"\b(?:croit|gagne(?:nt)?|gains?|hausse)\b", ("comparative", False, 1, "verb")),
    (
        r"\bdecreas(?:e|es|ed|ing)\b|\bdrop(?:s|ped|ping)?\b(?!-?out)|\bdeclin(?:e|es|ed|ing)\b",
        ("comparative", False, -1, "verb"),
    ),
    (
        r"\b(?:falls?|fell|falling|lowers|lowered|lowering)\b|\breduc(?:e|es|ed|ing|tion)\b",
        ("comparative", False, -1, "verb"),
    ),
    (
        r"\b(?:re)?diminu(?:e|es|ent|er|ant|ee|ait|tion)\b|\b(?:re)?baiss(?:e|es|ent|er|ant|ait)\b",
        ("comparative", False, -1, "verb"),
    ),
    (r"\b(?:(?:re)?descend(?:s|ent)?|chute(?:nt)?|redui(?:t|sent|re|sant|te))\b", ("comparative", False, -1, "verb")),
    (r"\b(?:the same|similar|identical|equivalent|comparable|(?:le|la|les) memes?)\b", ("same", True, 1, "")),
    (r"\b(?:pareil(?:le|les|s)?|identiques?|similaires?|semblables?|equivalente?s?)\b", ("same", True, 1, "")),
)
_EACH = "|".join((*(f"(?:{one})" for one in _ASIDE), *(f"({one})" for one, _ in _MEANINGS)))
WORDS = regex(rf"(?<![^\W\d])(?=[a-z23])(?:{_EACH})")
"""All begin with a word: to say so keeps the others from being tried at each letter."""


def meaning(match: re.Match[str]) -> Meaning | None:
    """Return what a phrase means; None if it compares no scores."""
    return None if match.lastindex is None else _MEANINGS[match.lastindex - 1][1]
