"""Claims: the hyper-parameters that the text states, each with its sentence and how plainly it is said.

Plain is what says how the model is: a heading, an item, `we use 300 neurons`. `We also tried 300 neurons` is none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from reportgen.check.consistency.claim_words import GIVEN, OTHERS, PLACED
from reportgen.check.consistency.handout import is_handout
from reportgen.check.consistency.scopes import Scopes
from reportgen.check.facts import Facts, setting_code
from reportgen.check.facts.passages import Passage, passages
from reportgen.check.patterns import regex
from reportgen.check.stated import Setting, SettingName
from reportgen.check.submission import Place, Sentence

_MOST = 1000
"""So many claims are read; reports have some hundred."""
_LONGEST = 1000
_CALL = regex(r"\b(?:Dropout|Dense|Conv2D)\(")
_OF_LAYERS = ("dropout", "neurons", "filters", "kernel", "outputs")


@dataclass(frozen=True)
class Claim:
    """A hyper-parameter in the text.

    Attributes:
        setting: what is stated.
        sentence: in which it stands, as far as found; else its quote.
        plain: whether it says how the model of its part is, and nothing else.
        steady: whether it says how a model is, even if it names which one, or which layer.
    """

    setting: Setting
    sentence: str
    plain: bool
    steady: bool = True

    @property
    def place(self) -> Place:
        """Its lines."""
        return self.setting.place

    @property
    def value(self) -> tuple[float | str, ...]:
        """The values, as stated."""
        return self.setting.values

    @property
    def is_single(self) -> bool:
        """Whether one value is stated; a kernel has two sides."""
        return len(self.value) == (2 if self.setting.name == "kernel" else 1)


@dataclass(frozen=True)
class Claims:
    """The claims of a submission, and its settings in code; found once for all rules.

    Attributes:
        facts: of the submission.
    """

    facts: Facts

    @cached_property
    def scopes(self) -> Scopes:
        """What stands together."""
        return Scopes(self.facts.submission)

    @cached_property
    def text(self) -> tuple[Claim, ...]:
        """What the text states, in order; the handout's sentences and the table of contents left out."""
        stated = islice((one for one in self.facts.settings if one.where != "code"), _MOST)
        found = filter(None, map(self._claim, stated))
        return tuple(sorted(found, key=lambda claim: claim.place.first))

    @cached_property
    def code(self) -> tuple[Setting, ...]:
        """What code states, what Keras prints, and the layers that are called in prose: `Dropout(0.3)`."""
        written = [setting for setting in self.facts.settings if setting.where == "code"]
        called = (one for passage in passages(self.facts.submission) for one in _called(passage))
        return tuple(sorted((*written, *called), key=lambda setting: setting.place))

    def within(self, place: Place, *names: SettingName) -> tuple[Claim, ...]:
        """Return the claims of the text in some lines; of the hyper-parameters named, if any are."""
        first, after = bisect_left(self._lines, place.first), bisect_right(self._lines, place.last)
        return tuple(claim for claim in self.text[first:after] if not names or claim.setting.name in names)

    def says_several(self, claim: Claim) -> bool:
        """Tell whether a claim's sentence states another value too: of another layer, or of another model."""
        return len(self._said[claim.place.first, claim.setting.name, claim.sentence]) > 1

    def is_whole(self, claim: Claim) -> bool:
        """Tell whether a claim stands in no line of a table or a legend out of a PDF: these run into each other."""
        ended = claim.sentence.rstrip(' )»”"').endswith((".", "!", ":", ";"))
        return ended or not self.facts.submission.extracted

    def code_within(self, place: Place, name: SettingName) -> tuple[Setting, ...]:
        """Return the settings of a name in the code of some lines."""
        return tuple(setting for setting in self.code if setting.name == name and setting.place.first in place)

    def says(self, scope: Place, words: re.Pattern[str]) -> bool:
        """Tell whether the prose of some lines has certain words."""
        if (scope, words) not in self._asked:
            prose = self.facts.submission.of("paragraph", "item", "heading", "code")
            self._asked[scope, words] = any(words.search(one.text[:4000]) for one in prose if one.place.first in scope)
        return self._asked[scope, words]

    def is_given(self, scope: Place) -> bool:
        """Tell whether the code of some lines may be the course's: the report says so, or all stands in one part."""
        size = len(self.facts.submission.lines)
        return self.says(scope, GIVEN) or (size > 200 and scope.last - scope.first > 0.6 * size)

    @cached_property
    def _asked(self) -> dict[tuple[Place, re.Pattern[str]], bool]:
        return {}

    @cached_property
    def _said(self) -> dict[tuple[int, SettingName, str], set[tuple[float | str, ...]]]:
        found: dict[tuple[int, SettingName, str], set[tuple[float | str, ...]]] = {}
        for claim in self.text:
            found.setdefault((claim.place.first, claim.setting.name, claim.sentence), set()).add(claim.value)
        return found

    @cached_property
    def _lines(self) -> list[int]:
        return [claim.place.first for claim in self.text]

    @cached_property
    def _sentences(self) -> dict[int, list[Sentence]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.facts.submission.sentences:
            for line in range(sentence.place.first, min(sentence.place.last, sentence.place.first + 200) + 1):
                found.setdefault(line, []).append(sentence)
        return found

    def sentence_at(self, place: Place, quote: str) -> str:
        """Return the sentence of a place that has a quote; else the quote."""
        words = " ".join(quote.lower().split())
        near = self._sentences.get(place.first, ())
        return next((sentence.text for sentence in near if words in sentence.text.lower()), quote)

    def _claim(self, setting: Setting) -> Claim | None:
        block = self.facts.submission.block_at(setting.place.first)
        if block is None or block.damaged or block.kind == "header":
            return None
        sentence = self.sentence_at(setting.place, setting.quote)
        sentence = sentence if len(sentence) < _LONGEST else setting.quote
        if is_handout(sentence):
            return None
        titled = setting.where in ("heading", "caption")
        steady = titled or (len(sentence) < 400 and not sentence.endswith("?") and not OTHERS.search(sentence))
        return Claim(setting, sentence, titled or (steady and not PLACED.search(sentence)), steady)


def claims_of(facts: Facts) -> Claims:
    """Return the claims of a submission, the same for all rules: kept with its facts, which keep what they find too."""
    kept: Claims = facts.__dict__.setdefault("claims", Claims(facts))
    return kept


def is_plain(text: str) -> bool:
    """Tell whether nothing in a text names another model, a trial or a place in a network."""
    return not OTHERS.search(text) and not PLACED.search(text)


def _called(passage: Passage) -> Iterator[Setting]:
    """Yield the settings of layers that a piece of prose calls as code does."""
    if passage.where == "code" or not _CALL.search(passage.text):
        return
    for name, values, start, end in setting_code.settings(passage.text):
        if name in _OF_LAYERS:
            yield Setting(name, values, passage.at(start, end), passage.text[start:end], "code")


def number(value: float | str) -> int | float | str:
    """Return a value as it is written: 100, not 100.0."""
    return int(value) if isinstance(value, float) and value == int(value) else value


def written(values: tuple[float | str, ...]) -> str:
    """Return values as a report has them: `100`, `5×5`, `100, 300`."""
    return ", ".join(str(number(value)) for value in values)
