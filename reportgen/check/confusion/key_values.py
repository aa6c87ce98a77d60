"""Stated accuracies against recomputed ones: where an assistant gave answers, and the case has the same settings.

Training has luck in it: inside the prediction interval over seeds an accuracy is confirmed, outside it is a question,
never an error. Only the perceptrons are compared: their settings say all there is (neurons; of HOG two numbers).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.check.confusion.from_matrix import written
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, SettingName
from reportgen.check.submission import Submission
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

if TYPE_CHECKING:
    from reportgen.answers_file import AnswerRecord, AnswersFile

KEY = "metric.key"
_ACCURACY = ".scores.accuracy"
_HOG = regex(r"\bhog\b|features|orient|caract[ée]ristiques", re.IGNORECASE)
_DEEP = regex(r"\bcnn|convol|fashion|x-?ray|pneumo|radio", re.IGNORECASE)


@dataclass(frozen=True)
class _Known:
    """A recomputed accuracy with the settings that it is for."""

    answer: "AnswerRecord"
    settings: Mapping[SettingName, float]


def verdicts(cases: Sequence[Case], key: "AnswersFile", submission: Submission) -> Iterator[Verdict]:
    """Yield a verdict for the test accuracy of each case that has been recomputed."""
    known = list(_known(key))
    for case in cases:
        score = case.score("accuracy", "test")
        match = _match(case, known, submission) if score is not None else None
        if score is None or match is None or match.answer.spread is None:
            continue
        low, high = match.answer.spread.low, match.answer.spread.high
        inside = any(low - one.step <= one.value <= high + one.step for one in score.quantity.shares)
        values = (("low", low), ("high", high), ("id", match.answer.id), ("seeds", len(match.answer.spread.values)))
        yield Verdict(
            rule=KEY,
            outcome="confirmed" if inside else "review",
            place=score.place,
            quote=score.quote,
            found=written(score),
            expected="" if inside else Label("check.how.metric.between", (("low", low), ("high", high))),
            how=Label("check.how.metric.key", values),
            severity="inconsistency",
            suspicion=0.0 if inside else 0.3,
        )


def _known(key: "AnswersFile") -> Iterator[_Known]:
    """Yield the recomputed accuracies of perceptrons on real data."""
    answers = {answer.id: answer for answer in key.answers}
    if any(record.origin != "real" for record in key.data.values()):
        return
    for answer in key.answers:
        prefix = answer.id.removesuffix(_ACCURACY)
        hidden = answers.get(f"{prefix}.hidden")
        if prefix == answer.id or hidden is None or len(hidden.value) != 1 or "dropout" in prefix:
            continue
        settings: dict[SettingName, float] = {"neurons": hidden.value[0]}
        pixels = prefix.split(".")[-1].split("_")
        if f"{prefix}.orientations" in answers and len(pixels) == 3:
            settings["orientations"], settings["pixels_per_cell"] = float(pixels[0]), float(pixels[1])
        yield _Known(answer, settings)


def _match(case: Case, known: Sequence[_Known], submission: Submission) -> _Known | None:
    """Return the recomputed case of the same settings; None if there is none, or the case has others besides."""
    titles = " ".join((case.title, *(part.title for part in submission.path_at(case.place.first))))
    if _DEEP.search(titles) or case.setting("dropout") or case.setting("l2") or case.setting("filters"):
        return None
    if case.setting("epochs") not in ((), (10,)) or case.setting("hidden_layers") not in ((), (1,)):
        return None
    hog = _HOG.search(titles) is not None
    fitting = [one for one in known if hog == ("orientations" in one.settings) and _same(case, one)]
    return fitting[0] if len(fitting) == 1 else None


def _same(case: Case, known: _Known) -> bool:
    return all(case.setting(name) == (value,) for name, value in known.settings.items())
