"""What stands between two classes of a sentence: `is confused with`, `and`, `->`, or something that parts them.

A gap links only if every word of it is known: one unknown word, and the two classes may have nothing to do with each
other.
"""

import re
from typing import Literal

from reportgen.check.patterns import regex

Gap = Literal["link", "and", "comma", "tight", "part", "break"]

_LINKS = frozenset(
    (
        "with",
        "avec",
        "for",
        "pour",
        "as",
        "comme",
        "en",
        "par",
        "from",
        "into",
        "vs",
        "versus",
        "contre",
        "du",
        "against",
        "à",
        "au",
        "aux",
        "to",
        "by",
        "become",
        "becomes",
        "became",
        "devient",
        "deviennent",
    )
)
_ANDS = frozenset(("and", "et", "or", "ou", "&", "ainsi"))
_PARTS = frozenset(("between", "entre", "puis", "then", "ensuite", "/", "|", "•"))
_KNOWN = """
    a actual again also always an are article articles assez aussi autre autres avait be beaucoup been being
    categorie categories category catégorie catégories certain certains chiffre chiffres class classe classes
    classifie classified classifies classifié classifiés classé classée classées classés commonly confond confondant
    confondent confondre confonds confondu confondue confondues confondus confuse confused confuses confusing
    confusion confusions considéré d de des detected digit digits détecté détectés easily elle elles encore erreur
    erreurs error errors especially est etre facilement fortement frequemment frequently fréquemment fut
    generalement generally généralement had has have heavily identified identifié identifiés il ils image images
    incorrectly instead interchanged interpreted interprété interprétés is it item items its l la label labeled
    labelled labels le les leur leurs like lot lots lu lus mainly mal massively me misclassified misclassifies
    misclassify misidentified mislabeled mislabelled mistake mistaken mistakes mistook mix mixed mixes model modèle
    moi more mostly much mélange mélangé mélangée mélangés network nombre nombres notably notamment number numbers
    numero numéro of often on ont other others parfois particularly particulierement particulièrement plus plusieurs
    predicted predicts predit prend prennent principalement pris prise prises prédit prédite prédites prédits qu que
    quelques qui rather read real recognised recognized recognizes reconnu reconnue reconnues reconnus regularly
    regulierement réel réels régulièrement réseau sa seen ses several some sometimes son sont souvent still strongly
    such sur surtout swapped take taken takes tel telle telles tels tend tendance tends that the their they tort
    toujours true très typically un une up usually very vrai vraie vrais vu vus was we were which who wrongly
    étaient était été être never jamais ne n aucune
"""
_FILL = frozenset(_KNOWN.split())
_WORD = regex(r"[^\W\d_]+|->|→|=>|⇒|<->|↔|>|[^\w\s]")
_TIGHT = frozenset(("->", "→", "=>", "⇒", "<->", "↔", ">", "-", "–", "—", "/"))
_QUIET = frozenset("\"'’‘«»“”*`()[]:_")
LONGEST = 90


def gap(text: str, dashes: bool) -> Gap:
    """Return how a gap links the classes on its two sides.

    Args:
        text: what stands between them.
        dashes: whether a dash or a slash makes a pair; otherwise it parts two pairs.
    """
    if len(text) > LONGEST or not text.strip():
        return "break"
    words = [word for word in _WORD.findall(text.lower()) if word not in _QUIET]
    return _of_words(words, dashes) if not re.search(r"\d", text) else "break"


def _of_words(words: list[str], dashes: bool) -> Gap:
    signs = [word for word in words if word in _TIGHT]
    if len(signs) == 1 == len(words):
        arrow = signs[0] not in {"-", "–", "—", "/"}
        return "tight" if arrow or dashes else "part"
    if any(word not in _LINKS | _ANDS | _FILL | _PARTS and word != "," for word in words):
        return "break"
    if any(word in _PARTS for word in words):
        return "part"
    linked = any(word in _LINKS for word in words)
    if linked and next((word for word in words if word != ","), "") in _ANDS:
        return "and"
    if linked:
        return "link"
    if any(word in _ANDS for word in words):
        return "and"
    return "comma" if "," in words else "break"
