"""Whether a clause is understood as a whole: only then what it says of confusions may be refuted.

One word that is not known may change the subject, the images, the network or the direction of a claim (`apart from`,
`in the row of`, `of the remaining`), and one number too many may be what is meant. So every word must be one of those
that change nothing, and every number must be a class, a count that the claim takes, or part of a network's name.
"""

from reportgen.check.confusion.classes import digits, unmentioned
from reportgen.check.confusion.pair_words import BECAUSE
from reportgen.check.confusion.signs import unnamed
from reportgen.check.facts.class_names import GARMENT
from reportgen.check.facts.folding import folded
from reportgen.check.facts.vocabulary import Vocabulary
from reportgen.check.patterns import regex

_ENGLISH = """
actual actually again ahead also always article bad badly because become becomes been being best between biggest but can
case category class classification classified classifies clear clearly clothes come common commonly concern concerns
confuse confused confuses confusing confusion correct correctly count data dataset deep difference difficult difficulty
digit direction distinguish easiest easily easy effect error especially exactly example far fashion find first found
frequent frequently from get give gives happens hard hardest heavily hidden highest hog how however identified
identifies image important indeed instance interesting interpreted into involve involves item label labeled labelled
large largest layer leading leads least logically look looking low lowest main mainly make makes many massively matrix
misclassification misclassified misclassifies misidentified mislabeled mislabelled mistake mistaken mix mixed mixes
mixing mlp model most mostly much network neuron never nicely note notice noticed now number observe obvious obviously
occur occurs often once or pair particularly precision predicted predicting prediction predictions predicts
predominantly pretty problem problematic quite raw read really recall recognise recognised recognises recognising
recognize recognized recognizes recognizing regularly result sample score see seem seen sensitivity show shows single
sometimes source still strangely strongest strongly surprisingly swap swapped take taken takes tell tend tends test
their therefore thus time together total trouble true twice typically unfortunately unit up very way well were what when
where which worse worst you
"""
_FRENCH = """
ainsi alors apercoit apparait arrive arrivent article assez aussi avoir beaucoup bien bon ca cas categorie cela chiffre
clair clairement classe classee classer classification classifie classifier comme commun commune concerne concernent
confond confondent confondre confondu confondue confusion constate constatons correctement couche couple couramment
courante devenu devenue deviennent devient difference differencier difficile difficulte distingue distinguer donne
donnees element encore enormement entre erreur etaient etait etre eux evidemment exactement exemple facile facilement
faible faire faute fois forte fortement frequemment frequent frequente generalement grand grande gros grosse habit haut
identifie image important importante interprete j jamais jeu laquelle lequel lesquel leur logiquement lu lue lus
maintenant mais majeure majoritairement mal malheureusement matrice mauvais mauvaise meilleur meilleure melange melangee
melangent mieux modele moins montre montrent neurone nombre notamment note notons numero objet observe observons paire
particulierement peut pire plupart plus position pourtant predire predit predite premiere prend prendre prennent
principal principale principalement principaux pris prise problematique probleme quand quant rappel reconnaissance
reconnait reconnaitre reconnu reconnue regardant regarde regulierement remarque remarquons reseau ressort resultat sens
sensibilite si simple soit somme source souvent surtout taux tendance tete toujours tres trompe tromper vetement
viennent vient visible voir voit voyons vrai vraie vraiment vu vue vus
"""
CONFUSIONS = Vocabulary.of(f"{_ENGLISH} {_FRENCH}")
ORDER = Vocabulary.of("than more less fewer then ensuite")
_OF_ROWS = """
add adds colonne column compte comptent contain contains contien contient detecte detected holds just ligne line lost
manque missed not only out pas perdu perdue recognized right row seul seule seulement sum sums trouve trouvee up vaut
wrong wrongly
"""
_OF_IMAGES = """
above accuracy adds arrivons atteignons atteint averaged below calculated calculee clothe compte contain contient
correctement correspond dessous dessus diagonal diagonale digit dire divisant divise egal egale encore equal error
exactitude final finale finit healthy holds ie ill image just justesse left loss macro malade means misclassified model
moyenne nombre obtain obtained obtenue only out over perte radio rate ray reach reaches remain represente reste restent
reussite right sain score seulement signifie soit somme success sum superieur superieure test testing total tout trace
under vaut weighted well wrong wrongly x xray
"""
ROWS, IMAGES = Vocabulary.of(_OF_ROWS), Vocabulary.of(_OF_IMAGES)
"""Words that are known in claims about the images of one class, and of all."""
_LAST = regex(r"\b(?:this last|ce dernier|cette derniere)\b")
_WORD = regex(r"(?!x+\b)[^\W\d_]+")
"""Runs of `x` stand for classes."""


def understood(text: str, more: Vocabulary = CONFUSIONS) -> bool:
    """Tell whether a clause has no word that may change what it says, and no number left.

    Args:
        text: the clause, without the classes and counts that its claim takes; what explains it is left out.
        more: words that are known in this kind of claim only.
    """
    said = BECAUSE.split(text)[0]
    if "xx" in said or GARMENT.search(said):
        said = GARMENT.sub(" ", unmentioned(said, digits(said)))
    said = _LAST.sub("this", folded(unnamed(said)))
    return not any(sign.isdigit() for sign in said) and all(
        word in CONFUSIONS or word in more for word in _WORD.findall(said)
    )
