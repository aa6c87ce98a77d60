"""The words by which sentences mean cases: positions, numbers, extremes, names; texts are folded."""

import re

from reportgen.check.stated import SettingName

_THING = (
    r"(?:models?|modeles?|cases?|cas|tests?|essais?|experiments?|experiences?|configurations?|configs?|runs?|mesures?"
    r"|measure(?:ment)?s?|networks?|reseaux?|topolog(?:y|ies?)|architectures?|versions?|variante?s?|trials?"
    r"|attempts?|tentatives?"
    r"|entrainements?|ones?)"
)
POSITIONS = (
    (r"first|1st|premiere?s?|1ere?", 1),
    (r"seconde?|2nd|deuxieme|2e|2eme|2nde?", 2), (r"third|3rd|troisieme|3e|3eme", 3),
    (r"fourth|4th|quatrieme|4e|4eme", 4), (r"fifth|5th|cinquieme|5e|5eme", 5), (r"sixth|6th|sixieme|6e|6eme", 6),
    (r"last|derniere?|final", -1),
)  # fmt: skip
_ORDINALS = "|".join(f"(?P<p{index}>{words})" for index, (words, _) in enumerate(POSITIONS))
ORDINAL = re.compile(
    r"\b(?:the|le|la|l'|du|au|our|notre|this|cette?|de|et|and|than|que|avec|with|of|to) ?(?:\w{4,8} )?"
    rf"(?:{_ORDINALS})\b"
    rf"(?=(?: {_THING})\b| ?[.,;:!?)]|$"
    r"| (?:is|are|was|has|had|with|avec|which|qui|est|a|ont|and|et|gives?|donne|because|car|but|mais|performs?|obtient"
    r"|reste|since)\b)"
)
NUMBERED = re.compile(
    rf"\b{_THING} ?(?:n[o°][ .]{{0,2}}|# ?|number |numero )?\(?(?P<number>\d{{1,2}})\)?"
    r"(?![\w.,]?\d|\w| ?%| (?:epochs?|epoques?|neur|couche|layer|orient|hidden|unit|filt|pix))"
)
BARE = re.compile(r"(?<![\w)])\((?P<number>\d)\)(?!\w)|#(?P<sharp>\d)\b")
PREVIOUS = re.compile(
    rf"\b(?:the |le |la |au |du |que )(?:previous|precedente?|one before|preceding)(?: {_THING})?\b(?! (?:one|ones"
    rf"|measures)s)"
    r"|\b(?:that|celui|celle) (?:before|d'avant)\b"
)
THIS = re.compile(
    rf"\b(?:this|ce|cet|cette) (?:\w{{1,12}} )?{_THING}\b|^(?:elle|celui-ci|celle-ci|this one|this)\b"
    r"|^it (?!is (?:clear|possible|hard|easy|known|important|interesting|worth|normal|obvious|likely|difficult)"
    r"|seems|appears|would|takes)"
    r"|^il (?!y |n'y|n'empeche|faut|est (?:possible|vrai|clair|evident|normal|difficile|interessant|important)"
    r"|s'agit|semble|suffit|reste)"
    r"|\b(?:the|le) current (?:one|model)\b"
)
PLURAL = re.compile(
    r"\b(?:models|modeles|others|autres|all|tous|toutes|both|mesures|cases|networks|reseaux|les deux|ones)\b"
)
MEASURED: tuple[tuple[SettingName, str], ...] = (
    ("orientations", "orientations?"),
    ("pixels_per_cell", r"pixels?(?: (?:per|par) (?:cell|cellule))?|pix_p_cell"),
    ("epochs", "epochs?|epoques?"),
    ("filters", "filters?|filtres?"),
    ("hidden_layers", "(?:hidden )?layers|couches(?: cachees)?"),
    ("dropout", "dropout"),
    ("neurons", "neurons?|neurones?|units?|unites?"),
)
_NOUN = "|".join(f"(?P<{name}>{words})" for name, words in MEASURED)
EXTREME = re.compile(
    r"\b(?:(?P<less>(?:the )?(?:least|fewest|less|fewer|lowest|smallest)(?: number of)?|le moins (?:de |d')|moins de)"
    r"|(?P<more>(?:the )?(?:most|more|highest|largest|greatest)(?: number of)?|le plus (?:de |d')|plus de))"
    rf" ?(?:{_NOUN})\b"
)
ONE = re.compile(
    r"\b(?:the (?:one|model|network|case|version)|celui|celle|le (?:modele|reseau|cas)|la (?:mesure|version))\b"
)
SIZE = re.compile(
    rf"\b(?:the |le |la )(?:(?P<least>smallest|plus petite?)|(?P<most>biggest|largest|plus (?:gros|grosse|grand"
    rf"|grande)))"
    rf"(?= {_THING}\b| des? (?:trois|deux|quatre)|[.,;:!?]|$)"
)
OF_ERRORS = re.compile(r"confus|error|erreur|loss|perte|score")
WORD = re.compile(r"[a-z][a-z0-9-]{2,20}|\d{2,4}")
KINDS = frozenset(
    (
        "mlp",
        "cnn",
        "hog",
        "raw",
        "dropout",
        "adam",
        "sgd",
        "rmsprop",
        "nadam",
        "resnet",
        "add",
        "relu",
        "tanh",
        "sigmoid",
        "deep",
        "shallow",
        "brut",
        "brutes",
        "features",
    )
)
