"""Questions that a report numbers itself: `## 2.A Network`, `### A.` under `## 2`, or `**A)** The model ...`."""

import re
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.patterns import regex
from reportgen.check.submission import Submission, plain

_WORD = r"\W{0,3}(?:question|exercise|exercice|task|part|partie|q|ex)?\.?\s?"
_WHOLE = regex(
    rf"{_WORD}(?:(\d)[.\-]?\(?([a-d])(?:[.):]|\s|$)|(\d)\s?[.\-–]?\s?\(?([a-d])(?:[.):]|\s?$|\s[-–]))", re.IGNORECASE
)
_NUMBER = regex(
    r"\W{0,3}(?:(?:question|exercise|exercice|task|part|partie|q|ex)\.?\s?)?(\d)(?!\d|[.,]\d)", re.IGNORECASE
)
_LETTER = regex(r"[\W_]{0,4}([A-Da-d])(?:[.):]|\*\*|\s?$)")


@dataclass(frozen=True)
class Numbering:
    """The numbers of questions that a report's headings and paragraphs bear.

    Attributes:
        submission: the report.
    """

    submission: Submission

    def at(self, line: int) -> str:
        """Return the question that a line stands under, as `2.A`; empty if the report does not tell."""
        return self._of_lines[line] if 0 <= line < len(self._of_lines) else ""

    @cached_property
    def _of_lines(self) -> tuple[str, ...]:
        found, number, current = [""] * len(self.submission.lines), "", ""
        for block in self.submission.blocks:
            text = plain(block.text[:200])
            if block.kind == "heading" and (whole := _WHOLE.match(text)):
                number, letter_ = whole[1] or whole[3], whole[2] or whole[4]
                current = f"{number}.{letter_.upper()}"
            elif block.kind == "heading" and (one := _NUMBER.match(text)):
                number, current = one[1], ""
            elif (letter := _LETTER.match(block.text[:12])) and block.kind in ("heading", "paragraph", "item"):
                current = f"{number}.{letter[1].upper()}" if number else ""
            elif block.kind == "heading" and block.level <= 2:
                number, current = "", ""
            for line in range(block.place.first, block.place.last + 1):
                found[line] = current
        return tuple(found)
