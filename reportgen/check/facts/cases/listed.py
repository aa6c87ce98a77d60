"""Cases in lists: an item for each (`- 100 neurons: loss 0.077`), or with its scores in items below it."""

from collections.abc import Iterator, Sequence

from reportgen.check.facts.cases.evidence import Draft, Standing
from reportgen.check.facts.passages import clean
from reportgen.check.stated import Score, Setting
from reportgen.check.submission import Block, Place, Submission


def find(submission: Submission, settings: Standing[Setting], scores: Standing[Score]) -> Iterator[Draft]:
    """Yield the cases of lists in which at least two items have settings and scores."""
    run: list[tuple[int, Block]] = []
    for index, block in enumerate(submission.blocks):
        if block.kind == "item":
            run.append((index, block))
            continue
        yield from _of(submission, run, settings, scores)
        run = []
    yield from _of(submission, run, settings, scores)


def _of(
    submission: Submission, run: Sequence[tuple[int, Block]], settings: Standing[Setting], scores: Standing[Score]
) -> Iterator[Draft]:
    found = []
    for at, (_, block) in enumerate(run):
        own = tuple(settings.within(block.place))
        if not own:
            continue
        below = _below(run, at)
        extent = Place(block.place.first, below[-1].place.last if below else block.place.last)
        stated = tuple(scores.within(extent))
        if stated and not _several(own, stated):
            title = " ".join(clean(block.text[:400]).split()).lstrip("-*•+ ")
            group = submission.part_at(block.place.first)
            found.append(Draft(title[:200], block.place, extent, group, own, stated, run[0][0]))
    if len(found) > 1:
        yield from found


def _below(run: Sequence[tuple[int, Block]], at: int) -> list[Block]:
    """Return the items below an item."""
    found: list[Block] = []
    for index in range(at + 1, min(len(run), at + 20)):
        block = run[index][1]
        if block.level <= run[at][1].level:
            break
        found.append(block)
    return found


def _several(settings: Sequence[Setting], scores: Sequence[Score]) -> bool:
    """Tell whether an item speaks of several networks: a setting or a metric has two values."""
    values = {
        (setting.name, setting.values)
        for setting in settings
        if setting.name not in ("filters", "kernel", "activation")
    }
    stated = {(score.metrics, score.split, score.label, score.quantity.value) for score in scores}
    return len({name for name, _ in values}) < len(values) or len({key[:3] for key in stated}) < len(stated)
