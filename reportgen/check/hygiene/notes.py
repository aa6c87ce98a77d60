"""Notes to oneself that were left in: `TODO`, `Figure ??`, `[insérer la figure]`, `xx %`.

Refuted in prose where nothing else can be meant. The course's own notebooks have `TODO` in their code, and sentences
such as `it remains to be verified whether` are prose: these are for review or silent.
"""

import re
from collections.abc import Iterator

from reportgen.check.consistency.handout import is_handout
from reportgen.check.submission import Block, Place, Submission, plain
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "hygiene.note"
_MOST_IN_CODE = 2
_WHAT = (
    r"(?:figures?|images?|graph(?:e|ique|s)?|plots?|screenshots?|captures?|tableau|table|courbes?|code|text"
    r"|texte|r[eé]sultats?|results?|matrice|matrix|valeurs?|values?|r[eé]f[eé]rences?|references?)"
)
_CERTAIN = re.compile(
    r"(?<![\w/-])(?:TODO|FIXME|TBD|XXX)(?![\w/-])(?! lists?\b)|(?i:\blorem ipsum\b)"
    r"|(?i:\b(?:fig(?:ure|\.)?|tab(?:le|leau|\.)?|section|eq(?:uation|\.)?|[eé]quation|chap(?:ter|itre)?|listing"
    r"|page|annexe|appendix)[ ~]?\(?\?\?+)"
    rf"|(?i:[\[<(]\s?(?:insert|ins[eé]rer|add|ajouter|mettre|put)\b[^\]>)\n]{{0,20}}\b{_WHAT}\b[^\]>)\n]{{0,40}}[\]>)])"
    rf"|(?i:\b(?:insert|mettre|ins[eé]rer|ajouter|add|put)\s(?:the|la|le|une?|an?|les|ici|here)?\s?{_WHAT}\s(?:here"
    rf"|ici)\b)"
    r"|(?i:[\[(<*]\s?(?:to be (?:completed|done|verified|checked|written|filled(?: in)?)|[aà] (?:compl[eé]ter"
    r"|v[eé]rifier|faire|corriger|r[eé]diger|remplir)|to (?:do|complete|check|fix)"
    r"|incomplete|placeholder)\s?[!.:]{0,3}\s?[\])>*])"
    r"|(?i:^\W{0,6}(?:to be (?:completed|done|verified|written)|[aà] (?:compl[eé]ter|v[eé]rifier|r[eé]diger|remplir)"
    r"|note to self|note [aà] moi[- ]m[eê]me)\W{0,6}$)"
    r"|(?i:(?:^|[\[(!?.]\s?)(?:ask the (?:assistant|teacher|ta|prof(?:essor)?)|demander (?:[aà] l['’]assistante?"
    r"|au prof(?:esseur)?))\b)"
    r"|(?<![\w.])(?:[xX]{2}|[xX]{1,2}[.,][xX]{1,4}|\d?\d[.,][xX]{2,4})\s?%|(?<![\w.])0[.,][xX]{2,4}(?!\w)",
)
_LIKELY = re.compile(
    r"(?i:\b(?:to be completed|[aà] compl[eé]ter)\s?[.!]?$)|(?<![\w?])\[\?\]|(?i:\bpas (?:encore )?(?:fini"
    r"|termin[eé])\s?!)|\?{3,}",
)
_IN_CODE = re.compile(r"#[^\n]{0,80}(?<!\w)(?:TODO|FIXME|XXX)(?!\w)[^\n]{0,80}")


def verdicts(submission: Submission) -> Iterator[Verdict]:
    """Yield a verdict for each note in prose, and for the first few in code."""
    for sentence in submission.sentences:
        block = submission.blocks[sentence.block]
        if block.damaged or sentence.place.last - sentence.place.first > 4:
            continue
        found = _CERTAIN.search(sentence.text[:1000])
        if found and not _is_quoted(sentence.text, found):
            yield _verdict(sentence.place, sentence.text, found[0], certain=not is_handout(sentence.text))
        elif (likely := _LIKELY.search(sentence.text[:1000])) and not is_handout(sentence.text):
            yield _verdict(sentence.place, sentence.text, likely[0], certain=False)
    code = (found for block in submission.of("code") for found in _in_code(block))
    for _, (place, text) in zip(range(_MOST_IN_CODE), code, strict=False):
        yield _verdict(place, text, text, certain=False, suspicion=0.1)


def _is_quoted(text: str, found: re.Match[str]) -> bool:
    """Tell whether the note is named rather than made: `the "TODO" of the notebook`."""
    before, after = text[max(0, found.start() - 30) : found.start()], text[found.end() : found.end() + 30]
    return bool(re.search(r"[\"'“«]\s?$", before)) or bool(
        re.search(r"\b(?:the|le|les|la|of|des|du|marked|marqu[eé])\s?$", before)
        and re.match(r"\s?(?:s\b|comments?|in the|du notebook|of the|blocks?|cells?|sections?|parts?)", after)
    )


def _in_code(block: Block) -> Iterator[tuple[Place, str]]:
    for found in _IN_CODE.finditer(block.text[:20_000]):
        yield block.at(found.start(), found.end()), found[0]


def _verdict(place: Place, sentence: str, note: str, certain: bool, suspicion: float = 0.5) -> Verdict:
    note = plain(note)[:80]
    return Verdict(
        RULE, "refuted" if certain else "review", place, sentence[:200], note, "",
        Label("check.how.hygiene.note", (("note", note),)), "imprecision", 0.0 if certain else suspicion,
    )  # fmt: skip
