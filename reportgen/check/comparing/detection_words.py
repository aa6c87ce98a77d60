"""Words for missed pneumonias and false alarms: of which metric they speak, and whether it is said to be high."""

import re

from reportgen.check.patterns import regex
from reportgen.check.stated import Metric

ILL = (
    r"(?:pneumon\w*|malad(?:e|es|ie|ies)|sick|ill(?:ness)?|infect\w*|diseased?|positi(?:f|fs|ve|ves)|patients atteints)"
)
_FIND = (
    r"(?:detect\w*|detecter|predi\w*|preduire|recogni\w*|identif\w*|find\w*|diagnos\w*|reconna\w*"
    r"|trouv\w*|reper\w*|spot\w*|see(?:ing)?|voir|determin\w*)"
)
_TROUBLE = (
    r"(?:trouble|difficult\w*|struggl\w*|hard time|du mal|de la peine|beaucoup de peine|n'arrive pas"
    r"|ne parvient pas|n'arrive pas bien|fails?|unable|incapable|not able|pas capable|problemes?"
    r"|problems?|bad at|mauvais pour)"
)
_MANY = (
    r"(?:many|a lot of|lots of|numerous|too many|so many|beaucoup (?:de|d'|trop de)|trop de|trop d'"
    r"|de nombreu(?:x|ses)|nombreu(?:x|ses)|plein de|enormement de|bien trop de|(?:a |un )?(?:large"
    r"|high|grand|gros|important) (?:number|amount|nombre) (?:of|de)|bon nombre de)"
)
_FEW = (
    r"(?:few|almost no|hardly any|very little|barely any|peu (?:de|d')|tres peu (?:de|d')"
    r"|presque (?:pas|aucun)\w* (?:de )?|quasiment (?:pas|aucun)\w* (?:de )?|only (?:a )?few)"
)
PATTERNS: tuple[tuple[Metric, int, re.Pattern[str]], ...] = (
    ("recall", -1, regex(rf"\b{_TROUBLE}\b[^.;]{{0,30}}?\b{_FIND}\b[^.;]{{0,45}}?\b{ILL}\b")),
    (
        "recall",
        -1,
        regex(
            rf"\b(?:misses|missed|miss|rate|ratent|manque|loupe|oublie|passe a cote d[e']"
            rf"|laisse passer) (?:also |aussi |encore |still |out on )?{_MANY} ?(?:the |les |des |real "
            rf"|vrai\w* )?(?:cas |cases |images |of )?(?:de |of |d'|avec |with )?{ILL}"
        ),
    ),
    ("recall", -1, regex(rf"\b{_MANY} ?(?:false[ -]negatives?|faux[ -]negatifs?)\b")),
    (
        "recall",
        1,
        regex(
            rf"\b(?:detects?|finds?|recogni[sz]es?|identif\w+|detecte\w*|trouve|reconnait|repere)\w* (?:almost "
            rf"|nearly |presque |quasiment |pratiquement )?(?:all|every|tous|toutes"
            rf"|tout)\b[^.;]{{0,25}}?\b{ILL}\b"
        ),
    ),
    (
        "recall",
        1,
        regex(
            rf"\b{_FEW} ?(?:false[ -]negatives?|faux[ -]negatifs?)\b|\b(?:rarely|almost never|hardly ever"
            rf"|rarement|presque jamais) (?:misses|miss|manque|rate)\b[^.;]{{0,25}}?\b{ILL}\b"
        ),
    ),
    (
        "precision",
        -1,
        regex(rf"\b{_MANY} ?(?:false[ -]positives?|faux[ -]positifs?|fausses? alertes?|false alarms?)\b"),
    ),
    (
        "precision",
        1,
        regex(rf"\b{_FEW} ?(?:false[ -]positives?|faux[ -]positifs?|fausses? alertes?|false alarms?)\b"),
    ),
)
APART = regex(
    r"distingu\w*|differenci\w*|\bseparat\w*|\bnormal\w*|\bhealthy\b|\bsain\w*|\babsence\b|\bwithout\b"
    r"|\bsans\b|\bnon[- ](?:pneumon|malad)\w*|no pneumonia|pas de pneumonie|\bvs\b|virale?|bacteri\w*"
)
DENIED = regex(r"\b(?:no|not|never|without|aucune?|sans|jamais|n'a pas|n'ont pas|ne (?:\w+ )?pas|little|peu)\b|n't\b")
BESIDE = regex(rf"\b(?:{ILL}|cases?|cas|patients?|errors?|erreurs?|there|makes?|lot|the classes|trouble|mal)\b")
"""Words beside what is said of finding that change nothing."""
SUPPOSED = regex(
    r"\b(?:would|could|might|should|may|serai(?:t|ent)|aurai(?:t|ent)|pourrai(?:t|ent)|risque\w*"
    r"|if (?:the|it|we|a)|si (?:on|l'on|le|un|notre|ce|la)|in case|faudrait|better to|prefer\w*"
    r"|mieux)\b|\?"
)
OTHERS = regex(
    r"\b(?:none|neither|both|two|deux|each|every|chaque|others?|autres?|first|premiere?s?"
    r"|premier|previous|precedent\w*|before|avant)\b"
)
"""Words beside what is said of finding that make it of somebody else."""
