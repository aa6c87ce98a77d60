"""Whether each word of a clause is one that descriptions of a network and of its training are made of.

A sentence can contradict the network beside it only if it is about that network. Words that point elsewhere have no
end (`the smallest one`, `their version`, `for the radiographs`), those of a plain description are few: a clause with
any other word is not understood, and nothing is refuted on it.
"""

import re
from collections.abc import Collection

from reportgen.check.facts.folding import folded
from reportgen.check.facts.vocabulary import Vocabulary
from reportgen.check.patterns import regex

_SHORT = """
adam add adds ai all aux avons bas celles chacun ci cinq cnns code codes dix do dont each eight eme end ends er ere
every fed feed feeds five four go goulot gpu huit i ieme j je just lit lots ma map maps max mean mis mise mon my nd nde
ne net neuf nine no nos ones part pas puis put px rd re relu same sept sets seul seule seven sgd shrink shrinks six sors
sort sous st suit tanh ten th three tous tout toute toutes trois us use used uses va x
"""
_LONGER = """
above accuracy activation addition additionn after again ainsi almost also aplati aplatissement appl appren apprend
apprentissage apres architecture arrondi aussi avant averag avoid batch become before below besoin between biais bias
binaire binary bloc block bottleneck cache canal canaux caracteristique carte categorical categorielle cell cellule
chacun channel chaque chiffre choisi choose chose cinquieme class classe comme comport compos compren compte connect
consist contain contien conv conv2d convnet convolutif convolution convolutive cost couche count cout croisee cross
crossentropy deep dense dernier derniere dessous dessus deuxieme devien digit dimension divise donne dropout during
element employ ensuite entierement entrain entre entree entries entropie entropy epoch epochs epoque error etage etape
etranglement etroit evit evolution exactly fait feature fifth figure filter filtre final first fix flatten flattening
follow followed fonction forme fourth from fully function garde give goes goulot half halve hauteur height hence hidden
image input into iteration keep kept keras kernel largeur last latent layer learn learning leave lineaire linear listing
loss made majority make maxpooling maxpooling2d metric middle milieu model modele moitie mont more most moyenne
n_orientations nearly need network neural neuron neurone nombre normalis normaliz notre noyau number obtain obtien only
optimiser optimiseur optimizer orientation orientations output over overfit padding parameter parametre part partie
passe passent pendant perte pix_p_cell pixel place plupart poids pool pooling pooling2d posse premier premiere prend
prenn presque prevent produ profond quart quatre quatrieme quelques quitte rapport rate read receive recoi reduc reduit
remain renvoi report reseau residual reste resume retreci return rmsprop round second sees seulement shape show shrink
sigmoid sigmoide simply since single size softmax sortie spatial squared stack stage stride structure suivant suivi
suivie summary surapprentissage taille take taux tenseur tensor than then therefore third through thus tiers topolog
total train trained training travail troisieme unique uniquement unit unite utilis valeur value vecteur vector voit
weight when where which width work yield
"""
DESCRIPTIONS = Vocabulary.of(_SHORT, _LONGER)
EVERY = regex(
    r"\b(?:all|each|every|both|tous|toutes|chaque|chacune?)\b(?: (?:of|the|les|nos|our|de|des|deux|trois|quatre|two"
    r"|three|four|\d|successive)\b){0,3} (?:\w+ )?(?:layers?|couches?|conv\w*)\b",
    re.IGNORECASE,
)
"""What is said of every layer must hold for each."""
_WORD = regex(r"[^\W\d_][\w]*")
_TIMES = regex(r"(?:x\d+)+|times\d*")


def is_understood(text: str, own: Collection[str] = ()) -> bool:
    """Tell whether a text has no word but those of descriptions, and some of its own: names of layers, of a title."""
    return all(word in own or _is_known(word) for word in words(text))


def words(text: str) -> frozenset[str]:
    """Return the words of a text, folded."""
    return frozenset(_WORD.findall(folded(text)))


def _is_known(word: str) -> bool:
    return len(word) == 1 or _TIMES.fullmatch(word) is not None or word in DESCRIPTIONS
