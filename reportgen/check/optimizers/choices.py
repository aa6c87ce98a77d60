"""Names in the text against those in the code of the same part: the optimizer, the loss, a rate."""

from collections.abc import Iterator, Sequence

from reportgen.check.facts import Facts
from reportgen.check.optimizers.stated import OPTIMIZER, canonical
from reportgen.check.stated import Setting
from reportgen.check.submission import Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

_RULES = {"optimizer": "optimizer.choice", "loss_function": "optimizer.loss"}
_NEAR = 60
"""Text and code further apart than this many lines may be of two models."""
_SAME = {"sparse_categorical_crossentropy": "categorical_crossentropy"}
_OPEN = (
    "instead", "could", "would", "might", "tried", "tested", "compare", "also ", "other", "another", "alternativ", "au lieu", "pourrait", "essay",
    "testé", "tester", "aussi", "autre", "contrairement", "unlike", "similar", "previous", "précéd", "before", "avant", " not ", "n'", "pas ", "auto",
    "example", "exemple", "if ", "si ", "default", "défaut", "usually", "souvent", "often", "généralement", "variant", "or ", " ou ", "vs",
)  # fmt: skip


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each optimizer, loss and rate that the text names where the code of its part names one, too."""
    settings = facts.settings
    for setting in settings:
        if setting.where == "code" or setting.name not in (*_RULES, "learning_rate"):
            continue
        codes, own = _codes(setting, settings, facts.submission)
        if codes:
            verdict = (
                _of_rate(setting, codes, own, facts.submission)
                if setting.name == "learning_rate"
                else _of_name(setting, codes, own, facts)
            )
            if verdict is not None:
                yield verdict


def _codes(setting: Setting, settings: Sequence[Setting], submission: Submission) -> tuple[list[Setting], bool]:
    """Return what code says of the same, in the smallest part around that has code, and whether that is the innermost one."""
    path = submission.path_at(setting.place.first)
    codes = [one for one in settings if one.where == "code" and one.name == setting.name]
    for part in reversed(path):
        inside = [one for one in codes if part in submission.path_at(one.place.first)]
        if inside:
            return inside, part is path[-1]
    return [], False


def _of_name(setting: Setting, codes: Sequence[Setting], own: bool, facts: Facts) -> Verdict | None:
    submission = facts.submission
    both = _says_both(setting, codes, facts)
    said = [_SAME.get(str(value), str(value)) for value in setting.values]
    coded = {_SAME.get(str(value), str(value)) for code in codes for value in code.values}
    if len(said) != 1:
        return None
    if said[0] in coded:
        return _verdict(setting, codes, "confirmed", submission)
    if not own:
        return None
    near = min(setting.place.apart(code.place) for code in codes) <= _NEAR
    certain = near and len(coded) == 1 and not (_is_open(setting, submission) or both or submission.extracted)
    return _verdict(setting, codes, "refuted" if certain else "review", submission)


def _says_both(setting: Setting, codes: Sequence[Setting], facts: Facts) -> bool:
    """Tell whether the text of the part names what the code has, too: then it may speak of two models."""
    part = facts.submission.part_at(setting.place.first)
    coded = {value for code in codes for value in code.values}
    others = (
        one for one in facts.settings if one.name == setting.name and one.where != "code" and coded & set(one.values)
    )
    return any(facts.submission.part_at(one.place.first) == part for one in others)


def _of_rate(setting: Setting, codes: Sequence[Setting], own: bool, submission: Submission) -> Verdict | None:
    """Judge a rate only where its sentence names the optimizer."""
    sentence = _sentence(setting, submission)
    named = {canonical(found["name"]) for found in OPTIMIZER.finditer(sentence)}
    coded = {value for code in codes for value in code.values}
    if len(named) != 1 or len(setting.values) != 1:
        return None
    if setting.values[0] in coded:
        return _verdict(setting, codes, "confirmed", submission)
    calls = {canonical(found["name"]) for code in codes for found in OPTIMIZER.finditer(code.quote)}
    if not own:
        return None
    certain = len(coded) == 1 and calls == named and not _is_open(setting, submission) and not submission.extracted
    return _verdict(setting, codes, "refuted" if certain else "review", submission)


def _is_open(setting: Setting, submission: Submission) -> bool:
    sentence = f" {_sentence(setting, submission).lower()} "
    return any(word in sentence for word in _OPEN)


def _sentence(setting: Setting, submission: Submission) -> str:
    texts = [
        one.text
        for one in submission.sentences
        if one.place.first <= setting.place.last and setting.place.first <= one.place.last
    ]
    holding = [text for text in texts if setting.quote[:12].lower() in text.lower()]
    return " ".join(holding or texts) or submission.quote(setting.place)


def _verdict(setting: Setting, codes: Sequence[Setting], outcome: Outcome, submission: Submission) -> Verdict:
    said = ", ".join(map(str, setting.values))
    coded = ", ".join(dict.fromkeys(str(value) for code in codes for value in code.values))
    key = "code_same" if outcome == "confirmed" else "code_other"
    return Verdict(
        _RULES.get(setting.name, "optimizer.argument"), outcome, setting.place, setting.quote or submission.quote(setting.place), said, coded,
        Label(f"check.how.optimizer.{key}", (("said", said), ("code", coded), ("quote", codes[0].quote[:80]))),
        severity="error" if outcome == "confirmed" else "inconsistency",
        suspicion=0.5 if outcome == "review" else 0.0,
        also=() if outcome == "confirmed" else (codes[0].place,),
    )  # fmt: skip
