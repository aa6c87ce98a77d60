"""Hyper-parameters, wherever a report states them: a heading, a caption, a table, an item, code, prose.

Only values that hold are facts: not what was before (`from 300 to 100`), what might be, or what something is compared
with. Where a number may be of two things, it is left out.
"""

import re
from collections.abc import Iterator

from reportgen.check.facts import setting_code
from reportgen.check.facts.folding import folded
from reportgen.check.facts.holding import held
from reportgen.check.facts.passages import Passage, clean, passages
from reportgen.check.facts.setting_choices import choices
from reportgen.check.facts.setting_words import KERNEL, Worded, worded
from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered
from reportgen.check.stated import Setting, SettingName, Where
from reportgen.check.submission import Place, Submission

Found = tuple[SettingName, tuple[float | str, ...], int, int]

_OUTPUT_AFTER = regex(
    r" ?(?:\(?(?:in|for|as|at|dans|de|du|en|pour|sur|a|on|of) )?(?:(?:the|la|le|our|notre|an?|couche|layer"
    r"|une?) ){0,3}(?:de )?"
    r"(?:output|sortie|last|derniere|final)"
    r"| ?[(,]? ?(?:with|avec|et|and|for)? ?(?:a )?(?:softmax|one per|un par|1 par)"
    r"|[^.]{0,25}\b(?:(?:per|each|par|chaque) (?:class|digit|chiffre)|10 (?:classes|chiffres|digits))"
)
_OUTPUT_BEFORE = regex(
    r"\b(?:output|sortie|last|derniere|final)(?: (?:layer|couche|dense|one))? ?(?:[:=(,-]|with|avec|has|have|of|is"
    r"|contains|consists"
    r"|made|a\b|de|est|comporte|compte|possede|qui|contient|des|the|fully-?connected|dense|enfin| ){0,8}$"
)
_INPUT_NEAR = regex(
    r"[ -]{0,2}(?:in |dans |sur |pour |of |de |en )?(?:the |la |l')?(?:couche )?(?:d')?(?:input|entree)"
)
_EPOCH_PASSED = regex(
    r"\b(?:after|apres|from|des|partir de|at|around|vers|until|jusqu'a|before|avant|depuis|since|the|la|l'|first"
    r"|premieres?|a|about"
    r"|environ|seulement|every|toutes les|chaque|each|last|dernieres?|only) ?(?:the |the first |les |environ |about )?$"
)
_OF_LAYER = regex(r"\b(?:each|every|chaque|per|par|this|cette) (?:neur|unit|couche|layer|node)|\bneurone?s? .{0,25}$")
_SET_EPOCHS = regex(
    r"\b(?:nombre|number|changed?|change|augment\w*|pass\w*|increased?|reduced?|set)\b"
    r"|\b(?:for|pendant|sur|needs?|train\w*|entrain\w*|used?|utilis\w*) (?:only|seulement) $"
)
_TIMES = frozenset("x×*")
_DIGIT = regex(r"\d")
_KERNEL_NEAR = regex(r"kernel|noyau|filt|\bconv")
_POOL_NEAR = regex(r"pool|stride|pas de|image|pixel")
_SECTION = regex(r"^ {0,8}[1-9]\d?(?:\.\d{1,2}){1,3}\.?(?= {1,3}[a-z_]{2,30} {0,2}[=:])", re.MULTILINE)
"""The number of a section before a name (`3.2 pix_p_cell = 7`): no number of what follows."""
_PART_END = regex(r"[.;,|]|\band\b|\bet\b")


def find(submission: Submission) -> tuple[Setting, ...]:
    """Return the hyper-parameters that a submission states, in the order of their lines."""
    found = [setting for passage in passages(submission) for setting in _of(passage)]
    return tuple(sorted(found, key=lambda setting: setting.place))


def settings_in(text: str, place: Place, where: Where = "prose") -> tuple[Setting, ...]:
    """Return the hyper-parameters of a text that stands somewhere, as of prose: of a title, a sentence."""
    return tuple(_of(Passage(clean(text), place, where, "paragraph", -1)))


def _of(passage: Passage) -> Iterator[Setting]:
    found = setting_code.settings(passage.text) if passage.where == "code" else _worded(passage.text)
    for name, values, start, end in sorted(found, key=lambda one: one[2]):
        quote = " ".join(passage.text[start:end].split())
        yield Setting(name, values, passage.at(start, end), quote, passage.where)


@remembered
def _worded(text: str) -> tuple[Found, ...]:
    return tuple(_in_words(folded(text)))


def _in_words(text: str) -> Iterator[Found]:
    yield from choices(text)
    if not _DIGIT.search(text):
        return
    text = held(_SECTION.sub(lambda match: " " * (len(match[0]) - 1) + ".", text))
    if not _DIGIT.search(text):
        return
    kernels = list(_kernels(text))
    yield from kernels
    taken = frozenset(offset for _, _, start, end in kernels for offset in range(start, end))
    for found in worded(text, taken):
        name = _meant(found, text)
        if name:
            yield name, found.values, found.start, found.end


def _meant(found: Worded, text: str) -> SettingName | None:
    """Return which hyper-parameter is meant, seen with the words around it; None if that is open."""
    before, after = text[max(0, found.start - 60) : found.start], text[found.end : found.end + 60]
    if found.name == "neurons":
        if _OUTPUT_AFTER.match(after) or _OUTPUT_BEFORE.search(before):
            return "outputs"
        if _INPUT_NEAR.match(after):
            return "inputs" if found.values == (784.0,) else None
    if found.name in ("inputs", "outputs") and _OF_LAYER.search(before):
        return None
    if found.name == "epochs" and found.first == found.start:
        passed = _EPOCH_PASSED.search(before) and not _SET_EPOCHS.search(before)
        return None if passed else "epochs"
    return found.name


def _kernels(text: str) -> Iterator[Found]:
    for match in () if _TIMES.isdisjoint(text) else KERNEL.finditer(text):
        height, width = int(match["height"]), int(match["width"])
        before = _PART_END.split(text[max(0, match.start() - 50) : match.start()])[-1]
        near = before + text[match.end() : match.end() + 15]
        if _KERNEL_NEAR.search(near) and not _POOL_NEAR.search(near) and 1 <= height <= 11 and 1 <= width <= 11:
            yield "kernel", (float(height), float(width)), match.start(), match.end()
            if match["filters"]:
                yield "filters", (float(match["filters"]),), match.start(), match.end()
