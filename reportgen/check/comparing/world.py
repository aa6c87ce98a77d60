"""The cases of a report as sentences refer to them: in groups that are compared, of a dataset, of a kind of network."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.labels import own_labels
from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered
from reportgen.check.stated import Case, Split
from reportgen.check.submission import Submission

Family = Literal["cnn", "hog", "raw", ""]
Dataset = Literal["digits", "fashion", "xray", ""]
Group = tuple[Case, ...]

FAMILIES: tuple[tuple[Family, re.Pattern[str]], ...] = (
    ("cnn", regex(r"\bcnns?\b|convol|\bconvnets?\b")),
    (
        "hog",
        regex(
            r"\bhogs?\b|histogram|oriented gradients|from features"
            r"|features?[- ]based|\bfeatures\b|caracteristiques|gradients? orient"
        ),
    ),
    ("raw", regex(r"\braw\b|brutes?\b|bruts?\b|\bpixels? bruts?|\bshallow\b|peu profond|\bmlps?\b")),
)
_DATASETS: tuple[tuple[Dataset, re.Pattern[str]], ...] = (
    ("xray", regex(r"x-?rays?\b|pneumo|thora|\bchest\b|radiograph|\bpoumons?\b|\blungs?\b|rayons? x")),
    ("fashion", regex(r"fashion|vetement|clothes|clothing")),
    ("digits", regex(r"\bdigits?\b|\bmnist\b|chiffres?\b")),
)
IMAGES: dict[tuple[Dataset, Split], int] = {("xray", "test"): 624, ("xray", "train"): 5216}
_FEW = 16
"""Images of the X-rays' validation set: what a score of unknown images may have been measured on."""
_MANY = 10_000


@dataclass(frozen=True)
class World:
    """All cases of a report.

    Attributes:
        submission: the report.
        cases: with their scores, in order.
    """

    submission: Submission
    cases: tuple[Case, ...]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The cases that are compared with each other, in the order of their first lines."""
        found: dict[tuple[int, int], list[Case]] = {}
        series: dict[int, int] = {}
        for case in self.cases:
            if (last := found.get((case.group, series.get(case.group, 0)))) and case.number <= last[-1].number:
                series[case.group] = series.get(case.group, 0) + 1
            found.setdefault((case.group, series.get(case.group, 0)), []).append(case)
        ordered = sorted(map(tuple, found.values()), key=lambda group: group[0].extent.first)
        return tuple(
            group
            for index, group in enumerate(ordered)
            if len(group) > 1 or not any(twin(group[0], other) for other in ordered[:index])
        )

    @cached_property
    def labels(self) -> tuple[frozenset[str], ...]:
        """The labels by which the cases of each group are called."""
        return tuple(frozenset(own_labels(group)) for group in self.groups)

    def group_of(self, case: Case) -> Group:
        """Return the group of a case."""
        return self._groups.get(id(case)) or next((group for group in self.groups if case in group), (case,))

    @cached_property
    def _groups(self) -> dict[int, Group]:
        return {id(case): group for group in self.groups for case in group}

    def near(self, line: int) -> Group:
        """Return the group that a sentence on a line speaks of if it names none: the last that began before it."""
        before = [group for group in self.groups if group[0].extent.first <= line]
        return before[-1] if before else ()

    def within(self, line: int) -> bool:
        """Tell whether a line stands in the part of the report whose cases are the nearest group."""
        group = self.near(line)
        if not group:
            return False
        if any(line in case.extent for case in group) or len(self.submission.parts) <= group[0].group:
            return True
        part = self.submission.parts[group[0].group]
        return part in self.submission.path_at(line) and not _SUMMARY.search(
            fold(" ".join(part.title for part in self.submission.path_at(line)))
        )

    def current(self, line: int) -> Case | None:
        """Return the case in whose lines a line stands."""
        found = [case for case in self.cases if line in case.extent]
        if not found:
            return None
        inner = max(found, key=lambda case: (case.extent.first, -case.extent.last))
        return next((same for group in self.groups if inner not in group and (same := twin(inner, group))), inner)

    def family(self, group: Group) -> Family:
        """Return which kind of network the cases of a group are; empty if that is open."""
        known = self._families.get(id(group))
        return self._family(group) if known is None else known  # open is an answer too

    def kind(self, case: Case) -> Family:
        """Return which kind of network a case is, by its own title or the nearest heading that says; empty if none."""
        if id(case) not in self._kinds:
            named = (families(title) for title in self._titles(case))
            self._kinds[id(case)] = next((found[0] for found in named if len(found) == 1), "")
        return self._kinds[id(case)]

    @cached_property
    def _kinds(self) -> dict[int, Family]:
        return {}

    def dataset(self, case: Case) -> Dataset:
        """Return what a case was trained on; empty if the headings around it do not say."""
        return self._datasets.get(id(case), "")

    @cached_property
    def _datasets(self) -> dict[int, Dataset]:
        return {id(case): self._dataset(case) for case in self.cases}

    def _dataset(self, case: Case) -> Dataset:
        for title in self._titles(case):
            found = [name for name, pattern in _DATASETS if pattern.search(title)]
            if found:
                return found[0]
        return ""

    def images(self, case: Case, split: Split) -> int:
        """Return on how many images a score was measured: the least that it may have been."""
        dataset = self.dataset(case)
        if dataset == "xray" or (not dataset and self._binary(case)):
            return IMAGES.get(("xray", split), _FEW)
        return _MANY

    def alike(self, group: Group) -> bool:
        """Tell whether a group is one series: called alike, of one kind of network or one of each, on the same images.

        Where a text shows no headings, all results of a report come in one group; nothing is best among these.
        """
        if (known := self._series.get(id(group))) is None:
            known = self._alike(group)
            if self._groups.get(id(group[0])) is group:
                self._series[id(group)] = known
        return known

    @cached_property
    def _series(self) -> dict[int, bool]:
        """What `alike` found of the groups, by their identities."""
        return {}

    def _alike(self, group: Group) -> bool:
        kinds = [kind for case in group if (kind := self.kind(case))]
        called = {bool(own_labels((case,))) for case in group}
        titled = {bool(case.title.strip()) for case in group}
        images = {self.images(case, "test") for case in group}
        one_kind = len(set(kinds)) <= 1 or len(set(kinds)) == len(kinds)
        return one_kind and len(called) == len(titled) == len(images) == 1

    def comparable(self, one: Group, other: Group) -> bool:
        """Tell whether two groups are of two kinds of networks on the same images."""
        kinds = {self.family(one), self.family(other)}
        return len(kinds) == 2 and "" not in kinds and self.on_same_images(one, other)

    def on_same_images(self, one: Group, other: Group) -> bool:
        """Tell whether two groups are scored on the same images, as far as headings say."""
        return len({self.dataset(group[0]) or "digits" for group in (one, other)}) == 1

    @cached_property
    def _families(self) -> dict[int, Family]:
        return {id(group): self._family(group) for group in self.groups}

    def _family(self, group: Group) -> Family:
        own = {family for case in group for family in families(fold(whole(case.title))[:300])}
        if len(own) > 1 and own != {"hog", "raw"}:
            return ""
        for title in self._titles(group[0]):
            found = families(title)
            if len(found) == 1:
                return found[0]
            if set(found) == {"hog", "raw"}:
                return "hog"
        return ""

    def _titles(self, case: Case) -> Iterable[str]:
        """Return the titles that a case stands under, its own first."""
        yield fold(whole(case.title))[:300]
        if case.extent.first < len(self.submission.lines):
            for part in reversed(self.submission.path_at(case.place.first)):
                yield fold(whole(part.title))

    def _binary(self, case: Case) -> bool:
        return any(
            score.metrics[0] in ("recall", "precision", "specificity") and not score.label for score in case.scores
        )


def twin(case: Case, group: Group) -> Case | None:
    """Return the case of a group that another is about too, by its settings: a matrix of a case of the table."""
    said = {setting.name: case.setting(setting.name) for setting in case.settings}
    if not said or case.group != group[0].group:
        return None
    found = [one for one in group if one is not case and all(one.setting(name) == said[name] for name in said)]
    return found[0] if len(found) == 1 else None


_SUMMARY = regex(r"conclusion|general|summary|resume\b|synthese|bilan|discussion")


@remembered
def families(text: str) -> tuple[Family, ...]:
    """Return the kinds of networks that a folded text names."""
    return tuple(name for name, pattern in FAMILIES if pattern.search(text))
