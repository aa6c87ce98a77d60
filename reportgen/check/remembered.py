"""Answers about short texts, kept for whoever asks next: many rules look at the same sentences.

Only of short texts, and only so many: a class of hand-ins in one process needs no more memory than one.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
MOST = 4096
LONGEST = 1000
"""Characters of a text whose answer is kept."""


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Return a function of a text that keeps its answers, which must be immutable."""
    kept = lru_cache(maxsize=MOST)(function)

    @wraps(function)
    def answer(text: str) -> T:
        return kept(text) if len(text) <= LONGEST else function(text)

    return answer
