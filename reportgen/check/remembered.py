"""Answers about short texts, kept for whoever asks next: many rules look at the same sentences.

Only of short texts, and only of so many letters: a class of hand-ins in one process needs no more memory than one.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
LONGEST = 1_000
"""Letters of a text whose answer is kept."""
MOST = 300_000
"""Letters of all texts whose answers one function keeps: those of a long report. When they are more, it forgets all."""


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """Return a function of a text that keeps its answers, which must be immutable."""
    answers: dict[str, T] = {}
    left = MOST

    @wraps(function)
    def answer(text: str) -> T:
        nonlocal left
        if text in answers:
            return answers[text]
        found = function(text)
        if len(text) <= LONGEST:
            left -= len(text)
            if left < 0:
                answers.clear()
                left = MOST - len(text)
            answers[text] = found
        return found

    return answer
