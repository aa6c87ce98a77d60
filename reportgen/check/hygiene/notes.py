"""Notes to oneself that were left in: `TODO`, `Figure ??`, `[insérer la figure]`, `xx %`.

Refuted in prose where nothing else can be meant: a marker that *makes* a note (`TODO: add the curve`), a reference that
the word processor could not resolve, a placeholder that was not filled in. A marker that is *named* is part of a
sentence that says something else (`the TODO cells are filled in`, `le commentaire # TODO a été supprimé`). The course's
own notebooks have `TODO` in their code, and `it remains to be verified whether` is prose: for review or silent.
"""

import re
from collections.abc import Iterator

from reportgen.check.consistency.handout import is_handout
from reportgen.check.hygiene.placeholders import BROKEN, LIKELY, PLACEHOLDER
from reportgen.check.patterns import regex
from reportgen.check.submission import Block, Place, Submission, plain
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "hygiene.note"
_MOST_IN_CODE = 2
_MARKER = regex(r"(?<![\w/\\-])(?:TODO|FIXME|TBD|TBC|XXX)(?![\w/-])")
_SIGN = r"(?:\\?[#%>*+•–—-]|//|->|→|!|⚠)"
_OPENS = regex(rf"(?:^|[\[({{.!?:;|]\s?)(?:\s?{_SIGN}\s?){{0,4}}$")
"""What stands before a marker that makes a note: nothing, the end of a sentence, a bracket, a sign of a comment."""
_GOES_ON = regex(
    r"\s?(?:(?:\([^()]{1,30}\)\s?)?[:!=]|[-–—]{1,2}\s|\.{3}|…|[.\])*]{0,3}\s?$"
    r"|\s(?:[aà] )?(?:add|fix|check|write|update|redo|insert|finish|explain|describe|complete|comment on|re-?run|verify"
    r"|ask|change|improve|include|replace with|mettre|ajouter|v[eé]rifier|corriger|relire|compl[eé]ter|refaire"
    r"|ins[eé]rer|finir|terminer|expliquer|commenter|d[eé]crire|changer|demander|am[eé]liorer)\b)",
    re.IGNORECASE,
)
_DONE = regex(
    r"\b(?:replaced|removed|deleted|filled|done|finished|solved|completed|gone|left over|leftovers?|no (?:more|longer)"
    r"|nothing|none|any|every|all (?:the )?(?:TODO|FIXME)|supprim\w*|remplac\w*|rempli\w*|effac\w*|enlev\w*|retir\w*"
    r"|termin[eé]\w*|compl[eé]t[eé]\w*|trait[eé]\w*|r[eé]solu\w*|aucun\w*|plus d[e'’]|tou(?:s|te|tes) les|notebook"
    r"|carnet|handout|template|comments?|commentaires?|mark(?:er|ed|s)?|marqu\w+|cells?|cellules?|blocs?|blocks?"
    r"|sections?|said|says|called|named|disai\w*|intitul\w*|donn[eé]e|[eé]nonc[eé])\b",
    re.IGNORECASE,
)
"""Words of a sentence that speaks of markers."""
_QUOTES = regex(r"[\"'“”«»`‘’]")
_IN_CODE = regex(r"#[^\n]{0,80}(?<!\w)(?:TODO|FIXME|XXX)(?!\w)[^\n]{0,80}")
_LONG = 1000


def verdicts(submission: Submission) -> Iterator[Verdict]:
    """Yield a verdict for each note in prose, and for the first few in code."""
    for sentence in submission.sentences:
        block = submission.blocks[sentence.block]
        if block.damaged or sentence.place.last - sentence.place.first > 4:
            continue
        text = sentence.text[:_LONG]
        found = _made(text) or _unfilled(text)
        if found:
            yield _verdict(sentence.place, text, found[0], certain=not is_handout(text))
        elif (likely := LIKELY.search(text)) and not is_handout(text) and not _is_quoted(text, likely):
            yield _verdict(sentence.place, text, likely[0], certain=False)
    code = (found for block in submission.of("code") for found in _in_code(block))
    for _, (place, text) in zip(range(_MOST_IN_CODE), code, strict=False):
        yield _verdict(place, text, text, certain=False, suspicion=0.1)


def _made(text: str) -> re.Match[str] | None:
    """Return the marker of a note that a sentence makes; None if it has none, or only names one."""
    for found in _MARKER.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        opens = _OPENS.search(before[-12:])
        if _is_quoted(text, found) or not opens or not _GOES_ON.match(after[:40]):
            continue
        alone = not before.strip(" \t#%>*+-•[(")
        if alone or not _DONE.search(before[-80:] + " " + after[:80]):
            return found
    return None


def _unfilled(text: str) -> re.Match[str] | None:
    """Return a reference that was not resolved, or a placeholder that was not filled in."""
    found = BROKEN.search(text) or PLACEHOLDER.search(text)
    return found if found and not _is_quoted(text, found) else None


def _is_quoted(text: str, found: re.Match[str]) -> bool:
    """Tell whether quotes stand around a note: then it is named."""
    before, after = text[max(0, found.start() - 25) : found.start()], text[found.end() : found.end() + 40]
    opened = re.search(r"(?:^|[\s(])[\"'“«`‘][^\"'“”«»`‘’]{0,20}$", before)
    return bool(opened and _QUOTES.search(after))


def _in_code(block: Block) -> Iterator[tuple[Place, str]]:
    for found in _IN_CODE.finditer(block.text[:20_000]):
        yield block.at(found.start(), found.end()), found[0]


def _verdict(place: Place, sentence: str, note: str, certain: bool, suspicion: float = 0.5) -> Verdict:
    note = plain(note)[:80]
    key = "reference" if BROKEN.search(note) else "note"
    return Verdict(
        RULE, "refuted" if certain else "review", place, sentence[:200], note, "",
        Label(f"check.how.hygiene.{key}", (("note", note),)), "imprecision", 0.0 if certain else suspicion,
    )  # fmt: skip
