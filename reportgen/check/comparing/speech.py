"""How a sentence is meant: as a statement about the report's own results, or as a question, a wish, an opinion."""

from dataclasses import dataclass

from reportgen.check.patterns import regex

_ASKS = regex(
    r"^\s*(?:\d{1,2}[.)] ?|[-*] ?)?(?:(?:please,? )?(?:select|choose|explain|compute|test at least"
    r"|describe|discuss|comment on|compare|train an?|present|indicate)"
    r"|(?:choisissez|expliquez|calculez|testez|decrivez|commentez|comparez|presentez|indiquez|entrainez))\b"
)
_PREAMBLE = regex(
    r"\bmatrices? de confusion|\bconfusion matri\w{1,4}|"
    r"\b(?:(?:we|you|one|i) (?:can|could|may|will) (?:also |then |thus |clearly |easily |therefore "
    r"|now )?(?:see|notice|observe|say|conclude|remark|note|find|deduce|confirm|state|tell)(?: here"
    r"| that)?"
    r"|(?:on|nous) (?:peut|peu|peux|pouvons|pourrait|pourra) (?:aussi |donc |alors |bien |clairement "
    r"|egalement |facilement )?(?:voir|remarquer|constater|dire|observer|noter|conclure|deduire"
    r"|affirmer|s'apercevoir|relever|confirmer)"
    r"|can be (?:seen|observed|noticed)|it can be (?:said|concluded)|as (?:we |was |i |one )?(?:could "
    r"|can |might |would )?(?:be )?expect\w*|as (?:we |i )?thought|as hoped|unexpectedly"
    r"|like we (?:expected|thought)|than (?:we )?expected"
    r"|comme (?:on |nous )?(?:s'y |nous y |pouvait |pouvions |le |l'|on )?(?:s'y |s'|nous y |nous "
    r"|a )?(?:attend\w*|prevu|espere\w*|suppose\w*|pens\w*)|sans surprise|if we (?:look|compare|see"
    r"|consider|take)|si (?:on|l'on|nous) (?:regard\w*|compar\w*|observ\w*|pren\w*))"
)


_SUPPOSED = regex(
    r"\b(?:would(?:n't)?|could|might|should|must|may|will|going to|if|whether|unless|want(?:s|ed)?"
    r"|wish\w*|expect\w*|hop(?:e|ed|ing)|suppos\w*|imagin\w*|assum\w*|thought|believed|aim\w*|goal"
    r"|attempt(?:s|ed|ing)? to|tr(?:y|ied|ying) to|in order to|so as to"
    r"|let's see|see whether|to (?:see|check|test|verify|find|get|obtain|improve|increase|reduce"
    r"|decrease|have|avoid|achieve|determine)\b"
    r"|serai(?:t|ent)|aurai(?:t|ent)|pourrai(?:t|ent|ons)|devrai(?:t|ent|ons)|faudrait"
    r"|\w{3,20}erai(?:t|ent)|si (?:on|l'on|nous|je|le|la|les|c'est|jamais)|s'il|s'attend\w*"
    r"|attend(?:ait|ions|re|ais|u|ue|us)|attente|esper\w*|pens(?:ait|ions|ais)|voul(?:ait|ions|ais)"
    r"|souhait\w*|essa(?:ye|yer|ie|yant|yons|yer d\w*)\w{0,3}|afin d\w*|objectif|but (?:de|est|etait)"
    r"|dans le but|pour (?:essayer|ameliorer|augmenter|diminuer|reduire|avoir|obtenir|voir|eviter"
    r"|trouver|que|tenter)"
    r"|peut-on|permettrait|doit|doivent|cherch\w{1,5}|tent(?:e|er|ons|ait|e) (?:de|d')|il faut"
    r"|normalement|logiquement|en theorie|theoriquement|in theory|theoretically|can)\b"
)
_THEORY = regex(
    r"\b(?:generally|in general|usually|typically|often|known|theor\w*|tends? to|always|en general"
    r"|generalement|souvent|habituellement|d'habitude|en principe|toujours|connu\w*|ont tendance"
    r"|a tendance)\b"
)
_HEDGED = regex(
    r"\b(?:probabl\w*|perhaps|maybe|peut[- ]etre|seem\w*|sembl\w*|apparently|apparemment|on dirait"
    r"|looks? like|a l'air|likely|plutot|i guess|sans doute|surement|presque|almost|nearly|quasi\w*)\b"
)
_OPINION = regex(
    r"\b(?:for us|for me|to us|in (?:our|my) opinion|(?:we|i) (?:think|believe|feel|consider|find"
    r"|prefer|chose|choose|would say|like)|according to us|pour (?:nous|moi)|selon (?:nous|moi)"
    r"|a (?:notre|mon) avis|(?:nous|on|je) (?:pens|trouv|consider|prefer|estim|juge)\w{0,4}|suitable"
    r"|adapte\w*|approprie\w*|adequate?\w*|reasonable|raisonnable|convien\w+|compromis|compromise"
    r"|trade-?off|interessant\w*|ideal\w*|satisf\w*|acceptable\w*|favori\w*|choice|choix|worth"
    r"|vaut (?:la|le))\b"
)
_OTHER = regex(
    r"over-?fit\w*|under-?fit\w*|sur-?apprentissage|sous-?apprentissage|surappris\w*|sur-?ajust\w*"
    r"|generali[sz]\w*|\bcurves?\b|\bcourbes?\b|\bgraph\w*|\bplots?\b|converg\w*|\bstab\w*|smooth\w*"
    r"|\blisse\w*|oscill\w*|fluctu\w*|\bbruit\w*|\bnois[ye]\w*"
    r"|(?<!this )(?<!same )(?<!each )(?<!every )(?<!first )\btime\b|(?<!meme )\btemps\b|\bfast\w*"
    r"|\bslow\w*|\brapid\w*|\blent\w*|\bvite\b|\bspeed\b|\bquick\w*"
    r"|\bminutes?\b|\bseconds\b|\bsecondes\b|\bsimple[rs]?\b|\bsimplest\b|\bsimplicity\b"
    r"|\bsimplicite\b|\blighter\b|\bleger\w*(?= model)|\bcomplex\w*|\bressource\w*|\bresources?\b"
    r"|\bdivergen\w*|\bgap\b|\becart (?:entre|avec)\b|\bdescente\b"
)
_ELSEWHERE = regex(
    r"\b(?:paper|article|literature|litterature|hinton|state[- ]of[- ]the[- ]art|etat de l'art|(?<!of )course"
    r"|(?<!au )cours|lecture|handout|enonce|consigne|baseline given|other (?:groups?|students?)"
    r"|autres? groupes?|collegues?|kaggle|human\w*|humain\w*|random\w*|hasard|chance|threshold|seuil"
    r"|original notebook|notebook d\w*|provided|fourni\w*|given (?:model|code|notebook)|professor"
    r"|prof(?:esseure?)?s?\b|assistant|resnet|vgg|inception|lenet)\b"
)
_ONE_CLASS = regex(
    r"\b(?:digits?|chiffres?|numbers?|numeros?|nombres?|le|the|les|class\w*"
    r"|label) [\"']?\d\b(?! ?(?:neur|orient|pix|filt|couche|layer|epoch|epoq|models?|case|cas\b|units?"
    r"|hidden|x|%|points?|first|last|premier|dernier|percent|autres|other|conv|mesures?|tests?"
    r"|modeles?|experiments?|experiences?|configurations?|networks?|reseaux|pts|sur|of|times|fois))"
    r"|\b(?:class|classe|category|categorie|label)s?\b|\bper[- ]class|t-?shirts?|\bshirts?\b"
    r"|\bcoats?\b|pullover|sandals?\b|trousers?|sneakers?|\bbags?\b|ankle boot|\bdress\b|confus\w*"
    r"|confond\w*|mistak\w*|mis-?(?:class|identif|label|recogn)\w*|mal class\w*|reconnu\w*"
)
_OVER_TIME = regex(
    r"\b(?:epochs?|epoques?|iterations?)\b|\b(?:at|a|from|des) (?:the |la |le )?(?:beginning|start"
    r"|debut)|\bau (?:debut|fil|cours)|\bover time|\bprogressively|\bprogressivement"
    r"|\bduring (?:the )?training|\bpendant l'(?:entrainement|apprentissage)"
)

_NOT_ALWAYS = regex(
    r"\b(?:not|n't) (?:always|necessarily)\b|\bpas (?:toujours|forcement|necessairement)\b"
    r"|\bnot (?:mean|imply)|doesn't (?:mean|imply)|ne (?:veut|signifie) pas"
)


@dataclass(frozen=True)
class Speech:
    """How a clause is meant.

    Attributes:
        silent: whether nothing can be said of it: a question, a wish, about one class or about other people's results.
        hedged: `probably`, `seems`, or a theory: no accusation.
        opinion: `for us`, `most suitable`: no accusation unless performance is named in the same breath.
        other: whether it is judged by something else than scores: overfitting, curves, time, simplicity.
        here: whether the clause itself says so.
        over_time: whether it is about epochs.
    """

    silent: bool
    hedged: bool
    opinion: bool
    other: bool
    here: bool
    over_time: bool


def asks(folded: str) -> bool:
    """Tell whether a sentence is a question or a task of the handout."""
    return folded.rstrip(" \"')*").endswith("?") or bool(_ASKS.match(folded))


def speech(folded: str) -> Speech:
    """Return how a clause, or a sentence, is meant."""
    folded = _PREAMBLE.sub(lambda match: " " * len(match[0]), folded)
    return Speech(
        silent=any(pattern.search(folded) for pattern in (_SUPPOSED, _ELSEWHERE, _ONE_CLASS, _NOT_ALWAYS)),
        hedged=bool(_HEDGED.search(folded) or _THEORY.search(folded)),
        opinion=bool(_OPINION.search(folded)),
        other=other(folded),
        here=other(folded),
        over_time=bool(_OVER_TIME.search(folded)),
    )


def other(folded: str) -> bool:
    """Tell whether a text speaks of what scores cannot show: overfitting, curves, time, simplicity."""
    return bool(_OTHER.search(folded))
