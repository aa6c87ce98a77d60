"""What stands together: the lines under one heading, without those of its sub-headings, and the parts around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.consistency.sections import opens_section
from reportgen.check.patterns import regex
from reportgen.check.submission import Part, Place, Submission

_EXPERIMENTS = (
    ("fashion", r"fashion|v[eê]tement|custom model|mod[eè]le personnalis"),
    ("xray", r"x[- ]?rays?|chest|pneumoni|radio(?:graph|s\b)|poumon|thora|lungs?\b"),
    ("autoencoder", r"auto[- ]?encod|denois|d[eé]bruit"),
    ("hog", r"\bhog\b|features?(?![ -]?maps?)|caract[eé]ristiques?|histogram|pix_?p_?cell|orientations?\b"),
    ("cnn", r"\bcnns?\b|convoluti|convnet|conv2d"),
    ("raw", r"\braw\b|\bbrut(?:e?s?)\b|\bpixels? values|simple perceptron"),
)
_SHALLOW = regex(r"\bshallow|\bmlps?\b|peu profond|perceptron multi", re.IGNORECASE)
"""Of raw pixels or of features: as before, if the headings before named one of the two."""
_UNMARKED = ("txt", "pdf")
"""Formats that do not mark headings: a numbered line may be one."""
_NAMED = tuple((name, regex(pattern, re.IGNORECASE)) for name, pattern in _EXPERIMENTS)


@dataclass(frozen=True)
class Scopes:
    """The parts of a submission, asked by line.

    Attributes:
        submission: as it was read.
    """

    submission: Submission

    def own(self, line: int) -> int:
        """Return the innermost part of a line: its index."""
        return self.submission.part_at(line)

    def title(self, part: int) -> Place | None:
        """Return the lines of a part's heading; None of the whole report."""
        found = self.submission.parts[part]
        return self.submission.blocks[found.blocks[0]].place if found.level else None

    def upwards(self, line: int) -> Iterator[Place]:
        """Yield what stands around a line, the nearest first: its part, the part around it, ...; never the whole."""
        for part in reversed(self.submission.path_at(line)):
            if part.level:
                yield self.extent(part)

    def extent(self, part: Part) -> Place:
        """Return the lines of a part with its sub-parts."""
        blocks = self.submission.blocks
        return Place(blocks[part.blocks[0]].place.first, blocks[part.blocks[1]].place.last)

    def own_lines(self, line: int) -> Place:
        """Return the lines under the heading above a line, up to the next heading."""
        above = max((title for title in self._titles if title <= line), default=0)
        after = min((title for title in self._titles if title > line), default=len(self.submission.lines))
        return Place(above, after - 1)

    def experiment(self, line: int) -> str:
        """Return which experiment a line belongs to, told by the headings around it; empty if none tells.

        Where a heading says nothing of it (`Experiments`, `300 neurons`), the headings before it do.
        """
        return self._experiments[line] if 0 <= line < len(self._experiments) else ""

    def titled_experiment(self, line: int) -> str:
        """Return which experiment the headings around a line name; empty if none does, or if several do."""
        named = {name for part in self.submission.path_at(line) if part.level and (name := experiment_in(part.title))}
        return named.pop() if len(named) == 1 else ""

    @cached_property
    def _titles(self) -> tuple[int, ...]:
        unmarked = self.submission.format in _UNMARKED
        return tuple(
            block.place.first
            for block in self.submission.of("heading", "paragraph")
            if block.kind == "heading" or (unmarked and opens_section(block))
        )

    @cached_property
    def _experiments(self) -> tuple[str, ...]:
        found, last = [""] * len(self.submission.lines), ""
        titles = [(block.place.first, block.text) for block in self.submission.of("heading")]
        ends = [first for first, _ in titles[1:]] + [len(found)]
        for (first, text), end in zip(titles, ends, strict=False):
            path = [part.title for part in self.submission.path_at(first) if part.level][:-1]
            named = experiment_in(text) or next(filter(None, map(experiment_in, reversed(path))), "")
            if not named and _SHALLOW.search(text[:300]) and last not in ("raw", "hog"):
                named = "" if "deep" in text.lower() else "raw"
            last = named or last
            found[first:end] = [last] * (end - first)
        return tuple(found)


def experiment_in(text: str) -> str:
    """Return which experiment a title names: `raw`, `hog`, `cnn`, `fashion`, `xray`, `autoencoder`; empty if none."""
    return next((name for name, pattern in _NAMED if pattern.search(text[:300])), "")
