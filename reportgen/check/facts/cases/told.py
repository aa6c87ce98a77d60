"""Cases in sentences: `with 300 neurons we reach an accuracy of 98.1 %`, where the part has no others."""

from collections.abc import Iterator, Sequence

from reportgen.check.facts.cases.evidence import Draft
from reportgen.check.stated import Score, Setting
from reportgen.check.submission import Place, Sentence, Submission


def find(
    submission: Submission, settings: Sequence[Setting], scores: Sequence[Score], others: Sequence[Draft]
) -> Iterator[Draft]:
    """Yield a case for each sentence with one value of each setting and of each metric."""
    groups = {draft.group for draft in others}
    inside = [draft.extent for draft in others]
    told = [score for score in scores if not score.label and not score.average]
    for sentence in submission.sentences:
        if submission.blocks[sentence.block].kind != "paragraph" or any(sentence.place.first in one for one in inside):
            continue
        group = submission.part_at(sentence.place.first)
        if group not in groups:
            yield from _of(sentence, group, settings, told)


def _of(sentence: Sentence, group: int, settings: Sequence[Setting], scores: Sequence[Score]) -> Iterator[Draft]:
    from reportgen.check.facts.scores import scores_in
    from reportgen.check.facts.passages import Passage
    from reportgen.check.facts.settings import settings_in

    del settings, scores
    place = Place(sentence.place.first, sentence.place.last)
    stated = tuple(scores_in(Passage(sentence.text, place, "prose", "paragraph", sentence.block)))
    own = settings_in(sentence.text, place) if stated else ()
    if not own or any(score.label for score in stated):
        return
    once = len({(score.metrics, score.split) for score in stated}) == len(stated)
    if once and len({setting.name for setting in own}) == len(own) and all(len(one.values) == 1 for one in own):
        yield Draft(sentence.text[:200], place, place, group, own, stated)
