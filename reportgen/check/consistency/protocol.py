"""How the networks were trained: epochs, batch size and learning rate in the text, in code, and in the text again.

A report states them once for all (`20 epochs everywhere`), in its code (`n_epoch = 20`) and here and there. Refuted is
a plain sentence on the training that contradicts
- the only value of the code beside it, or of all code if it is about all runs, or of a notebook, where all code stands;
- two other statements that agree: the protocol for all runs, and the caption, heading or code of its own part.
A sentence against one other sentence is for review: nobody can tell which of the two is wrong.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.consistency.claims import Claim, Claims, written
from reportgen.check.consistency.scopes import experiment_in
from reportgen.check.consistency.speaking import is_clear
from reportgen.check.consistency.training_words import (
    AS_CODE,
    COURSE,
    EXCEPT,
    FOREIGN,
    KERAS,
    NOW,
    OF_ALL,
    SIGNATURE,
    STOPPED,
    TRAINED,
    WE,
    WITH,
    WITHIN,
)
from reportgen.check.stated import Setting, SettingName
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

CODE, RULE = "hyperparameter.code", "hyperparameter.restated"
NAMES: tuple[SettingName, ...] = ("epochs", "batch_size", "learning_rate")


@dataclass(frozen=True)
class Protocol:
    """What a report states of one hyper-parameter of training."""

    claims: Claims
    name: SettingName

    @cached_property
    def code(self) -> tuple[Setting, ...]:
        """Its values in code: not those of signatures."""
        return tuple(one for one in self.claims.code if one.name == self.name and self._counts(one.place))

    @cached_property
    def said(self) -> tuple[Claim, ...]:
        """Its single values in the text, on the training and not on its course."""
        own = (one for one in self.claims.text if one.setting.name == self.name and one.is_single)
        return tuple(one for one in own if one.setting.where != "prose" or self._is_setting(one))

    @cached_property
    def places(self) -> dict[tuple[float | str, ...], set[Place]]:
        """Where the text states each value."""
        found: dict[tuple[float | str, ...], set[Place]] = {}
        for claim in self.said:
            found.setdefault(claim.value, set()).add(claim.place)
        return found

    @cached_property
    def general(self) -> tuple[Claim, ...]:
        """What the text states for all runs, without exception."""
        return tuple(one for one in self.said if _is_of_all(one.sentence) and not EXCEPT.search(one.sentence))

    def _counts(self, place: Place) -> bool:
        block = self.claims.facts.submission.block_at(place.first)
        return block is not None and not block.damaged and not SIGNATURE.search(block.text)

    def _is_setting(self, claim: Claim) -> bool:
        if self.name != "epochs" or AS_CODE.search(claim.sentence):
            return True
        course = COURSE.search(claim.sentence) or WITH.match(claim.sentence)
        return TRAINED.search(claim.sentence) is not None and not course


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield a verdict for each statement of the training that code or other statements decide."""
    for name in NAMES:
        protocol = Protocol(claims, name)
        for claim in protocol.said:
            yield from _judged(claim, protocol)


def _judged(claim: Claim, protocol: Protocol) -> Iterator[Verdict]:
    scope = protocol.claims.scopes.own_lines(claim.place.first)
    beside = [one for one in protocol.code if one.place.first in scope]
    known = beside or (protocol.code if _reaches(claim, protocol) else ())
    values = {one.values for one in known}
    if claim.value in values:
        yield _verdict(claim, "confirmed", CODE, next(one for one in known if one.values == claim.value))
    elif not _is_plain(claim, protocol) or _is_open(claim, protocol, scope):
        return
    elif len(values) == 1:
        sure = not _doubtful(claim, protocol, scope) and is_clear(claim, protocol.claims)
        yield _verdict(claim, "refuted" if sure else "review", CODE, known[0])
    elif not values:
        yield from _in_text(claim, protocol, scope)


def _reaches(claim: Claim, protocol: Protocol) -> bool:
    """Tell whether code elsewhere decides: all code is there, or the sentence is about all runs, or about the code."""
    notebook = protocol.claims.facts.submission.format == "ipynb"
    return notebook or _is_of_all(claim.sentence) or AS_CODE.search(claim.sentence) is not None


def _is_of_all(sentence: str) -> bool:
    """Tell whether a sentence is about all runs of the report."""
    return OF_ALL.search(sentence) is not None and WITHIN.search(sentence) is None


def _is_plain(claim: Claim, protocol: Protocol) -> bool:
    """Tell whether a sentence says how it is: also of each run, or as the code has it; and of nothing else."""
    scopes = protocol.claims.scopes
    other = experiment_in(claim.sentence) not in ("", scopes.experiment(claim.place.first))
    if other or FOREIGN.search(claim.sentence) or protocol.claims.says_several(claim):
        return False
    if claim.plain:
        return True
    return claim.steady and bool(OF_ALL.search(claim.sentence) or AS_CODE.search(claim.sentence))


def _is_open(claim: Claim, protocol: Protocol, scope: Place) -> bool:
    """Tell whether training may have stopped early, or the report states the value twice where no code decides."""
    if protocol.name == "epochs" and protocol.claims.says(scope, STOPPED):
        return True
    alike = len(protocol.places.get(claim.value, ())) > 1
    return alike and not any(one.place.first in scope for one in protocol.code)


def _doubtful(claim: Claim, protocol: Protocol, scope: Place) -> bool:
    """Tell whether a sentence may be the course's, or about other runs than the code."""
    theirs = protocol.claims.facts.submission.format == "ipynb" and not WE.search(claim.sentence)
    keras = claim.setting.name == "learning_rate" and KERAS.search(claim.sentence) is not None
    figure = claim.setting.where == "caption"
    return theirs or keras or figure or protocol.claims.is_given(scope) or EXCEPT.search(claim.sentence) is not None


def _in_text(claim: Claim, protocol: Protocol, scope: Place) -> Iterator[Verdict]:
    """Yield what the rest of the text says: the protocol for all runs, and what stands in the part."""
    if claim.setting.where != "prose" or claim in protocol.general:
        return
    beside = protocol.claims.within(scope, protocol.name)
    titled = [one for one in beside if one.setting.where in ("caption", "heading", "item") and one.plain]
    titled = [one for one in titled if one.place != claim.place and one.is_single]
    others = {one.value for one in (*titled, *protocol.general)}
    if len(others) != 1 or claim.value in others or not titled:
        return
    two = bool(protocol.general) and not NOW.search(claim.sentence) and is_clear(claim, protocol.claims)
    yield _verdict(claim, "refuted" if two else "review", RULE, titled[0].setting)


def _verdict(claim: Claim, outcome: Outcome, rule: str, other: Setting) -> Verdict:
    has = written(other.values)
    key = "restated" if rule == RULE else "code_agrees" if outcome == "confirmed" else "code_differs"
    values = (("quote", claim.setting.quote), ("value", has), ("listed", other.quote))
    return Verdict(
        rule, outcome, claim.place, claim.setting.quote, written(claim.value), has,
        Label(f"check.how.hyperparameter.{key}", values), "inconsistency", 0.5 if outcome == "review" else 0.0,
        also=() if outcome == "confirmed" else (other.place,),
    )  # fmt: skip
