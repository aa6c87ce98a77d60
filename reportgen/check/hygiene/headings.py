"""Headings left from the model before: `Model R (skip connection)` over a network without one, `HOG` in the CNN's part.

Refuted where the part under the heading shows one network that lacks what the heading names (Keras prints every layer),
or where the part around it and all of its own text are about another experiment than the case that it names. Headings
that compare (`with or without dropout`), ask or deny are left alone.
"""

import re
from collections.abc import Iterator

from reportgen.check.consistency.claims import Claims
from reportgen.check.consistency.scopes import experiment_in
from reportgen.check.consistency.sections import numbered_title, opens_section
from reportgen.check.consistency.shown import shown_in
from reportgen.check.facts.settings import settings_in
from reportgen.check.patterns import regex
from reportgen.check.submission import Block, Line, Place, Submission, plain
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "hygiene.heading"
_SKIP = regex(
    r"\b(?:skip|residual|r[eé]siduel(?:le)?s?|shortcuts?|raccourcis?|resnet)\b",
    re.IGNORECASE,
)
_MODEL = regex(
    r"\b(?i:models?|mod[eè]le|cnn|network|r[eé]seau|version|variante?|case|cas|with|avec)\b|\b[A-Z]\d{1,2}\b|\("
)
"""A heading that names a model, not a topic."""
_OPEN = regex(
    r"\b(?:without|no|not|sans|pas|vs|versus|or|ou|and|et|effects?|effets?|influence|impact|compar\w*|between|entre"
    r"|before|avant|removing|removed|replac\w*|instead|lieu|idea|id[eé]e|try|attempts?|tests?|essais?|towards|vers)\b|\?",
    re.IGNORECASE,
)
_COMPARES = regex(r"\b(?:vs|versus|compar\w*|contre|against|diff[eé]r\w*|than|que)\b|\?", re.IGNORECASE)
_LONGEST = 200
_HOG = regex(r"\bhog\b|orientations?\b|pix[ _]?(?:els?)?[ _]?p|histogram|cellules?\b|\bcells?\b", re.IGNORECASE)
_CNN = regex(r"\bconv\w*|\bcnns?\b|\bfiltres?\b|\bfilters?\b|\bkernels?\b|\bnoyaux?\b|pooling", re.IGNORECASE)
_DEEP = ("cnn", "fashion", "xray")


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each heading that the part under it contradicts."""
    blocks = [one for one in claims.facts.submission.of("heading", "paragraph") if _title(one) or opens_section(one)]
    after = [*(block.place.first for block in blocks[1:]), len(claims.facts.submission.lines)]
    for block, end in zip(blocks, after, strict=False):
        title, scope = _title(block), Place(block.place.first, end - 1)
        if _SKIP.search(title) and _MODEL.search(title) and not _OPEN.search(title):
            shown = shown_in(claims, scope)
            if shown is not None and shown.is_chain:
                yield _verdict(block, title, "heading_skip", Place(shown.place.first, shown.place.first))
        elif (found := _of_another(title, scope, claims)) is not None:
            yield _verdict(block, title, "heading_other", found)


def _title(block: Block) -> str:
    """Return the text of a heading, or of a line that is numbered as one; else nothing."""
    if block.kind != "heading":
        return numbered_title(block)
    return "" if block.damaged or len(block.text) > _LONGEST else plain(block.text).lstrip("# ")


def _of_another(title: str, scope: Place, claims: Claims) -> Place | None:
    """Return where the text under a title says another experiment, as the headings around do; None if it does not."""
    submission = claims.facts.submission
    stated = {setting.name for setting in settings_in(title, scope)}
    own = "hog" if stated & {"orientations", "pixels_per_cell"} else "cnn" if stated & {"filters", "kernel"} else ""
    around = [part.title for part in submission.path_at(scope.first) if part.level and plain(part.title) not in title]
    here = next(filter(None, map(experiment_in, reversed(around))), "")
    pair = (_HOG, _CNN) if own == "hog" and here in _DEEP else (_CNN, _HOG) if own == "cnn" and here == "hog" else None
    if pair is None or _COMPARES.search(title):
        return None
    said = [(line, plain(text.text[:2000])) for line, text in _lines(scope, submission)]
    said = [(line, text) for line, text in said if title not in text]
    if any(pair[0].search(text) for _, text in said):
        return None
    return next((Place(line, line) for line, text in said if pair[1].search(text)), None)


def _lines(scope: Place, submission: Submission) -> Iterator[tuple[int, Line]]:
    return enumerate(submission.lines[scope.first : scope.last + 1], start=scope.first)


def _verdict(block: Block, title: str, key: str, other: Place) -> Verdict:
    how = Label(f"check.how.hygiene.{key}", (("title", title[:120]),))
    place = Place(block.place.first, block.place.first)
    return Verdict(RULE, "refuted", place, title, title[:120], "", how, "inconsistency", also=(other,))
