"""The lines on which a report speaks of its networks: prose, cells with their headings, and text that stands in boxes.

Summaries and code are not among them: what these say is the network itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.check.facts.networks import rows
from reportgen.check.facts.networks.source import layers_in
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedNetwork
from reportgen.check.submission import Block, Place, Submission, plain

LONGEST = 1_500
_NOUN = regex(r"param|poids|weights?\b|biais|bias", re.IGNORECASE)
_TEX = regex(r"\\(?:text|mathrm|mathbf|textbf|operatorname)\s?\{([^{}]{0,200})\}")
_NUMBERED = regex(r"\d{1,2}(?:\.\d{1,2}){0,3}\.? [A-ZÀ-Þ][^\d.:;,=()|]{2,50}")
"""A title of a section in text copied from a PDF, `3 Convolutional layers`: its number counts nothing."""
_GOES_ON = regex(
    r"(?:its?|they|their|il(?! y a)|ils|elles?|son|sa|ses|leurs?|celui|celle)\b",
    re.IGNORECASE,
)
_CODE_LINE = regex(r"^\s*(?:import|from|def|for|if|return|print|model|x|y)\b|\w\(.{0,200}\)\s*$")


@dataclass(frozen=True)
class Passage:
    """A sentence, a row or a line.

    Attributes:
        text: without markup.
        place: its lines.
        topic: whether weights are what stands around it: a heading or a line above says so.
        row: whether it is a row of a table.
        output: whether a program printed it.
        antecedent: the sentence before one that goes on with its subject: `; its flatten was 3136`.
    """

    text: str
    place: Place
    topic: bool = False
    row: bool = False
    output: bool = False
    antecedent: str = ""


def passages(submission: Submission, networks: Sequence[StatedNetwork]) -> tuple[Passage, ...]:
    """Return all passages, in order."""
    taken = _taken(networks)
    found = [*_sentences(submission, taken)]
    for block in submission.of("table", "formula", "code", "output"):
        if block.kind == "table" and block.cells:
            found += _rows(block, taken)
        else:
            found += _lines(block, taken, submission)
    return tuple(sorted(found, key=lambda passage: passage.place))


def _taken(networks: Sequence[StatedNetwork]) -> set[int]:
    """Return the lines of summaries and code."""
    return {
        line
        for network in networks
        if network.origin != "prose"
        for line in range(network.place.first, network.place.last + 1)
    }


def _sentences(submission: Submission, taken: set[int]) -> Iterator[Passage]:
    topic, until, before = False, -1, ""
    for sentence in submission.sentences:
        block = submission.blocks[sentence.block]
        if block.kind == "table" or sentence.place.first in taken:
            continue
        if sentence.place == block.place and block.kind != "item" and _NUMBERED.fullmatch(sentence.text):
            continue
        if block.kind == "heading" or sentence.text.endswith(":"):
            topic, until = _NOUN.search(sentence.text) is not None, sentence.place.last + 25
        text = _tex(sentence.text[:LONGEST])
        goes_on = before.endswith(";") or _GOES_ON.match(text)
        antecedent = before if goes_on else ""
        yield Passage(text, _short(sentence.place), topic and sentence.place.first <= until, antecedent=antecedent)
        before = f"{antecedent} {text}"[-LONGEST:]


def _rows(block: Block, taken: set[int]) -> Iterator[Passage]:
    """Yield the rows of a table: each cell after its heading, so that a number knows what it counts."""
    head, *body = block.cells
    for cells, place in zip(body, block.rows[1:], strict=False):
        if place.first not in taken:
            named = (f"{plain(name)} : {plain(cell)}" for name, cell in zip(head[1:], cells[1:], strict=False))
            first = plain(cells[0])
            first = f"{plain(head[0])} : {first}" if first[:1].isdigit() and head[0].strip() else first
            yield Passage(_tex(" | ".join((first, *named))[:LONGEST]), _short(place), row=True)


def _lines(block: Block, taken: set[int], submission: Submission) -> Iterator[Passage]:
    about = any(_NOUN.search(part.title) for part in submission.path_at(block.place.first))
    topic = block.kind == "formula" and (about or _follows_noun(block, submission))
    for number, line in enumerate(block.text[:60_000].split("\n"), start=block.place.first):
        if number not in taken and any(sign.isdigit() for sign in line) and not _is_code(line, block):
            printed = block.kind != "formula" and rows.total(line[:LONGEST]) is not None
            yield Passage(_tex(plain(line[:LONGEST])), Place(number, number), topic, output=printed)


def _follows_noun(block: Block, submission: Submission) -> bool:
    before = submission.block_at(block.place.first - 1) or submission.block_at(block.place.first - 2)
    return before is not None and _NOUN.search(before.text[-300:]) is not None


def _is_code(line: str, block: Block) -> bool:
    if block.kind == "formula" or line.lstrip().startswith("#"):
        return False
    return layers_in(line) or (block.language != "" and _CODE_LINE.search(line[:400]) is not None)


def _tex(text: str) -> str:
    if "\\" in text:
        text = _TEX.sub(r"\1", text).replace("\\times", "×").replace("\\cdot", "·").replace("\\to", "→")
    return " ".join(text.replace("$", " ").split())


def _short(place: Place) -> Place:
    return place if place.last - place.first < 5 else Place(place.first, place.first + 4)
