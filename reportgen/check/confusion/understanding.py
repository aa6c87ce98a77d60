"""Whether a clause is understood as a whole: only then what it says of confusions may be refuted.

One word that is not known may change the subject, the images, the network or the direction of a claim (`apart from`,
`in the row of`, `of the remaining`), and one number too many may be what is meant. So every word must be one of those
that change nothing, and every number must be a class, a count that the claim takes, or part of a network's name.
"""

from functools import cache

from reportgen.check.confusion.classes import digits, unmentioned
from reportgen.check.confusion.pair_words import BECAUSE
from reportgen.check.confusion.signs import unnamed
from reportgen.check.facts.class_names import GARMENT
from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex

_ENGLISH = """
a actual actually again ahead also always an and are article as at bad badly be because become becomes been being best
between biggest both but by can case category class classification classified classifies clear clearly clothes cnn
come common commonly concern concerns confuse confused confuses confusing confusion correct correctly count data
dataset deep difference difficult difficulty digit direction distinguish easiest easily easy effect error especially
exactly example far fashion find first for found frequent frequently from get give gives happens hard hardest has have
heavily here hidden highest hog how however identified identifies image important in indeed instance interesting
interpreted into involve involves is it item its label labeled labelled large largest layer leading leads least
logically look looking lot low lowest main mainly make makes many massively matrix misclassification misclassified
misclassifies misidentified mislabeled mislabelled mistake mistaken mix mixed mixes mixing mlp mnist model most mostly
much network neuron never nicely note notice noticed now number observe obvious obviously occur occurs of often on
once one or our pair particularly precision predicted predicting prediction predictions predicts predominantly pretty
problem problematic quite raw read really recall recognise recognised recognises recognising recognize recognized
recognizes recognizing regularly result sample score see seem seen sensitivity set show shows single so sometimes
source still strangely strongest strongly surprisingly swap swapped take taken takes tell tend tends test that the
their them there therefore these they this those thus time to together total trouble true twice two typically
unfortunately unit up very was way we well were what when where which with worse worst you
"""
_FRENCH = """
a ainsi alors apercoit apparait arrive arrivent article assez au aussi avec avoir beaucoup bien bon c ca cas categorie
ce cela celle celui ces cet cette ceux chiffre clair clairement classe classee classer classification classifie
classifier comme commun commune concerne concernent confond confondent confondre confondu confondue confusion constate
constatons correctement couche couple couramment courante d dans de des deux devenu devenue deviennent devient
difference differencier difficile difficulte distingue distinguer donc donne donnees du element elle elles en encore
enormement entre erreur est et etaient etait ete etre eux evidemment exactement exemple facile facilement faible faire
fait faute fois font forte fortement frequemment frequent frequente generalement grand grande gros grosse habit haut
ici identifie il image important importante interprete j jamais jeu l la laquelle le lequel les lesquel leur
logiquement lu lue lus maintenant mais majeure majoritairement mal malheureusement matrice mauvais mauvaise meilleur
meilleure melange melangee melangent meme mieux modele moins montre montrent n neurone nombre notamment note notons
nous numero objet observe observons on ont ou paire par particulierement peut pire plupart plus position pour pourtant
predire predit predite premiere prend prendre prennent principal principale principalement principaux pris prise
problematique probleme qu quand quant que qui rappel reconnaissance reconnait reconnaitre reconnu reconnue regardant
regarde regulierement remarque remarquons reseau ressort resultat s sa se sens sensibilite ses si simple soit somme
son sont source souvent sur surtout taux tendance tete toujours tres trompe tromper un une vers vetement viennent
vient visible voir voit voyons vrai vraie vraiment vu vue vus y
"""
ORDER = frozenset(("than", "more", "less", "fewer", "then", "ensuite"))
_OF_ROWS = """
add adds colonne column compte comptent contain contains contien contient detecte detected holds just ligne line lost
manque missed not only out pas perdu perdue recognized right row seul seule seulement sum sums trouve trouvee up vaut
wrong wrongly
"""
_OF_IMAGES = """
above accuracy adds arrivons atteignons atteint averaged below calculated calculee ce clothe compte contain contient
correctement correspond dessous dessus diagonal diagonale digit dire divisant divise egal egale encore equal error
exactitude final finale finit healthy holds ie ill image in just justesse left loss macro malade means misclassified
model moyenne nombre obtain obtained obtenue only out over perte qui radio rate ray reach reaches remain represente
reste restent reussite right sain score seulement signifie soit somme success sum superieur superieure test testing
total tout trace under vaut weighted well wrong wrongly x xray
"""
ROWS, IMAGES = frozenset(_OF_ROWS.split()), frozenset(_OF_IMAGES.split())
"""Words that are known in claims about the images of one class, and of all."""
_LAST = regex(r"\b(?:this last|ce dernier|cette derniere)\b")
_WORD = regex(r"(?!x+\b)[^\W\d_]+")
"""Runs of `x` stand for classes."""
_PLURAL = regex(r"(?<=[a-z]{3})(?:e?s|e)$")


@cache
def _known() -> frozenset[str]:
    words = (*_ENGLISH.split(), *_FRENCH.split())
    return frozenset((*words, *map(_stem, words)))


def _stem(word: str) -> str:
    return _PLURAL.sub("", word)


def understood(text: str, more: frozenset[str] = frozenset()) -> bool:
    """Tell whether a clause has no word that may change what it says, and no number left.

    Args:
        text: the clause, without the classes and counts that its claim takes; what explains it is left out.
        more: words that are known in this kind of claim only.
    """
    said = BECAUSE.split(text)[0]
    if "xx" in said or GARMENT.search(said):
        said = GARMENT.sub(" ", unmentioned(said, digits(said)))
    said = _LAST.sub("this", folded(unnamed(said)))
    known = _known() | more
    return not any(sign.isdigit() for sign in said) and all(
        word in known or _stem(word) in known for word in _WORD.findall(said)
    )
