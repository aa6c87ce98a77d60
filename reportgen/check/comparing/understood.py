"""Whether a clause is understood as a whole: only then what it says may be called wrong.

A word that is not known may change of whom, of which images or of what a clause speaks: `the gap`, `per class`, `among
those with ...`. A number that is neither a setting nor a figure of the cases compared is of something else.
"""

import re
from collections.abc import Collection, Sequence

from reportgen.check.comparing.among import OF_ALL
from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.judging import Reading
from reportgen.check.comparing.measures import MEASURE, splits
from reportgen.check.comparing.quantifying import NOUN
from reportgen.check.comparing.relation_words import WORDS, meaning
from reportgen.check.facts.vocabulary import Vocabulary
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, Quantity

_NAMES = regex(
    rf"(?<![\w-]){MEASURE}(?![\w-])|\b{NOUN}|\b[a-z]{{1,4}}\d{{1,2}}\b|\b(?:model|modele|case|cas|test|network|reseau"
    r"|config|version|variant\w?|option) \(?[a-h]\b\)?|^\W{0,3}\(?[a-h]\)|\([a-h]\)|f-?1\b|n't\b|\b[a-z]'"
    r"|n_orientations?|pix_p_cell|\b(?:every|each) (?:time|step)\b|\ba chaque (?:fois|pas|etape)\b"
    r"|\b(?:among|amongst|parmi) (?:all )?(?:the|our|les|nos) (?:cnns|mlps|hogs?|models|networks|cases|modeles|reseaux"
    r"|cas)\b"
    r"(?! (?:with|avec|of|de|that|which|qui|dont|without|sans|on|sur))"
    r"|\b\d(?:eme|ere?|nd|rd|st|th|e)\b|\b(?:of|de|dans|in|du) (?:the|this|ce|le)? ?(?:table|tableau)\b"
    r"|\b(?:of|among|parmi|out of) (?:the|our|these|les|nos|ces) (?:two|three|four|five|six|deux|trois|quatre|cinq)\b"
)
_SET_APART = regex(
    OF_ALL.pattern
    + r"|\b(?:in spite of|despite|because of|due to|thanks to|malgre|grace (?:a|au|aux)|a cause d[eu])\b[^,;.]{0,60}"
)
_WORD = regex(r"[a-z]{2,}|\b[b-z]\b")
COMPARISONS = Vocabulary.of("""
their he ones which who what i you ours us my were been being isn aren wasn had hasn does do did doesn don didn not no
nor get got give given gave show showed shown obtain obtained reach reached achieve achieved perform performed
performing see seem yield yielded use used using come came made make bring brought lead led result mean train trained
tested test testing try tried remain remained stay stayed find found observe observed notice noticed note remark
conclude say can thank choose chosen increasing increase increased decreasing decrease decreased reducing reduce reduced
adding add added going go gone goes went passing pass passed changing change changed raising put take help helping from
or but than if when while then too also either only just even still yet again about over under against between compared
comparing comparison term respect regard regarding value final number amount size more most less fewer fewest many few
much very slightly bit little clearly quite rather far way significantly significant considerably surprisingly
unsurprisingly therefore thus hence indeed finally overall globally actually however moreover other others rest previous
previously first second third fourth fifth sixth last latter former before next three four five six all every each any
good well nice bad model network net case experiment configuration config run version variant setup topology
architecture candidate combination trial attempt mlp hog raw shallow deep convnet convolution convolutional perceptron
feature data pixel hidden dense layer neuron unit node filter kernel orientation cell per digit image part fully
connected dropout accuracie validation training because expected large small big high low larger fact aux ca cela ils
notre nos leur leurs celles quoi dont etait etaient sera avait avoir ne pas ni plus moins tres peu bien bon bonne assez
trop beaucoup nettement clairement legerement largement aussi encore toujours alors ainsi enfin finalement toutefois
cependant pourtant mais car si quand lorsque lors entre contre chez comme quant rapport compare comparaison
contrairement niveau terme valeur finale nombre taille donner donne donnent obtenir obtient obtiennent obtenu obtenue
obtenus obtenues atteindre atteint atteignent faire reste restent montre montrent devient deviennent voit voir constate
remarque dire dit conclure peut pouvons augmentant augmenter augmente diminuant diminuer diminue reduire reduisant
reduit ajouter ajoutant passer passe passant mettre met utilise utilisant utiliser entrainer entraine agrandir
agrandissant changer changeant modele reseau cas essai experience topologie mesure variante candidat combinaison autre
precedent precedente premier premiere deuxieme troisieme quatrieme cinquieme seconde dernier derniere trois quatre cinq
tous toutes tout toute chaque aucun brut brute donnee caracteristique convolutif profond cachee cache couche neurone
filtre noyau cellule pix px jeu chiffre partie grand grande petit petite gros grosse eleve elevee haut haute bas basse
faible fort forte avant egalement entrainement apprentissage soit tant parti oriented gradient oriente point percentage
partir augmentation diminution permet permettent allow continue continuer continuent passage
""")
_UNIT = regex(r"^ ?(?:%|percent|points?|pts?|pp|pour(?:[ -]?cents?)?|times|fois|x\b)")
_BY = regex(r"\b(?:by|of|de|d'|about|environ|only|seulement|about|around)[ ']?$|^\W*$")
_MUCH = 20
"""A share of more percent is an accuracy, not how much two differ."""
_ASIDE = regex(
    r"\(?\[[^\[\]]{0,90}\]\([^()]{0,90}\)\)?|\((?:mcnemar|McNemar|p ?[<=>] ?0?[.,])[^()]{0,60}\)"
    r"|[ \u202f\u00a0]?: ?\d.*$"
)
"""Links, tests of significance, and figures after a colon: they limit nothing."""
_SCOPE = regex(
    r"\b(?:sans|without|parmi|among|amongst|egale?s?|equal|same|meme (?:nombre|taille)|only|seule?s?|seulement|section"
    r"|partie|hors|except\w*|besides|outre|part from)\b"
)


def understood(clause: Clause, before: Sequence[Clause], readings: Sequence[Reading]) -> bool:
    """Tell whether all words and numbers of a clause are known, and those before it in its sentence change nothing.

    Args:
        clause: what is judged.
        before: the clauses before it in its sentence.
        readings: what it may mean, with the figures of the cases compared.
    """
    cases = {id(figure.case): figure.case for one in readings for weight in one for figure in weight.figures}.values()
    return (
        not unknown_words(_ASIDE.sub(" ", clause.folded))
        and all(_accounted(one, clause, cases) for one in quantities(_ASIDE.sub(_blank, clause.text)))
        and not any(_SCOPE.search(one.folded) for one in before)
        and (bool(splits(clause.folded)) or not any(splits(one.folded) for one in before))
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def unknown_words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded clause whose part in it is not known."""
    text = WORDS.sub(lambda match: " " if meaning(match) else match[0], _NAMES.sub(" ", _SET_APART.sub(" ", folded)))
    return tuple(word for word in _WORD.findall(text) if word not in COMPARISONS)


def _is_amount(number: Quantity, folded: str) -> bool:
    """Tell whether a number is how much cases differ: `by 0.5 points`, `0.5 % better`, `un gain de 0,5 %`."""
    after, before = folded[number.end :], folded[: number.start]
    if not number.percent and not _UNIT.match(after):
        return False
    low = not number.percent or number.value < _MUCH
    found = WORDS.match(_UNIT.sub("", after).lstrip())
    return (low and bool(_BY.search(before))) or (found is not None and meaning(found) is not None)


def _accounted(number: Quantity, clause: Clause, cases: Collection[Case]) -> bool:
    """Tell whether a number is a setting, a figure or a position of the cases compared, or how much they differ."""
    if number.value == int(number.value) and not number.percent and number.value <= 10:
        return True
    if any(float(number.value) in setting.values for case in cases for setting in case.settings):
        return True
    if _is_amount(number, clause.folded):
        return True
    return any(
        abs(own.value - said.value) <= max(own.step, said.step) / 2 + 1e-9
        for case in cases
        for score in case.scores
        for own in (*score.quantity.readings, *score.quantity.shares)
        for said in (*number.readings, *number.shares)
    )
