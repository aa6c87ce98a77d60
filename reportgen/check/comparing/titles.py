"""Cases named by a word that their titles alone have: `with dropout`, `Adam`."""

import re
from itertools import chain

from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.world import Group
from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered
from reportgen.check.stated import Case

_WORD = regex(r"[a-z][a-z0-9-]{2,20}")
_COMMON = """
the and with for les des une avec sur dans par model modele case cas test neurons neuron neurones neurone
orientations orientation pix cell cells pixels pixel per epochs epoch epoques hidden layer layers couche couches
cachee cachees filters filtres filter dense data mnist digits digit loss accuracy score best meilleur number
nombre size image images first second third last premier premiere deuxieme troisieme experiment experience result
results resultat resultats final output input feed forward forwarded part only changed changement changing change
this that our notre more less plus moins than que validation training train entrainement figure using used units
each from network reseau topology topologie confusion matrix matrice classification increase increased augmentation
evolution error erreur graph
"""
_SAYS_NOTHING = frozenset(_COMMON.split())


def by_title(folded: str, group: Group) -> tuple[Case, ...] | None:
    """Return the cases whose titles alone have a word that the piece has too: `with dropout`, `Adam`."""
    titles = [_words(case.title) for case in group]
    shared = frozenset.intersection(*titles) if titles else frozenset()
    words = frozenset(_WORD.findall(folded)) - _SAYS_NOTHING - shared
    hits = [(case, words & title) for case, title in zip(group, titles, strict=True)]
    found = tuple(case for case, hit in hits if hit)
    if not found or len(found) == len(group):
        return None
    hit = frozenset(chain.from_iterable(hit for _, hit in hits))
    denied = any(
        re.search(rf"\b(?:without|sans|no|not|pas de|n'a pas de) (?:the |le |la |any )?{re.escape(word)}\b", folded)
        for word in hit
    )
    return tuple(case for case in group if case not in found) if denied else found


@remembered
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(whole(title))[:120])) - _SAYS_NOTHING
