"""Cases in sentences: `with 300 neurons we reach an accuracy of 98.1 %`, where the part has no others."""

from collections.abc import Iterator, Sequence

from reportgen.check.facts.cases.evidence import Draft
from reportgen.check.facts.metric_words import names
from reportgen.check.facts.passages import Passage
from reportgen.check.facts.scores import scores_in
from reportgen.check.facts.settings import settings_in
from reportgen.check.submission import Place, Sentence, Submission

_LONG = 1000


def find(submission: Submission, others: Sequence[Draft]) -> Iterator[Draft]:
    """Yield a case for each sentence with one value of each setting and of each metric, outside of other cases."""
    groups = {draft.group for draft in others}
    inside = {line for draft in others for line in range(draft.extent.first, draft.extent.last + 1)}
    for sentence in submission.sentences:
        if (
            submission.blocks[sentence.block].kind != "paragraph"
            or sentence.place.first in inside
            or len(sentence.text) > _LONG
        ):
            continue
        group = submission.part_at(sentence.place.first)
        if group not in groups and any(names(sentence.text)):
            yield from _of(sentence, group)


def _of(sentence: Sentence, group: int) -> Iterator[Draft]:
    place = sentence.place
    stated = tuple(
        scores_in(Passage(sentence.text, Place(place.first, place.last), "prose", "paragraph", sentence.block))
    )
    own = settings_in(sentence.text, place) if stated else ()
    if not own or any(score.label for score in stated):
        return
    once = len({(score.metrics, score.split) for score in stated}) == len(stated)
    if once and len({setting.name for setting in own}) == len(own) and all(len(one.values) == 1 for one in own):
        yield Draft(sentence.text[:200], place, place, group, own, stated)
