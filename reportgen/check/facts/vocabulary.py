"""Vocabularies: the words that change nothing in what claims of one kind say.

Whoever reads prose for one thing overlooks the word that makes it another: `among those with dropout`, `in the row of`,
`their version`. Words that do so have no end; those of a plain claim are few. So each kind of claim has a vocabulary,
and nothing is refuted on a clause with a word that is not in it.
"""

from dataclasses import dataclass
from functools import cached_property

from reportgen.check.patterns import regex

FUNCTION_WORDS = """
a an and are as at au avec be both by c ce celle celui ces cet cette ceux cnn d dans de des deux donc du elle elles en
est et ete fait font for has have here ici il in is it its l la le les lot meme mnist n nous of on one ont ou our par
pour qu que qui s sa se ses set so son sont sur that the them there these they this those to two un une vers was we with
y
"""
"""Words of every kind of claim."""
_PLURAL = regex(r"(?<=[a-z]{3})(?:e?s|e)$")
_SHORTEST, _ENDING = 4, 5
"""A beginning of a word has at least so many letters, what is added to it at most so many."""


@dataclass(frozen=True)
class Vocabulary:
    """Folded words that are known.

    Attributes:
        words: as they are, or in the plural or the feminine.
        beginnings: of words that are known with any short ending: `convolution` of `convolutionnelles`.
    """

    words: frozenset[str]
    beginnings: frozenset[str] = frozenset()

    @classmethod
    def of(cls, words: str, beginnings: str = "") -> "Vocabulary":
        """Return the vocabulary of some words, parted by spaces, with the function words."""
        return cls(frozenset(f"{FUNCTION_WORDS} {words}".split()), frozenset(beginnings.split()))

    def __contains__(self, word: str) -> bool:
        """Tell whether a folded word is known."""
        if word in self.words or _PLURAL.sub("", word) in self._singular:
            return True
        shortest = max(_SHORTEST, len(word) - _ENDING)
        return any(word[:length] in self.beginnings for length in range(len(word), shortest - 1, -1))

    @cached_property
    def _singular(self) -> frozenset[str]:
        return self.words | {_PLURAL.sub("", word) for word in self.words}
