"""The words by which sentences say of which networks they speak: of all, of this one, of another."""

import re

from reportgen.check.patterns import regex

ALL = regex(
    r"\b(?:all|every|each|both|tous|toutes|chaque|the|our|these|les|nos|ces)[ ](?:of[ ])?(?:(?:the|our|these|les"
    r"|nos|ces|two|three|four"
    r"|deux|trois|quatre|different|diff[ée]rents|tested|\d)[ ]){0,2}(?:models|mod[èe]les|networks|r[ée]seaux"
    r"|cases|cas|configurations"
    r"|mesures|experiments|exp[ée]riences|runs|essais)\b|\b(?:every|each|chaque)[ ](?:model|mod[èe]le|network"
    r"|r[ée]seau|case|cas)\b"
    r"|\b(?:overall|in[ ]general|generally|globalement|en[ ]g[ée]n[ée]ral|g[ée]n[ée]ralement|both[ ]of[ ]them"
    r"|in[ ]all[ ]of[ ]them|dans[ ]l['’]ensemble|partout|everywhere)\b",
    re.IGNORECASE,
)
THING = r"(?:models?|mod[èe]les?|cases?|cas|networks?|r[ée]seaux?|runs?|tests?|essais?|exp[ée]ri\w+|matri\w+|one)"
NETWORK = regex(rf"\b{THING}\b", re.IGNORECASE)
ELSEWHERE = regex(
    rf"\b(?:previous(?:ly)?|pr[ée]c[ée]dent\w*|earlier|before|avant(?![ ]tout)|without|sans[ ](?!surprise"
    rf"|doute)|former|latter|compar(?:ed|[ée]|[ée]e|ing)\b|unlike|groups?|groupes?|voisins?"
    r"|neighbou?rs?|coll[eè]gues?|colleagues?|friends?|last[ ]year|l['’]ann[ée]e[ ]|internet|web|hinton"
    rf"|contrairement|par[ ]rapport|(?:the[ ])?others?[ ]{THING}|autres?[ ]{THING}|training"
    rf"|entra[iî]nement|validation"
    r"|(?<!this[ ])(?<!ce[ ])(?<!cette[ ])(?:first|second|third|last|premi[èe]re?|deuxi[èe]me|troisi[èe]me"
    rf"|derni[èe]re?)[ ]{THING}"
    r"|than[ ](?:before|model|case|(?:(?:in|with|for)[ ])?(?:the|our|model|case|\d+|raw|hog))\b"
    r"|qu['’]?(?:e[ ])?(?:avant|avec|dans|pour[ ]le[ ](?:mod|cas)|en[ ])|literature|litt[ée]rature|figure[ ]\d|fig\.)",
    re.IGNORECASE,
)
PICTURE = regex(r"confusion|matri|\bcm\d?\b|conf_?mat", re.IGNORECASE)
THIS = regex(
    r"\b(?:ici|here|now|maintenant|cette[ ]fois|this[ ]time|(?:this|ce|cet|cette)[ ](?:\w+[ ])?(?:model|mod[èe]le|cas"
    r"|case|matri\w+|network|r[ée]seau|test|essai|run))\b",
    re.IGNORECASE,
)
