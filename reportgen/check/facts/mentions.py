"""Mentions: which cases a sentence means, by position, number, settings, extremes, names, or as what was spoken of.

`named` returns cases only if that is **certain**, which means:

* the group is certain: the cases given are of one group, or the sentence stands in or after one, or what it says fits
  cases of one group only;
* every way in which the sentence names cases (`the second`, `with 300 neurons`, `the smallest`) was resolved, and all
  ways that name one case name the same;
* a setting fits exactly one case of the group; an extreme (`the one with fewer neurons`) has no tie, and all cases of
  the group state the setting;
* `this model`, `it` stand within the extent of a case which is not the last of several: what follows the last may be
  about all of them.

Else it returns (). Several cases come back in the order in which the sentence names them (`(1) and (3)`).
"""

from collections.abc import Iterator, Sequence

from reportgen.check.facts.folding import folded
from reportgen.check.facts.mention_words import (
    BARE,
    EXTREME,
    KINDS,
    MEASURED,
    NUMBERED,
    OF_ERRORS,
    ONE,
    ORDINAL,
    PLURAL,
    POSITIONS,
    PREVIOUS,
    SIZE,
    THIS,
    WORD,
)
from reportgen.check.facts.settings import settings_in
from reportgen.check.stated import Case, SettingName
from reportgen.check.submission import Place

Cases = tuple[Case, ...]
_NOWHERE = Place(0, 0)


def named(cases: Sequence[Case], text: str, place: Place | None = None) -> Cases:
    """Return the cases that a sentence means; () if it names none, or if that is not certain.

    Args:
        cases: of a report, or of one group.
        text: the sentence, without markup.
        place: where it stands; without it nothing is resolved that depends on where it is said.
    """
    said = folded(text)
    group = _group(cases, place)
    if group:
        found = _explicit(group, text, said)
        if found is not None:
            return found
        return _spoken_of(group, said, place) if place else ()
    each = [_by_settings(one, text) for one in _groups(cases)]
    fitting = [found for found in each if found]
    return fitting[0] if len(fitting) == 1 else ()


def _groups(cases: Sequence[Case]) -> Iterator[Cases]:
    """Yield the cases that are compared with each other: of a group, from one numbered 1 to the next."""
    run: list[Case] = []
    for case in cases:
        if run and (case.group != run[-1].group or case.number <= run[-1].number):
            yield tuple(run)
            run = []
        run.append(case)
    if run:
        yield tuple(run)


def _group(cases: Sequence[Case], place: Place | None) -> Cases:
    """Return the group that a sentence speaks of: the only one, or the last that begins before it."""
    groups = list(_groups(cases))
    if len(groups) == 1:
        return groups[0]
    if place is None:
        return ()
    before = [group for group in groups if group[0].extent.first <= place.first]
    return before[-1] if before else ()


def _explicit(group: Cases, text: str, said: str) -> Cases | None:
    """Return the cases that a sentence names; None if it names none, () if it names them in ways that disagree."""
    ways = [way for way in (_by_position(group, said), _by_extreme(group, said), _told(group, text)) if way is not None]
    if not ways:
        return _by_title(group, said)
    if any(not way for way in ways):
        return ()
    widest = max(ways, key=len)
    return widest if all(case in widest for way in ways for case in way) else ()


def _by_position(group: Cases, said: str) -> Cases | None:
    found: list[tuple[int, int]] = []
    for match in ORDINAL.finditer(said):
        index = next(index for index, _ in enumerate(POSITIONS) if match[f"p{index}"])
        found.append((match.start(), POSITIONS[index][1]))
    found += [(match.start(), int(match["number"])) for match in NUMBERED.finditer(said)]
    found += [(match.start(), int(match["number"] or match["sharp"])) for match in BARE.finditer(said)]
    if not found:
        return None
    cases = [_at(group, number) for _, number in sorted(found)]
    return tuple(dict.fromkeys(case for case in cases if case)) if all(cases) else ()


def _at(group: Cases, number: int) -> Case | None:
    """Return a case by its number: that of its title (`Model 2`) if the titles have numbers, else its position."""
    own = {int(match["number"]): case for case in group if (match := NUMBERED.match(folded(case.title)))}
    if number > 0 and len(own) == len(group):
        return own.get(number)
    index = number - 1 if number > 0 else len(group) + number
    return group[index] if 0 <= index < len(group) and (number > 0 or len(group) > 1) else None


def _by_extreme(group: Cases, said: str) -> Cases | None:
    match = EXTREME.search(said)
    if match:
        if not ONE.search(said[: match.start()][-40:]):
            return None
        name = next(name for name, _ in MEASURED if match[name])
        return _end(group, name, bool(match["more"]))
    match = SIZE.search(said)
    if match is None or OF_ERRORS.search(said[max(0, match.start() - 40) : match.end() + 20]):
        return None
    return _end(group, "neurons", bool(match["most"]))


def _end(group: Cases, name: SettingName, most: bool) -> Cases:
    """Return the case with the most or the least of a setting that all state; () at a tie."""
    values = [case.setting(name) for case in group]
    numbers = [float(value[0]) for value in values if len(value) == 1 and not isinstance(value[0], str)]
    if len(numbers) != len(group) or len(group) < 2:
        return ()
    wanted = max(numbers) if most else min(numbers)
    return (
        tuple(case for case, number in zip(group, numbers, strict=True) if number == wanted)
        if numbers.count(wanted) == 1
        else ()
    )


def _told(group: Cases, text: str) -> Cases | None:
    """Return the case that settings name; None if the sentence states none that tell cases apart."""
    stated = [setting for setting in settings_in(text, _NOWHERE) if setting.name in _apart(group)]
    return _by_settings(group, text) if stated else None


def _apart(group: Cases) -> frozenset[SettingName]:
    """Return the settings in which the cases of a group differ."""
    names = {setting.name for case in group for setting in case.settings}
    return frozenset(name for name in names if len({_values(case, name) for case in group}) > 1)


def _values(case: Case, name: SettingName) -> frozenset[float | str]:
    return frozenset(value for setting in case.settings if setting.name == name for value in setting.values)


def _by_settings(group: Cases, text: str) -> Cases:
    """Return the case that has all settings of a sentence; of `100 and 300 neurons` one for each value."""
    stated = [setting for setting in settings_in(text, _NOWHERE) if setting.name in _apart(group)]
    if not stated:
        return ()
    listed = [setting for setting in stated if len(setting.values) > 1 and setting.name != "kernel"]
    names = [setting.name for setting in stated]
    if listed or len(set(names)) < len(names):
        if len(set(names)) > 1:
            return ()
        each = [
            tuple(case for case in group if value in _values(case, names[0]))
            for setting in stated
            for value in setting.values
        ]
    else:
        each = [tuple(case for case in group if all(set(one.values) <= _values(case, one.name) for one in stated))]
    return tuple(dict.fromkeys(one[0] for one in each)) if all(len(one) == 1 for one in each) else ()


def _by_title(group: Cases, said: str) -> Cases | None:
    """Return the one case whose title alone has the kinds and numbers that a sentence names (`CNN 250`, `Adam`)."""
    titles = [frozenset(WORD.findall(folded(case.title))) for case in group]
    words = frozenset(WORD.findall(said)) & KINDS
    if not words:
        return None
    numbers = frozenset(
        word for word in WORD.findall(said) if word.isdigit() and any(word in title for title in titles)
    )
    found = tuple(case for case, title in zip(group, titles, strict=True) if words | numbers <= title)
    return found if len(found) == 1 and len(group) > 1 else None


def _spoken_of(group: Cases, said: str, place: Place | None) -> Cases:
    """Return what `this model`, `it`, `the previous one` mean where they stand."""
    if place is None:
        return ()
    index = next((index for index, case in enumerate(group) if place.first in case.extent), None)
    if index is None:
        return ()
    if PREVIOUS.search(said):
        return (group[index - 1],) if index and (index < len(group) - 1 or len(group) == 2) else ()
    sure = len(group) == 1 or index < len(group) - 1
    return (group[index],) if sure and THIS.search(said) and not PLURAL.search(said) else ()
