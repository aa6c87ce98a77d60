"""Titles: the headings, lines and captions that name a case (`300 neurons`, `Model 2`)."""

import re
from dataclasses import dataclass

from reportgen.check.facts.cases.title_words import ANNOUNCE, CLOSING, NUMBERED, ORDERED
from reportgen.check.facts.folding import folded
from reportgen.check.facts.passages import clean, tail
from reportgen.check.facts.settings import settings_in
from reportgen.check.patterns import regex
from reportgen.check.stated import Setting, SettingName, Where
from reportgen.check.submission import Block, Place

_OF_NETWORK: frozenset[SettingName] = frozenset(
    ("neurons", "hidden_layers", "filters", "kernel", "orientations", "pixels_per_cell", "dropout", "noise", "l2")
)
_OF_TRAINING: frozenset[SettingName] = frozenset(("epochs", "batch_size", "learning_rate", "optimizer"))
_CONTENTS = regex(r"(?:\t|\.{3,}|\s{3,})\s?\d{1,3}\s*$")
_FIGURE = regex(r"^.{0,60}?fig(?:ure|\.)?\s?\d{1,3}\s?[:.–-]\s?", re.IGNORECASE)
_LONGEST = 110
_LONG = 1000
"""Captions and sentences of this many characters name no case."""


@dataclass(frozen=True)
class Title:
    """What names a case.

    Attributes:
        text: without markup.
        place: its lines.
        level: of a heading; 0 of a line of text or a caption.
        settings: that it states.
    """

    text: str
    place: Place
    level: int
    settings: tuple[Setting, ...]


def heading(block: Block) -> Title | None:
    """Return a heading as the title of a case, if it is one."""
    text = _plain(block.text[: 4 * _LONGEST])
    if len(text) > _LONGEST or text.endswith("?") or _CONTENTS.search(block.text):
        return None
    settings = _told(text, block.place, "heading")
    if settings or NUMBERED.match(folded(text)):
        return Title(text, block.place, block.level, settings)
    return None


def line(block: Block) -> Title | None:
    """Return a paragraph that is no sentence but a title (`With 300 neurons:`), if it is one."""
    return None if "\n" in block.text.strip() else _line(block.text, block.place)


def above(block: Block, number: int) -> Title | None:
    """Return the line of a block before its line `number` as a title, if it is one: `Test 2: 300 neurons`."""
    if block.kind not in ("paragraph", "output") or number <= block.place.first:
        return None
    text = block.text.split("\n")[number - 1 - block.place.first]
    return _line(text, Place(number - 1, number - 1))


def _line(text: str, place: Place) -> Title | None:
    text = _plain(text[: 4 * _LONGEST])
    if len(text) > 90 or len(text.split()) > 14 or text[-1:] in ".?!;," or "=" in text:
        return None
    settings = _told(text, place, "prose")
    if any(setting.name in _OF_NETWORK for setting in settings) or NUMBERED.match(folded(text)):
        return Title(text.rstrip(": "), place, 0, settings)
    return None


def glued(block: Block) -> Title | None:
    """Return the bold text at the end of a caption as the title of the next case, if it is one."""
    found = tail(block)
    if found is None:
        return None
    place = block.at(found.start(), found.end())
    settings = _told(found[1], place, "heading")
    return Title(_plain(found[1]), place, 0, settings) if settings else None


def caption(block: Block) -> Title | None:
    """Return a caption as the title of a case, if it names one."""
    if len(block.text) >= _LONG:
        return None
    after = tail(block)
    text = _plain(block.text[: after.start()] if after else block.text)
    settings = _told(text, block.place, "caption")
    said = _FIGURE.sub("", text)
    if settings or NUMBERED.match(folded(said)):
        return Title(said, block.place, 0, settings)
    return None


def announced(text: str, place: Place) -> Title | None:
    """Return a sentence that announces a case (`For the third measure, we changed the neurons to 300`), if it does."""
    low = folded(text[:_LONG])
    if len(text) >= _LONG or not ANNOUNCE.search(low):
        return None
    settings = _told(text, place, "prose")
    said = settings or ORDERED.search(low)
    if said and all(len(one.values) == 1 or one.name == "kernel" for one in settings):
        return Title(_plain(text), place, 0, settings)
    return None


def closing(text: str) -> bool:
    """Tell whether a heading closes a group: a discussion of its cases, not a case or a topic."""
    return bool(CLOSING.search(folded(text)))


def _told(text: str, place: Place, where: Where) -> tuple[Setting, ...]:
    found = settings_in(text, place, where)
    return tuple(one for one in found if one.name in _OF_NETWORK or one.name in _OF_TRAINING)


def _plain(text: str) -> str:
    return " ".join(clean(text).split())
