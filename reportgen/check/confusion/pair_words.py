"""The words by which sentences speak of confusions: that there is one, how strong it is, that there is none."""

import re

from reportgen.check.patterns import regex

TRIGGER = regex(
    r"(?=[bcdeilmprstv])"  # what any of them begins with: quicker, as small and large letters are alike
    r"(?:confus|confond|mistak|mistook|mix(?:es|ed|ing|)[ ](?:up|the|with)|mis-?classif|mis-?identif|mis-?label"
    r"|mis-?recogni|m[ée]lang|\bpris(?:e|es)?[ ](?:[0-9]{1,4}[ ]\w{3,6}[ ])?pour|prend(?:re)?[ ].{0,30}pour"
    r"|prennent[ ].{0,30}pour|\btak(?:e|es|en|ing)[ ].{0,30}for\b"
    r"|pr[ée]dit\w*[ ](?:comme|en|à)|predict\w*[ ]as|class[ée]\w*[ ](?:comme|en)|classif\w+[ ](?:comme|as|en)"
    r"|recogni[sz]ed[ ]as|reconnu?s?[ ]comme|identifi\w+[ ](?:as|comme)|interpr[eé]t\w+[ ](?:as|comme)"
    r"|(?:read|seen|label\w*)[ ]as|[lv]us?[ ]comme|\bbecomes?\b|deviennent|devient"
    r"|distingu|diff[ée]renci|tell[ ].{0,20}apart|erreurs?\b|errors?\b|tromp|se[ ]m[êe]l|swap|trouble|difficult"
    r"|du[ ]mal|\bpairs?\b|\bpaires?\b)",
    re.IGNORECASE,
)
TURN = regex(
    r"(?:\b(?:et|and)\b|,)(?=[ ](?:que[ ]|that[ ])?(?:la|le|the)[ ](?:plus|most|biggest|largest|main|principale)\b)|"
    r";|\.[ ]|\bbut\b|\bmais\b(?![ ](?:aussi|[ée]galement))|\bhowever\b|\bcependant\b|\bpar[ ]contre\b"
    r"|\bwhereas\b|\bwhile\b|\balors[ ]que\b|\btandis[ ]que\b|\bautrement\b"
    r"|(?P<next>\bpuis\b|\bensuite\b|\bfollowed[ ]by\b|\bsuivie?s?[ ](?:de|par|du)\b|\bthen\b|\bsecondly\b"
    r"|\b(?:just[ ]|juste[ ]|well[ ])?(?:ahead[ ]of|in[ ]front[ ]of|devant|avant)\b)",
    re.IGNORECASE,
)
"""Where a sentence turns to something else; `next` where it goes on with the next pairs of the same kind."""
DENIED = regex(
    r"\b(?:no[ ]longer|not|cannot|never|neither|nor|rarely|seldom|hardly|barely|less|fewer|without|jamais"
    r"|rarement|sans|aucune?s?|"
    r"(?<!un[ ]peu[ ])(?<!au[ ])moins|dispar\w+|disappear\w*|r[ée]sol\w+|solved|fixed|improv\w+|am[ée]lior\w+"
    r"|r[ée]duit\w*|reduc\w+"
    r"|diminu\w+|decreas\w+|mieux|better|correct\w*|bien|well|seul\w*[ ]confus|instead|au[ ]lieu)\b|n['’]t\b"
    r"|\bn(?:e[ ]|['’])(?:[^\W\d]+['’]?[ ]?){1,4}(?:pas|plus|jamais|gu[eè]re|aucun\w*)\b|\bplus[ ]de[ ]confusion",
    re.IGNORECASE,
)
NEVER = regex(r"\bnever\b|\bjamais\b|\bno[ ]confusions?[ ]between|\baucune[ ]confusion[ ]entre", re.IGNORECASE)
ALMOST = regex(
    r"\b(?:almost|nearly|presque|quasi\w*|plus[ ]jamais|never[ ]again|pratiquement|if|si|sans|without)\b", re.IGNORECASE
)
MODAL = regex(
    r"\b(?:can|could|may|might|would|should|expect\w*|peu(?:t|vent)|pourrai\w+|devrai\w+|serai\w+|suppos\w+"
    r"|probabl\w+|perhaps"
    r"|peut-[êe]tre|if|si|similar\w*|ressembl\w+|look\w*[ ](?:like|alike|similar)|proches?|slight\w*"
    r"|l[ée]g[eè]re\w*|quelques|un[ ]peu"
    r"|parfois|sometimes|few|rar\w+|petite?s?|small)\b",
    re.IGNORECASE,
)
BECAUSE = regex(
    r",?[ ](?:because|since|as[ ]they|which[ ]is[ ]normal|which[ ]look|parce[ ]qu|puisqu|car\b"
    r"|vu[ ]qu|ce[ ]qui[ ](?:s['’]|surpren|[ée]tonne|est[ ](?:\w+[ ])?"
    r"(?:humain|normal|logique|compr[ée]hensible|surprenant))"
    r"|which[ ](?:makes[ ]sense|surpris\w+|is[ ](?:\w+[ ])?"
    r"(?:human|logical|understandable|surprising|not[ ]surprising))"
    r"|probabl[ye]\w*|sans[ ]doute|s[ûu]rement|maybe|due[ ]to|d[ûu]e?s?[ ](?:[àa]|au)|[àa][ ]cause[ ]d)",
    re.IGNORECASE,
)
"""What follows explains the confusion: it says nothing of how often it happens."""
SEEING = regex(
    r"\bsi[ ](?:on|l['’]on|nous)[ ](?:regard|observ|analys)\w+|\b(?:on|nous)[ ]p(?:eut"
    r"|ouvons)[ ](?:\w+[ ])?(?:voir|constater"
    r"|remarquer|observer|noter|dire|apercevoir|en[ ]d[ée]duire)|\b(?:we|one|you)[ ]can[ ](?:\w+[ ])?(?:see"
    r"|notice|observe|note|say"
    r"|conclude)|\bit[ ]can[ ]be[ ](?:seen|noticed|observed)|\bif[ ](?:we|you|one)[ ](?:look|check)\w*",
    re.IGNORECASE,
)
_OFTEN = r"(?:often|frequently|commonly|regularly|easily)"
_SOUVENT = r"(?:souvent|fr[ée]quemment|r[ée]guli[eè]rement|facilement|couramment)"
MOST = regex(
    r"\bmost[ ]of[ ]all\b"
    rf"|\bmost[ ](?:{_OFTEN}[ ])?(?:confus\w+|mistak\w+|common|frequent|mis\w+|problematic|important|mixed)"
    r"|\b(?:biggest|largest|main|greatest|highest|worst|strongest|hardest)[ ](?:single[ ]|source[ ]of[ ]"
    r"|number[ ]of[ ])?(?:confusion|error|mistake|misclassification|problem|pair)"
    rf"|(?:confus\w+|mix\w*[ ]up|mistak\w+|occurs?)[ ](?:the[ ]|occur\w*[ ](?:the[ ])?)?most(?:[ ]{_OFTEN})?\b"
    rf"|\bplus[ ](?:{_SOUVENT}[ ])?(?:confond\w+|m[ée]lang\w+|fr[ée]quente?s?|courante?s?|difficile|probl[ée]matique)"
    r"|\bplus[ ](?:grande?s?|gros(?:se)?s?|forte?s?|importante?s?)[ ](?:confusion|erreur|probl[èe]me|source)"
    r"|\b(?:biggest|largest|worst|highest|main)[ ]one\b|\bplus[ ](?:fr[ée]quente|grande|grosse|importante|courante)[ ]"
    r"(?:est|reste|[ée]tant|:)"
    r"|\b(?:confusion|erreur)s?[ ]principale?s?|\bprincipale?s?[ ](?:confusion|erreur|probl[èe]me)"
    r"|(?:confond|m[ée]lang|tromp)\w*[ ]le[ ]plus\b|\ble[ ]plus[ ]de[ ](?:probl|confus|erreurs)"
    r"|\b(?:erreur|confusion)s?[ ]l[ae]s?[ ]plus|\ble[ ]plus[ ]grand\b|\bplus[ ]grand[ ]nombre"
    r"|\bcomes?[ ]first\b|\barrivent?[ ]en[ ]t[êe]te|\btop[ ]confusion|\ben[ ]premi[èe]re[ ]position"
    r"|\bmost[ ](?:of[ ](?:the|these|its)[ ])?(?:errors|confusions|mistakes)[ ](?:\w+[ ])?between"
    r"|\bpairs?\b.{0,30}\b(?:hardest|worst|most[ ]difficult)|than[ ]any[ ]other|que[ ]tou(?:te)?s?[ ](?:les[ ])?autres?"
    r"|(?:mix\w*[ ]up|confus\w+|confond\w*|m[ée]lang\w+)[ ].{1,40}"
    rf"\b(?:most[ ]{_OFTEN}|the[ ]most|le[ ]plus(?:[ ]{_SOUVENT})?)(?=[ ]?(?:[.,;:(]|$))",
    re.IGNORECASE,
)
EXTREME = regex(
    r"\b(?:most|biggest|largest|greatest|highest|worst|main|second|third|\w+est[ ](?:one|pair|error|confusion|mistake)"
    r"|l[ae]s?[ ](?:\w+[ ])?(?:plus|moins)|principale?s?|deuxi[eè]me|troisi[eè]me)\b",
    re.IGNORECASE,
)
"""A claim with such a word says more than that two classes are often confused."""
ONE_OF = regex(
    r"\b(?:one|two|some|those|the|among|parmi|unes?|l['’]une?|(?:fai|fon)t[ ]partie)"
    r"[ ](?:of[ ](?:the|our)|des|les|the|of)(?:[ ]\w+){0,3}?[ ](?:most|plus|biggest|largest|main|worst)\b"
    r"|\bmost[ ](?:of[ ]the[ ]time|often|frequently|commonly)\b|\ble[ ]plus[ ]souvent\b",
    re.IGNORECASE,
)
"""An extreme of several: then a claim is only that two classes are often confused."""
SEVERAL = regex(
    r"\b(?:confusions|erreurs|errors|mistakes|pairs|paires|chiffres|digits|classes|lettres)\b", re.IGNORECASE
)
"""A superlative of several in the introduction of a list: each of its items is one of them."""
OF_PAIRS = regex(r"confusions?\b|erreurs?\b|errors?\b|mistakes?\b|pair", re.IGNORECASE)
"""A superlative of a confusion, not of classes."""
MOSTLY = regex(
    rf"\bmost[ ](?:of[ ]the[ ]time|{_OFTEN})\b|\b(?:mostly|mainly|predominantly|principalement|surtout|essentiellement"
    rf"|majoritairement)\b|\ble[ ]plus[ ]{_SOUVENT}\b|\bla[ ]plupart[ ]du[ ]temps\b",
    re.IGNORECASE,
)
"""Of one class: what it is mostly taken for."""
EACH_OTHER = regex(
    r"confus|confond|mistak|mix|m[ée]lang|distingu|diff[ée]renci|apart|swap|se[ ]m[êe]l|\bentre\b|\bbetween\b"
    r"|\bpaire?s?\b|\bcomes?[ ]first\b|\ben[ ]t[êe]te\b",
    re.IGNORECASE,
)
OF_CLASS = regex(
    r"(?:confusions?|erreurs?|errors?|mistakes?|fr[ée]quente?|principale)[ ](?:of|for|du|de|des|pour|on|sur)[ ]"
    r"(?:(?:the|les?|la|class|classe|digit|chiffre)[ ]){0,2}$",
    re.IGNORECASE,
)
IS = regex(r"[ ]?(?:,[ ])?(?:is|are|est|sont|:|=)(?![ ](?:the|la|le|les)[ ](?:most|plus))", re.IGNORECASE)
"""Behind `the largest error of the 2`: what it is taken for follows."""
OTHERS = regex(r"\b(?:others?|autres?|another|different)\b", re.IGNORECASE)
BETWEEN = regex(r"\b(?:between|entre|pairs?|paires?|couples?|each[ ]other|eux)\b", re.IGNORECASE)
AMONG = regex(
    r"\b(?:one|two|some)[ ]of[ ]the|among|parmi|un(?:e)?[ ]des|l['’]une?[ ]des|des[ ]plus|second|third|deuxi\w+"
    r"|troisi\w+|2[eè]me|3[eè]me"
    r"|\b2e|\b3e|next|other|autres?|another|nouvelle|also|aussi|[ée]galement|for[ ]example|par[ ]exemple|such[ ]as"
    r"|comme[ ]le|notamment|including|e\.g",
    re.IGNORECASE,
)
RANKED = regex(
    r"\b(?:(?P<second>second|deuxi[eè]me|2nd|2[eè]me)|(?P<third>third|troisi[eè]me|3rd|3[eè]me))[ ]"
    r"(?=(?:most|largest|biggest|plus|confusion|erreur|error|pair)\b)",
    re.IGNORECASE,
)
ANY_OTHER = regex(r"than[ ]any[ ]other|que[ ]tou(?:te)?s?[ ](?:les[ ])?autres?", re.IGNORECASE)
MORE = regex(
    rf"\b(?:(?P<less>less|fewer|moins)|more|plus)[ ](?:{_OFTEN}|{_SOUVENT}|confused|confondue?s?"
    r"|(?:d['’]|de[ ])?(?:errors|erreurs|confusions|mistakes))\b",
    re.IGNORECASE,
)
THAN = regex(r"\b(?:than\b|que\b|qu['’])", re.IGNORECASE)
