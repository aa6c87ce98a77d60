"""Placeholders that were not filled in, and references that a word processor or LaTeX could not resolve.

Each pattern is one that no sentence about networks has: `Figure ??`, `Error! Reference source not found.`,
`[insert the curve here]`, `XX.X %`, `À COMPLÉTER : discussion`.
"""

from reportgen.check.patterns import regex

_WHAT = (
    r"(?:figures?|images?|graph(?:e|ique|s)?|plots?|screenshots?|captures?|tableau|table|courbes?|code|text"
    r"|texte|r[eé]sultats?|results?|matrice|matrix|valeurs?|values?|r[eé]f[eé]rences?|references?|comment(?:s|aires?)?"
    r"|remarks?|remarques?|discussions?|conclusions?|explications?|explanations?)"
)
_PUT = r"(?:insert|ins[eé]rer|add|ajouter|mettre|put|place|placer)"
BROKEN = regex(
    r"(?i:\b(?:fig(?:ure|s|\.)?|tab(?:le|leau|\.)?|section|eq(?:uation|\.)?|[eé]quation|chap(?:ter|itre)?|listing"
    r"|page|annexe|appendix)[ ~\u00a0]?\(?\?\?+)"
    r"|(?i:\b(?:source du renvoi introuvable|signet non d[eé]fini|reference source not found|bookmark not defined"
    r"|r[eé]f[eé]rence non valide pour un signet)\b)"
    r"|(?<!\w)#REF!"
)
PLACEHOLDER = regex(
    r"(?i:\blorem ipsum\b)"
    rf"|(?i:[\[<(]\s?{_PUT}\b[^\]>)\n]{{0,40}}\b{_WHAT}\b[^\]>)\n]{{0,40}}[\]>)])"
    rf"|(?i:[\[<]\s?{_PUT}\b[^\]>\n]{{1,60}}\b(?:here|ici)\s?[\]>])"
    rf"|(?i:^\W{{0,6}}{_PUT}\s(?:the|la|le|une?|an?|les|ici|here)?\s?{_WHAT}(?:\s(?:of|de|du)\s[\w.' ]{{1,30}})?"
    r"\s(?:here|ici)\W{0,6}$)"
    r"|(?i:[\[<]\s?(?:your|votre|ton)\s(?:name|nom|text|texte|answer|r[eé]ponse|code|comment\w*)(?:\s(?:here|ici))?\s?[\]>])"
    r"|(?i:[\[(<*]\s?(?:to be (?:completed|done|verified|checked|written|filled(?: in)?)|[aà] (?:compl[eé]ter"
    r"|v[eé]rifier|faire|corriger|r[eé]diger|remplir)|to (?:do|complete|check|fix)"
    r"|incomplete|placeholder)\s?[!.:]{0,3}\s?[\])>*])"
    r"|(?i:^\W{0,6}(?:to be (?:completed|done|verified|written)|[aà] (?:compl[eé]ter|v[eé]rifier|r[eé]diger|remplir)"
    r"|note to self|note [aà] moi[- ]m[eê]me)\W{0,6}$)"
    r"|^\W{0,6}(?:TO BE (?:COMPLETED|DONE|WRITTEN|CHECKED)|[AÀ] (?:COMPL[EÉ]TER|FAIRE|V[EÉ]RIFIER|R[EÉ]DIGER|CORRIGER"
    r"|REMPLIR))(?![\w])\s?(?:[:!–—-]|$)"
    r"|(?i:(?:^|[\[(!?.]\s?)(?:ask the (?:assistant|teacher|ta|prof(?:essor)?)|demander (?:[aà] l['’]assistante?"
    r"|au prof(?:esseur)?))\b)"
    r"|(?<![\w.])(?:[xX]{2}|[xX]{1,2}[.,][xX]{1,4}|\d?\d[.,][xX]{2,4})\s?%|(?<![\w.])0[.,][xX]{2,4}(?!\w)"
)
LIKELY = regex(
    r"(?i:\([^()\n]{0,60}\b[aà] (?:compl[eé]ter|v[eé]rifier|corriger|r[eé]diger)\b[^()\n]{0,30}\))|"
    r"(?i:\b(?:to be completed|[aà] compl[eé]ter)\s?[.!]?$)|(?<![\w?])\[\?\]|(?i:\bpas (?:encore )?(?:fini"
    r"|termin[eé])\s?!)|\?{3,}"
)
