"""Names in the text against those in the code of the same part: the optimizer, the loss."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportgen.check.consistency.scopes import experiment_in
from reportgen.check.facts import Facts
from reportgen.check.patterns import regex
from reportgen.check.stated import Setting
from reportgen.check.submission import Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

_RULES = {"optimizer": "optimizer.choice", "loss_function": "optimizer.loss"}
_NEAR = 60
"""Text and code further apart than this many lines may be of two models; without headings, sooner."""
_MOST = 50
"""No more pieces of code of one part are compared."""
_SAME: dict[float | str, float | str] = {"sparse_categorical_crossentropy": "categorical_crossentropy"}
_OPEN = regex(
    r"\b(?:instead|could|would|might|tried|tested|compar\w+|also|other|another|alternativ\w+|au lieu|pourrait\w*"
    r"|essay\w+|test[eé]\w*|aussi|autres?|contrairement|unlike|similar\w*|semblable|previous\w*|pr[eé]c[eé]d\w+|before|avant|not|pas"
    r"|notebook|replac\w*|remplac\w*|auto\w*|examples?|exemples?|if|si|defaults?|d[eé]faut|usually|souvent|often|g[eé]n[eé]ralement|variante?|or|ou|vs"
    r"|worse|better|faster|slower|best|pire|meilleure?|mieux|rapide|two|deux|binary class\w+|classification binaire)\b"
    r"|n['’]",
    re.IGNORECASE,
)
"""Words that leave open whether a sentence speaks of the model in the code."""


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each optimizer and loss of the text where the code of its part names one, too."""
    code = _Code(facts)
    for setting in facts.settings:
        if setting.where != "code" and setting.name in _RULES and len(setting.values) == 1:
            verdict = code.judged(setting)
            if verdict is not None:
                yield verdict


class _Code:
    """What the code of each part says, found once."""

    def __init__(self, facts: Facts) -> None:
        self._submission = facts.submission
        self._codes: dict[tuple[str, int], list[Setting]] = defaultdict(list)
        self._said: set[tuple[str, int, float | str]] = set()
        self._sentences: dict[int, list[str]] = defaultdict(list)
        for sentence in facts.submission.sentences:
            for line in range(sentence.place.first, min(sentence.place.last, sentence.place.first + _NEAR) + 1):
                self._sentences[line].append(sentence.text)
        for setting in facts.settings:
            part = self._submission.part_at(setting.place.first)
            if setting.where != "code":
                self._said.update((setting.name, part, _SAME.get(value, value)) for value in setting.values)
                continue
            for around in _path(part, self._submission):
                if len(self._codes[setting.name, around]) < _MOST:
                    self._codes[setting.name, around].append(setting)

    def judged(self, setting: Setting) -> Verdict | None:
        """Return what the code makes of a setting of the text; None if it says nothing, or may be of another model."""
        part = self._submission.part_at(setting.place.first)
        said = _SAME.get(setting.values[0], setting.values[0])
        around = (self._codes.get((setting.name, one)) for one in _path(part, self._submission))
        codes = next(filter(None, around), [])
        coded = {_SAME.get(value, value) for code in codes for value in code.values}
        if said in coded:
            return self._verdict(setting, codes, "confirmed")
        sentence = self._sentence(setting)
        own = bool(self._codes.get((setting.name, part)))
        is_open = len(coded) != 1 or _OPEN.search(sentence) is not None
        if not codes or self._is_of_another(sentence, part) or (not own and (is_open or self._is_special(codes[0]))):
            return None
        reach = _NEAR if self._submission.parts[part].level else _NEAR // 4
        near = min(setting.place.apart(code.place) for code in codes) <= reach
        both = any((setting.name, part, value) in self._said for value in coded)
        certain = own and near and not (is_open or both or self._submission.extracted)
        return self._verdict(setting, codes, "refuted" if certain else "review")

    def _sentence(self, setting: Setting) -> str:
        """Return the sentences on the line of a setting that hold its words."""
        start = setting.quote[:12].lower()
        found = [text for text in self._sentences[setting.place.first] if start in " ".join(text.lower().split())]
        return " ".join(found[:3]) or self._submission.quote(setting.place)

    def _is_of_another(self, sentence: str, part: int) -> bool:
        """Tell whether a sentence names an experiment that its part is not of."""
        named = experiment_in(sentence)
        return bool(named) and named not in self._experiments(part)

    def _is_special(self, code: Setting) -> bool:
        """Tell whether code stands in the part of one experiment, so that other parts may well differ from it."""
        part = self._submission.part_at(code.place.first)
        return any(self._experiments(part))

    def _experiments(self, part: int) -> tuple[str, ...]:
        return tuple(experiment_in(self._submission.parts[one].title) for one in _path(part, self._submission))

    def _verdict(self, setting: Setting, codes: Sequence[Setting], outcome: Outcome) -> Verdict:
        said = ", ".join(map(str, setting.values))
        coded = ", ".join(dict.fromkeys(str(value) for code in codes for value in code.values))
        right = outcome == "confirmed"
        values = (("said", said), ("code", coded), ("quote", codes[0].quote[:80]))
        return Verdict(
            _RULES[setting.name], outcome, setting.place, setting.quote or self._submission.quote(setting.place), said,
            said if right else coded, Label(f"check.how.optimizer.{'code_same' if right else 'code_other'}", values),
            severity="error" if right else "inconsistency",
            suspicion=0.5 if outcome == "review" else 0.0,
            also=() if right else (codes[0].place,),
        )  # fmt: skip


def _path(part: int, submission: Submission) -> Iterator[int]:
    """Yield a part and those around it."""
    index: int | None = part
    while index is not None and index < len(submission.parts):
        yield index
        index = submission.parts[index].parent
