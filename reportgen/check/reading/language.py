"""Whether a report is in French or in English, by the words that every sentence has."""

import re
from collections.abc import Sequence

from reportgen.check.patterns import regex
from reportgen.check.submission import Sentence

FRENCH = frozenset(
    (
        "le", "la", "les", "un", "une", "des", "du", "de", "et", "est", "sont", "dans", "pour", "avec", "que", "qui",
        "nous", "on", "notre", "nos", "cette", "ce", "ces", "au", "aux", "sur", "par", "plus", "pas", "ne", "se", "il",
        "elle", "ils", "elles", "leur", "avons", "peut", "être", "etre", "fait", "comme", "mais", "ou", "où", "donc",
        "car", "très", "tres", "modèle", "modele", "réseau", "reseau", "couche", "couches", "neurones", "poids",
        "meilleur", "résultats", "resultats", "entre", "sans", "si", "c'est", "j'ai", "qu'on",
    )
)  # fmt: skip
ENGLISH = frozenset(
    (
        "the", "a", "an", "of", "and", "is", "are", "in", "for", "with", "that", "which", "we", "our", "this", "these",
        "to", "on", "by", "more", "not", "it", "its", "they", "their", "can", "be", "was", "were", "have", "has", "but",
        "as", "or", "so", "because", "very", "model", "network", "layer", "layers", "neurons", "weights", "best",
        "better", "results", "between", "without", "if", "from", "at", "than", "each", "how", "do", "does", "what",
    )
)  # fmt: skip
_WORD = regex(r"[a-zà-ÿœ]+(?:['’][a-zà-ÿ]+)?", re.IGNORECASE)
_LONGEST = 600


def language_of(sentences: Sequence[Sentence]) -> str:
    """Return `fr` or `en`: what most sentences are in; of a tie, what most words are in.

    Questions of the handout are left out where anything else is left: they are English in French reports too.
    """
    words = [_WORD.findall(sentence.text[:_LONGEST].lower().replace("’", "'")) for sentence in _own(sentences)]
    votes = [_vote(found) for found in words]
    french, english = sum(vote > 0 for vote in votes), sum(vote < 0 for vote in votes)
    if french != english:
        return "fr" if french > english else "en"
    return "fr" if sum(votes) > 0 else "en"


def _own(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    own = [
        sentence
        for sentence in sentences
        if not sentence.text.rstrip().endswith("?") and len(sentence.text.split()) > 3
    ]
    return own or sentences


def _vote(words: Sequence[str]) -> int:
    return sum(word in FRENCH for word in words) - sum(word in ENGLISH for word in words)
