"""The words of sentences on training: for all runs, as the code has it, on its course, about another network."""

import re

from reportgen.check.patterns import regex

_EVERY = (
    r"(?:all|each|every|both|the same for|tou(?:s|te|tes)|chaque|les m[eê]mes pour)\b[^.;:]{0,25}\b"
    r"(?:models?|networks?|nets?|runs?|cases?|experiments?|trainings?|mod[eè]les?|r[eé]seaux?|cas|essais?"
    r"|exp[eé]riences?|entra[iî]nements?|apprentissages?)"
)
OF_ALL = regex(
    rf"\b(?:everywhere|throughout|always|partout|toujours|{_EVERY}|in all (?:of )?our"
    r"|(?:de|pour) tout(?: ce| le)? (?:rapport|travail|labo\w*)|dans ce(?: rapport| travail)"
    r"|in this (?:report|lab|work))\b",
    re.IGNORECASE,
)
WITHIN = regex(
    r"\b(?:this|the|next|following|ce|cette|le|la|du) (?:chapter|section|part\b|paragraph|chapitre|partie|paragraphe)"
    r"|\b(?:below|above|ci-dessous|ci-dessus|here|ici)\b",
    re.IGNORECASE,
)
"""Words that keep `all runs` to those of a part of the report."""
EXCEPT = regex(r"\b(?:unless|except|otherwise|sauf|excepté|hormis|mention contraire|autrement)\b", re.IGNORECASE)
AS_CODE = regex(
    r"\b(?:as|comme|like|see|voir|selon|d['’]apr[eè]s|in|dans)\b[^.;]{0,25}\b(?:code|script|cells?|cellules?)\b",
    re.IGNORECASE,
)
TRAINED = regex(
    r"\b(?:train(?:s|ed)?\b|entra[iî]n(?:e|es|ent|ons|[eé]e?s?)\b|fit(?:ted)?\b|learn(?:s|ed|t)?\b|apprend\w*|appris\w*"
    r"|epochs? of training|training epochs?|[eé]poques d['’](?:entra[iî]nement|apprentissage)|epochs? d['’]"
    r"(?:entra[iî]nement|apprentissage)|epochs?\s?[:=]|[ée]poques?\s?[:=]|(?:number|nombre) (?:of|d['’]) ?"
    r"(?:epochs?|[ée]poques?)|batch\w*|lots?\b|we (?:use|used|set|chose)"
    r"|(?:nous|on) (?:avons |a )?(?:utilis|choisi|fix|mis|pris)\w*)",
    re.IGNORECASE,
)
COURSE = regex(
    r"\b(?:loss|perte|accuracy|exactitude|overfit\w*|surappr\w*|sur-appr\w*|converg\w*|plateau\w*|plat\w*|stab\w*|stagn\w*"
    r"|fall\w*|drop\w*|ris\w+|baiss\w*|descen\w*|mont(?:e|ent|ait|er|ant)|atteint|reach\w*|suffi\w*|enough|assez"
    r"|too|trop|short|court\w*|long\w*"
    r"|minimum|needs?|faut|dur(?:e|es|ent|[eé]e?)\b"
    r"|took|takes|seconds?|secondes?|minutes?)\b",
    re.IGNORECASE,
)
"""Words of a sentence on the course of a training, in which a number of epochs is no setting."""
WITH = regex(r"\W{0,3}(?:with|avec|after|apr[eè]s|from|d[eè]s)\b", re.IGNORECASE)
NOW = regex(
    r"\b(?:this time|cette fois|here|ici|for this|pour ce\w*|in this (?:case|model)|dans ce (?:cas|mod[eè]le)"
    r"|nevertheless|toutefois|however|par contre|but|mais|final|only for|uniquement)\b",
    re.IGNORECASE,
)
FOREIGN = regex(
    r"\b(?:evaluat\w*|[eé]valuat\w*|predict\w*|pr[eé]di\w*|classifiers?|classifieurs?|(?:en|de)cod\w+"
    r"|part(?:ie)? [A-H\d]|question \d|section \d|mlps?|perceptrons?|shallow|they|their|ils|leur|plot(?:ted)?)\b",
    re.IGNORECASE,
)
"""Words of a sentence on another network, or on what is no training."""
STOPPED = regex(r"early[ _-]?stop|arr[eê]t (?:pr[eé]coce|anticip)|EarlyStopping|patience", re.IGNORECASE)
SIGNATURE = regex(r"\*\*kwargs|global_clipnorm|ema_momentum|\bdef\s")
KERAS = regex(r"\bkeras\b|\bdoc(?:s|umentation)?\b|\bargum\w*|\bparam\w*", re.IGNORECASE)
WE = regex(r"\b(?:we|our|i|my|nous|notre|nos|on|je|mon)\b|\bj['’]", re.IGNORECASE)
