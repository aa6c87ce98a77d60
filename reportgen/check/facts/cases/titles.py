"""Titles: the headings, lines and captions that name a case (`300 neurons`, `Model 2`), and the groups they make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.check.facts.passages import clean
from reportgen.check.facts.settings import settings_in
from reportgen.check.stated import Setting, SettingName, Where
from reportgen.check.submission import Block, Place, Submission

_OF_NETWORK: frozenset[SettingName] = frozenset(
    ("neurons", "hidden_layers", "filters", "kernel", "orientations", "pixels_per_cell", "dropout", "noise", "l2")
)
_OF_TRAINING: frozenset[SettingName] = frozenset(("epochs", "batch_size", "learning_rate", "optimizer"))
_NUMBERED = re.compile(
    r"^\W{0,6}(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s)?(?:the\s|le\s|la\s|notre\s|our\s)?(?:(?:premi[eè]re?|deuxi[eè]me"
    r"|seconde?|troisi[eè]me|quatri[eè]me|first|second|third|fourth|last|derni[eè]re?)\s"
    r"(?:model|mod[eè]le|test|cas|case|essai|exp[eé]rience|experiment|mesure|measure|config\w*|run|tentative|attempt"
    r"|variante?|topolog\w*|architecture)"
    r"|(?:model|mod[eè]le|test|cas|case|essai|exp[eé]rience|experiment|mesure|measure|config(?:uration)?|run|trial"
    r"|tentative|attempt|variante?|topolog(?:y|ie)|architecture|network|r[eé]seau|version)"
    r"\s?(?:n[°ºo]\.?\s?|#\s?|num[eé]ro\s|number\s)?(?:\d{1,2}|[A-Da-d]|one|two|three|four))(?![\w])",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:\t|\.{3,}|\s{3,})\s?\d{1,3}\s*$")
_CLOSING = re.compile(
    r"\b(?:conclusions?|discussions?|comparaisons?|comparisons?|remar(?:ks|ques?)|analys[ei]s?|analyses"
    r"|observations?|summary|r[eé]sum[eé]|synth[eè]se|commenta?i?r?e?s?|comments?|overall|bilan)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:\*\*|__)([^*\n]{3,90})(?:\*\*|__)\s*$")
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
    if settings or _NUMBERED.match(text):
        return Title(text, block.place, block.level, settings)
    return None


def line(block: Block) -> Title | None:
    """Return a paragraph that is no sentence but a title (`With 300 neurons:`), if it is one."""
    text = _plain(block.text[: 4 * _LONGEST])
    if "\n" in block.text.strip() or len(text) > 90 or len(text.split()) > 14 or text[-1:] in ".?!;," or "=" in text:
        return None
    settings = _told(text, block.place, "prose")
    if any(setting.name in _OF_NETWORK for setting in settings) or _NUMBERED.match(text):
        return Title(text.rstrip(": "), block.place, 0, settings)
    return None


def tail(block: Block) -> Title | None:
    """Return the bold text at the end of a caption or paragraph: a heading that the extraction glued to it."""
    found = _TAIL.search(block.text) if len(block.text) < _LONG else None
    before = block.text[: found.start()] if found else ""
    if not found or not before.strip() or before.count("**") % 2:
        return None
    place = block.at(found.start(), found.end())
    settings = _told(found[1], place, "heading")
    return Title(_plain(found[1]), place, 0, settings) if settings else None


def caption(block: Block) -> Title | None:
    """Return a caption as the title of a case, if it names one."""
    if len(block.text) >= _LONG:
        return None
    glued = tail(block)
    text = block.text[: _TAIL.search(block.text).start()] if glued else block.text  # type: ignore[union-attr]
    settings = _told(_plain(text), block.place, "caption")
    said = re.sub(r"(?i)^.{0,60}?fig(?:ure|\.)?\s?\d{1,3}\s?[:.–-]\s?", "", _plain(text))
    if settings or _NUMBERED.match(said):
        return Title(said, block.place, 0, settings)
    return None


def announced(text: str, place: Place) -> Title | None:
    """Return a sentence that announces a case (`For the third measure, we changed the neurons to 300`), if it does."""
    if len(text) >= _LONG or not _ANNOUNCE.search(text):
        return None
    settings = _told(text, place, "prose")
    said = settings or _ORDERED.search(text)
    if said and all(len(one.values) == 1 or one.name == "kernel" for one in settings):
        return Title(_plain(text), place, 0, settings)
    return None


_ORDERED = re.compile(
    r"^.{0,20}\b(?:premi[eè]re?|deuxi[eè]me|seconde?|troisi[eè]me|quatri[eè]me|cinqui[eè]me|derni[eè]re?|first"
    r"|second|third|fourth|last|next)\s"
    r"(?:mesure|essai|test|cas|case|mod[eè]le?|model|exp[eé]rience|experiment|measure\w*|config\w*|run|variante?"
    r"|attempt|tentative)\b.{0,60}"
    r"\b(?:neur|orient|pix|cell|filt|drop|epoch|[eé]poque|couche|layer|taux|rate)",
    re.IGNORECASE,
)


_ANNOUNCE = re.compile(
    r":\s*$|\b(?:pour|for|in)[ ](?:cette|la|le|ce|the|this|our|notre)[ ](?:\w+[ ]){0,2}(?:mesure|essai|test|cas|case"
    r"|mod[eè]le?|model|exp[eé]rience|experiment|measure\w*|config\w*|run|variante?)"
    r"|\b(?:on est pass[eé]|on passe|we (?:now |then |next )?(?:tried|try|used?|changed?|increased?|set|trained"
    r"|tested|test|moved|reduced?|chose)|nous avons (?:\w+[ ])?(?:test[eé]|essay[eé]|chang[eé]|utilis[eé]"
    r"|augment[eé]|pass[eé]|mis)"
    r"|on (?:a|teste|essaie|essaye|change|augmente|utilise|met)\b|this (?:model|time)|ce mod[eè]le|j['’]ai)",
    re.IGNORECASE,
)


def closing(text: str) -> bool:
    """Tell whether a heading closes a group: a discussion of its cases, not a case or a topic."""
    return bool(_CLOSING.search(text))


def _told(text: str, place: Place, where: Where) -> tuple[Setting, ...]:
    found = settings_in(text, place, where)
    return tuple(one for one in found if one.name in _OF_NETWORK or one.name in _OF_TRAINING)


def _plain(text: str) -> str:
    return " ".join(clean(text).split())


_TOPIC = re.compile(
    r"\b(?:raw|brutes?|bruts?|hog|features?|caract[eé]ristiques?|cnns?|convolu\w*|fashion|x-?rays?|mnist|mlp"
    r"|pneumoni[ae]|chest|thorax|shallow|deep|digits?|chiffres?|auto-?encod\w*)\b",
    re.IGNORECASE,
)


def groups(submission: Submission, titles: dict[int, Title]) -> dict[int, int]:
    """Return, for the index of each block, the part whose cases a case there is compared with.

    A title of a case makes no group. In a flat report, where cases and what they are cases of have one level, a heading
    that names a topic or has nothing below it but cases makes one; else it is the heading around them.
    """
    of_block = {part.blocks[0]: index for index, part in enumerate(submission.parts) if index}
    opened: list[tuple[int, int]] = [(0, 0)]
    found: dict[int, int] = {}
    for index, block in enumerate(submission.blocks):
        if block.kind == "heading" and index not in titles:
            opened = [one for one in opened if one[0] < block.level] + [(block.level, index)]
        level = titles[index].level if index in titles else 0
        found[index] = of_block.get(_opened(submission, opened, level, titles), 0)
    return found


def _opened(submission: Submission, opened: Sequence[tuple[int, int]], level: int, titles: dict[int, Title]) -> int:
    for its, index in reversed(opened):
        if not level or its < level or not index:
            return index
        below = index + 1 in titles and titles[index + 1].level > 0
        if its == level and (below or _TOPIC.search(submission.blocks[index].text)):
            return index
    return 0
