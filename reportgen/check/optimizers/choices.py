"""Names in the text against those in the code of the same part: the optimizer, the loss, a rate."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportgen.check.facts import Facts
from reportgen.check.optimizers.arguments import named
from reportgen.check.stated import Setting
from reportgen.check.submission import Submission
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

_RULES = {"optimizer": "optimizer.choice", "loss_function": "optimizer.loss", "learning_rate": "optimizer.argument"}
_NEAR = 60
"""Text and code further apart than this many lines may be of two models."""
_MOST = 50
"""No more pieces of code of one part are compared."""
_SAME: dict[float | str, float | str] = {"sparse_categorical_crossentropy": "categorical_crossentropy"}
_OPEN = (
    "instead", "could", "would", "might", "tried", "tested", "compare", "also ", "other", "another", "alternativ",
    "au lieu", "pourrait", "essay", "testé", "tester", "aussi", "autre", "contrairement", "unlike", "similar",
    "previous", "précéd", "before", "avant", " not ", "n'", "n’", "pas ", "auto", "example", "exemple", "if ", "si ",
    "default", "défaut", "usually", "souvent", "often", "généralement", "variant", "or ", " ou ", "vs",
)  # fmt: skip
"""Words that leave open whether a sentence speaks of the model in the code."""


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each optimizer, loss and rate of the text where the code of its part names one, too."""
    code = _Code(facts)
    for setting in facts.settings:
        if setting.where == "code" or setting.name not in _RULES or len(setting.values) != 1:
            continue
        verdict = code.judged(setting)
        if verdict is not None:
            yield verdict


class _Code:
    """What the code of each part says, found once."""

    def __init__(self, facts: Facts) -> None:
        self._submission = facts.submission
        self._codes: dict[tuple[str, int], list[Setting]] = defaultdict(list)
        self._said: set[tuple[str, int, float | str]] = set()
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
        codes = next(
            (found for one in _path(part, self._submission) if (found := self._codes.get((setting.name, one)))), []
        )
        coded = {_SAME.get(value, value) for code in codes for value in code.values}
        if not codes or (setting.name == "learning_rate" and not self._names_optimizer(setting, codes)):
            return None
        if said in coded:
            return self._verdict(setting, codes, "confirmed")
        if not self._codes.get((setting.name, part)):
            return None
        near = min(setting.place.apart(code.place) for code in codes) <= _NEAR
        both = any((setting.name, part, value) in self._said for value in coded)
        certain = near and len(coded) == 1 and not (both or self._is_open(setting) or self._submission.extracted)
        return self._verdict(setting, codes, "refuted" if certain else "review")

    def _names_optimizer(self, setting: Setting, codes: Sequence[Setting]) -> bool:
        """Tell whether the sentence of a rate names the optimizer that the code has it for."""
        said = set(named(self._sentence(setting)))
        return len(said) == 1 and said == {name for code in codes for name in named(code.quote)}

    def _is_open(self, setting: Setting) -> bool:
        sentence = f" {self._sentence(setting).lower()} "
        return any(word in sentence for word in _OPEN)

    def _sentence(self, setting: Setting) -> str:
        """Return the sentence of a setting, with that before it on the same lines."""
        block = self._submission.block_at(setting.place.first)
        if block is None or block.kind == "table":
            return self._submission.quote(setting.place)
        before = block.text.lower().find(setting.quote[:12].lower())
        if before < 0:
            return self._submission.quote(setting.place)
        start = max(block.text.rfind(end, 0, before) for end in (". ", ".\n", "\n\n")) + 1
        stops = [at for end in (". ", ".\n") if (at := block.text.find(end, before)) >= 0]
        return block.text[start : min(stops, default=len(block.text))][:1_000]

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
