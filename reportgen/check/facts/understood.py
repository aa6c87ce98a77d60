"""Whether each word of a clause is one that descriptions of a network and of its training are made of.

A sentence can contradict the network beside it only if it is about that network. Words that point elsewhere have no
end (`the smallest one`, `their version`, `for the radiographs`), those of a plain description are few: a clause with
any other word is not understood, and nothing is refuted on it.
"""

import re
from collections.abc import Collection

from reportgen.check.facts.folding import folded
from reportgen.check.patterns import regex

_SHORT = """
a adam add adds ai all an and are as at au aux avec avons bas be both by c ce celle celles celui ces cet cette ceux
chacun ci cinq cnn cnns code codes d dans de des deux dix do donc dont du each eight elle elles eme en er ere est et
ete every fait fed feed feeds five font for four go goulot gpu has have here huit i ici ieme il in is it its j je
just l la le les lit lot lots ma map maps max mean meme mis mise mnist mon my n nd ne nde net neuf nine no nos nous of
on one ones ont ou our par part pas pour puis put px qu que qui rd re relu s sa same se sept ses set sets seul seule
seven sgd shrink shrinks six so son sont sors sort sous st sur tanh ten th that the them there these they this those
three to tous tout toute toutes trois two un une us use used uses va vers was we with x y
"""
_LONGER = """
above accuracy activation addition additionn after again ainsi almost also aplati aplatissement appl appren apprend
apprentissage apres architecture arrondi aussi avant averag batch become before below besoin between biais bias
binaire binary bloc block bottleneck cache canal canaux caracteristique carte categorical categorielle cell cellule
chacun channel chaque chiffre choisi choose chose cinquieme class classe comme comport compos compren compte connect
consist contain contien conv conv2d convnet convolutif convolution convolutive cost couche count cout croisee cross
crossentropy deep dense dernier derniere dessous dessus deuxieme devien digit dimension divise donne dropout during
element employ ensuite entierement entrain entre entree entries entropie entropy epoch epochs epoque error etage
etape etranglement etroit evolution exactly fait feature fifth figure filter filtre final first fix flatten
flattening follow followed fonction forme fourth from fully function garde give goes goulot half halve hauteur
height hence hidden image input into iteration keep kept keras kernel largeur last latent layer learn learning leave
lineaire linear listing loss made majority make maxpooling maxpooling2d metric middle milieu model modele moitie
mont more most moyenne n_orientations nearly need network neural neuron neurone nombre normalis normaliz notre noyau
number obtain obtien only optimiser optimiseur optimizer orientation orientations output over padding parameter
parametre part partie passe passent pendant perte pix_p_cell pixel place plupart poids pool pooling pooling2d posse
premier premiere prend prenn presque produ profond quart quatre quatrieme quelques quitte rapport rate read receive
recoi reduc reduit remain renvoi report reseau residual reste resume retreci return rmsprop round second sees
seulement shape show shrink sigmoid sigmoide simply since single size softmax sortie spatial squared stack stage
stride structure suivant suivi suivie summary taille take taux tenseur tensor than then therefore third through thus
tiers topolog total train trained training travail troisieme unique uniquement unit unite utilis valeur value
vecteur vector voit weight when where which width work yield
"""
_SMALL, _STEMS = frozenset(_SHORT.split()), frozenset(_LONGER.split())
"""Words as they are; and beginnings of words, known with any short ending: `convolution` of `convolutionnelles`."""
EVERY = regex(
    r"\b(?:all|each|every|both|tous|toutes|chaque|chacune?)\b(?: (?:of|the|les|nos|our|de|des|deux|trois|quatre|two"
    r"|three|four|\d|successive)\b){0,3} (?:\w+ )?(?:layers?|couches?|conv\w*)\b",
    re.IGNORECASE,
)
"""What is said of every layer must hold for each."""
_WORD = regex(r"[^\W\d_][\w]*")
_TIMES = regex(r"(?:x\d+)+|times\d*")
_SHORTEST, _ENDING = 4, 5


def is_understood(text: str, own: Collection[str] = ()) -> bool:
    """Tell whether a text has no word but those of descriptions, and some of its own: names of layers, of a title."""
    return all(word in own or _is_known(word) for word in words(text))


def words(text: str) -> frozenset[str]:
    """Return the words of a text, folded."""
    return frozenset(_WORD.findall(folded(text)))


def _is_known(word: str) -> bool:
    if word in _SMALL or len(word) == 1 or _TIMES.fullmatch(word):
        return True
    shortest = max(_SHORTEST, len(word) - _ENDING)
    return any(word[:length] in _STEMS for length in range(len(word), shortest - 1, -1))
