"""Which metric a word that compares is about, seen with the words around it."""

import re

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.measures import Measure, measures
from reportgen.check.comparing.relations import Relation, relations
from reportgen.check.comparing.speech import other
from reportgen.check.patterns import regex

_BETWEEN = regex(
    r"^[ (]?(?:(?:the|la|le|les|l|de|d|du|des|of|in|en|terms?|termes?|overall|global\w*|final\w*|test"
    r"|tests|validation|val|train\w*|entrainement|for|pour|sur|on|au|niveau|by|par|its|sa|son|ses"
    r"|their|leur|our|notre|nos|plan|points? de vue"
    r"|categorical|mean|moyenne|average|obtained|both|a la fois|regarding|concernant|point of view"
    r"|value|values|valeurs?|fonction|function|clairement|clearly|significantly|legerement|slightly"
    r"|nettement|un peu|aussi|also|pas|much|beaucoup|bien|even|meme|pas de|a|an|une?|set|data|jeu"
    r"|donnees|\d{1,3}(?:[.,]\d{1,3})?|%|points?|pts?)[ ',]{1,2}){0,6}$"
)
_JUDGED = regex(
    r"^[ ,]*(?:$|[.,;:)!(]|(?:at (?:identif|recogni|classif|predict|detect|the)\w*|a (?:identif|reconn"
    r"|classif|predi|detect)\w*|l'|than|que|qu'|models?|modeles?|ones?|networks?|reseaux?|when|with"
    r"|avec|without|sans|for us|pour nous|is|est|are|sont|in|en|on|sur|of|overall|globalement|here|ici"
    r"|so far|cases?|cas|config\w*|architectures?|topolog\w*"
    r"|experiments?|experiences?|tests?|versions?|parmi|among|des|de (?:tous|toutes)|et|and|but|mais"
    r"|compared|par rapport|still|yet|or|ou|was|were|etait|nous|we|that|celui|celle|obtenue?s?|found"
    r"|final|performing|candidates?|setups?|combin\w+|to the|seems?|semble|reste|remains?|the|le|la"
    r"|les|l|hogs?|raw|shallow|deep|of all|toujours|aussi|also|trained|cnns?|mlps?|run|mesure|essai"
    r"|variante?)\b)"
)
_ACTED = regex(r"\b(?:when|if|as|by|we|on|nous|i|you|en|quand|lorsque|si|to|pour|because|that we|which)\b")
_PRONOUN = regex(
    r"^[ ,(]*(?:and |et |but |mais |or )?(?:it|it's|its|they|this|which|that|elle|il|celle-ci|celui-ci"
    r"|c'est|elles|la|le|ce qui|qui|est|is|are|sont|bien|much|slightly|legerement|meme|even)\b"
)
_ACCURATE = regex(r"accurate|exacte?s?\b")
_REACH = 110


def attached(clause: Clause, relation: Relation, same: Measure | None, earlier: Measure | None) -> Measure | None:
    """Return the metric that a relation is about; None if it is about something else.

    Args:
        clause: where the relation stands.
        relation: found in the clause.
        same: the metric that was spoken of before in the sentence.
        earlier: that of the sentence before.
    """
    found = list(measures(clause.folded))
    after = next(
        (one for one in found if one.start >= relation.end and _BETWEEN.match(clause.folded[relation.end : one.start])),
        None,
    )
    before = next(
        (one for one in reversed(found) if one.end <= relation.start and _reaches(clause, one, relation)), None
    )
    if after and not (before and _better(before, after, clause, relation)):
        return after
    if before and _free(clause, relation):
        return before
    going_on = _inherited(clause, relation, same if relation.judging else same or earlier)
    judged = relation.judging and relation.degree != "same" and (not relation.verb or relation.beats)
    if judged and _JUDGED.match(clause.folded[relation.end :]):
        return _meant(clause, relation) if other(clause.folded) else going_on or _meant(clause, relation)
    return going_on


def _meant(clause: Clause, relation: Relation) -> Measure:
    """Return what a word that judges is about by itself: `more accurate` is about the accuracy alone."""
    return Measure("accurate" if _ACCURATE.search(clause.folded[relation.start : relation.end]) else "")


def _better(before: Measure, after: Measure, clause: Clause, relation: Relation) -> bool:
    """Tell whether the metric before says more: `the accuracy is better, loss ...`; or `in terms of` is missing."""
    return (
        after.word == "overall"
        and before.word != "overall"
        and not relation.verb
        and "," in clause.folded[relation.end : after.start]
    )


def _reaches(clause: Clause, measure: Measure, relation: Relation) -> bool:
    between = clause.folded[measure.end : relation.start]
    if len(between) > _REACH or (relation.verb and _ACTED.search(between)):
        return False
    return not any(True for _ in relations(between))


def _free(clause: Clause, relation: Relation) -> bool:
    """Tell whether a word that compares does not stand before a noun of its own: `a lower pixel size`."""
    if relation.verb or relation.degree == "superlative":
        return True
    rest = clause.folded[relation.end :]
    return bool(
        _JUDGED.match(rest)
        or re.match(
            r"^ (?:a |au|aux|to|for|pour|at|by|de|d'|\d|as|after|apres|dans|each|every|again|encore|this|cette|ce"
            r"|even|if|due|thanks|grace|car|because|because|[(]|values?|valeurs?)",
            rest,
        )
    )


def _inherited(clause: Clause, relation: Relation, earlier: Measure | None) -> Measure | None:
    """Return the metric of the clause before, if this one goes on about it: `it is slightly higher than the rest`."""
    start = clause.folded[: relation.start]
    if earlier is None or earlier.word in ("", "accurate", "overall") or not _PRONOUN.match(start) or len(start) > 40:
        return None
    return earlier if _free(clause, relation) else None
