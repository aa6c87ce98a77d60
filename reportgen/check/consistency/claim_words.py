"""The words by which a sentence is told to be about another model, a place in a network, or code of the course."""

import re

from reportgen.check.patterns import regex

OTHERS = regex(
    r"\b(?:tri(?:ed|es|al)|try(?:ing)?|test(?:ed|ing|s|é|ée|és|er|ons)|essay\w+|experimented?|exp[eé]riment\w*"
    r"|vary\w*|vari(?:é|er|ant|ed|es)|chang\w+|modif\w+"
    r"|augment\w*|increas\w*|reduc\w*|r[eé]dui\w*|decreas\w*|diminu\w*|lower\w*|rais\w+|add(?:ed|ing|s)?|ajout\w*"
    r"|pass[eéa]\w*|instead|lieu|rather|plut[oô]t"
    r"|previous\w*|pr[eé]c[eé]dent\w*|earlier|former\w*|initial\w*|original\w*|d[eé]part|base|default"
    r"|d[eé]faut|compar\w+|than|contrairement|unlike|while|whereas"
    r"|tandis|alors que|contre|against|face (?:à|au)|ce(?:lui|lle|ux|lles)|the one|versus|vs"
    r"|other|others|another|autres?|if|si|would|could|might|should|may|suppos\w*|serait"
    r"|pourrait|devrait|aurait|e\.?g|p\.? ?ex|for example"
    r"|for instance|par exemple|exemple|example|between|entre|more|less|fewer|moins|at least|up to|jusqu\w*|beyond"
    r"|(?:before|avant|after|apr[eè]s)(?! (?:the |an? |la |le |les |l['’] ?|une? |each |chaque )?(?:\w+ )?(?:flatten\w*"
    r"|dense\w*|conv\w*|pool\w*|drop\w*|couche|layer|output|sortie|relu|activation|batch\w*))"
    r"|best|meilleure?s?|better|mieux|respective\w*"
    r"|not|pas(?! par)|no|without|sans|notebook|given|fourni\w*|handout|[eé]nonc[eé]|template|recommended"
    r"|conseill\w*|paper|hinton|article|literature)\b",
    re.IGNORECASE,
)
"""Words of a sentence that may be about another model than that of its part."""
PLACED = regex(
    r"\b(?:before|avant|apr[eè]s|after|first|second|third|last|premi[eè]re?s?|deuxi[eè]me|seconde?|troisi[eè]me"
    r"|derni[eè]re?s?|each|chaque|chacun\w*|per|also|aussi|[eé]galement|then|puis|ensuite|only|seulement|model [1-9]"
    r"|mod[eè]le [1-9]|case [1-9]|cas [1-9])\b",
    re.IGNORECASE,
)
"""Words that tell where in a network something stands, or which of several models it is."""
GIVEN = regex(
    r"\b(?:original|de base|fourni\w*|given|provided|starting point|point de d[eé]part|template|initial(?!i[sz])\w*"
    r"|au d[eé]part|notebook (?:has|uses|is|a|est|avait|given|provided)"
    r"|(?:code|model|mod[eè]le|network|r[eé]seau|values?|valeurs?) (?:of|from|in|du|de|dans) (?:the |le )?notebook)\b",
    re.IGNORECASE,
)
"""Words of a part whose code may be the course's, not the student's."""
