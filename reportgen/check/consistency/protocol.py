"""How the networks were trained: epochs, batch size and learning rate in the text, in code, and in the text again.

A report states them once for all (`20 epochs everywhere`), in its code (`n_epoch = 20`) and here and there. Refuted is
a plain sentence on the training that contradicts
- the only value of the code beside it, or of all code if it is about all runs, or of a notebook, where all code stands;
- two other statements that agree: the protocol for all runs, and the caption, heading or code of its own part.
A sentence against one other sentence is for review: nobody can tell which of the two is wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.check.consistency.claims import Claim, Claims, written
from reportgen.check.consistency.scopes import experiment_in
from reportgen.check.stated import Setting, SettingName
from reportgen.check.submission import Place
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

CODE, RULE = "hyperparameter.code", "hyperparameter.restated"
NAMES: tuple[SettingName, ...] = ("epochs", "batch_size", "learning_rate")
_EVERY = (
    r"(?:all|each|every|both|the same for|tou(?:s|te|tes)|chaque|les m[eê]mes pour)\b[^.;:]{0,25}\b"
    r"(?:models?|networks?|nets?|runs?|cases?|experiments?|trainings?|mod[eè]les?|r[eé]seaux?|cas|essais?"
    r"|exp[eé]riences?|entra[iî]nements?|apprentissages?)"
)
_OF_ALL = re.compile(
    rf"\b(?:everywhere|throughout|always|partout|toujours|{_EVERY}|in all (?:of )?our"
    r"|(?:de|pour) tout(?: ce| le)? (?:rapport|travail|labo\w*)|dans ce(?: rapport| travail)"
    r"|in this (?:report|lab|work))\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:this|the|next|following|ce|cette|le|la|du) (?:chapter|section|part\b|paragraph|chapitre|partie|paragraphe)"
    r"|\b(?:below|above|ci-dessous|ci-dessus|here|ici)\b",
    re.IGNORECASE,
)
"""Words that keep `all runs` to those of a part of the report."""
_EXCEPT = re.compile(r"\b(?:unless|except|otherwise|sauf|excepté|hormis|mention contraire|autrement)\b", re.IGNORECASE)
_AS_CODE = re.compile(
    r"\b(?:as|comme|like|see|voir|selon|d['’]apr[eè]s|in|dans)\b[^.;]{0,25}\b(?:code|script|cells?|cellules?)\b",
    re.IGNORECASE,
)
_TRAINED = re.compile(
    r"\b(?:train(?:s|ed)?\b|entra[iî]n(?:e|es|ent|ons|[eé]e?s?)\b|fit(?:ted)?\b|learn(?:s|ed|t)?\b|apprend\w*|appris\w*"
    r"|epochs? of training|training epochs?|[eé]poques d['’](?:entra[iî]nement|apprentissage)|epochs? d['’]"
    r"(?:entra[iî]nement|apprentissage)|epochs?\s?[:=]|[ée]poques?\s?[:=]|(?:number|nombre) (?:of|d['’]) ?"
    r"(?:epochs?|[ée]poques?)|batch\w*|lots?\b|we (?:use|used|set|chose)"
    r"|(?:nous|on) (?:avons |a )?(?:utilis|choisi|fix|mis|pris)\w*)",
    re.IGNORECASE,
)
_COURSE = re.compile(
    r"\b(?:loss|perte|accuracy|exactitude|overfit\w*|surappr\w*|sur-appr\w*|converg\w*|plateau\w*|plat\w*|stab\w*|stagn\w*"
    r"|fall\w*|drop\w*|ris\w+|baiss\w*|descen\w*|mont(?:e|ent|ait|er|ant)|atteint|reach\w*|suffi\w*|enough|assez|too|trop|short|court\w*|long\w*|minimum|needs?|faut|dur(?:e|es|ent|[eé]e?)\b"
    r"|took|takes|seconds?|secondes?|minutes?)\b",
    re.IGNORECASE,
)
"""Words of a sentence on the course of a training, in which a number of epochs is no setting."""
_WITH = re.compile(r"\W{0,3}(?:with|avec|after|apr[eè]s|from|d[eè]s)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:this time|cette fois|here|ici|for this|pour ce\w*|in this (?:case|model)|dans ce (?:cas|mod[eè]le)"
    r"|nevertheless|toutefois|however|par contre|but|mais|final|only for|uniquement)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:evaluat\w*|[eé]valuat\w*|predict\w*|pr[eé]di\w*|classifiers?|classifieurs?|(?:en|de)cod\w+"
    r"|part(?:ie)? [A-H\d]|question \d|section \d|mlps?|perceptrons?|shallow|they|their|ils|leur|plot(?:ted)?)\b",
    re.IGNORECASE,
)
"""Words of a sentence on another network, or on what is no training."""
_STOPPED = re.compile(r"early[ _-]?stop|arr[eê]t (?:pr[eé]coce|anticip)|EarlyStopping|patience", re.IGNORECASE)
_SIGNATURE = re.compile(r"\*\*kwargs|global_clipnorm|ema_momentum|\bdef\s")
_KERAS = re.compile(r"\bkeras\b|\bdoc(?:s|umentation)?\b|\bargum\w*|\bparam\w*", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our|i|my|nous|notre|nos|on|je|mon)\b|\bj['’]", re.IGNORECASE)


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
        return tuple(one for one in self.said if _is_of_all(one.sentence) and not _EXCEPT.search(one.sentence))

    def _counts(self, place: Place) -> bool:
        block = self.claims.facts.submission.block_at(place.first)
        return block is not None and not block.damaged and not _SIGNATURE.search(block.text)

    def _is_setting(self, claim: Claim) -> bool:
        if self.name != "epochs" or _AS_CODE.search(claim.sentence):
            return True
        course = _COURSE.search(claim.sentence) or _WITH.match(claim.sentence)
        return _TRAINED.search(claim.sentence) is not None and not course


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
        sure = not _doubtful(claim, protocol, scope)
        yield _verdict(claim, "refuted" if sure else "review", CODE, known[0])
    elif not values:
        yield from _in_text(claim, protocol, scope)


def _reaches(claim: Claim, protocol: Protocol) -> bool:
    """Tell whether code elsewhere decides: all code is there, or the sentence is about all runs, or about the code."""
    notebook = protocol.claims.facts.submission.format == "ipynb"
    return notebook or _is_of_all(claim.sentence) or _AS_CODE.search(claim.sentence) is not None


def _is_of_all(sentence: str) -> bool:
    """Tell whether a sentence is about all runs of the report."""
    return _OF_ALL.search(sentence) is not None and _WITHIN.search(sentence) is None


def _is_plain(claim: Claim, protocol: Protocol) -> bool:
    """Tell whether a sentence says how it is: also of each run, or as the code has it; and of nothing else."""
    scopes = protocol.claims.scopes
    other = experiment_in(claim.sentence) not in ("", scopes.experiment(claim.place.first))
    if other or _FOREIGN.search(claim.sentence) or protocol.claims.says_several(claim):
        return False
    if claim.plain:
        return True
    return claim.steady and bool(_OF_ALL.search(claim.sentence) or _AS_CODE.search(claim.sentence))


def _is_open(claim: Claim, protocol: Protocol, scope: Place) -> bool:
    """Tell whether training may have stopped early, or the report states the value twice where no code decides."""
    if protocol.name == "epochs" and protocol.claims.says(scope, _STOPPED):
        return True
    alike = len(protocol.places.get(claim.value, ())) > 1
    return alike and not any(one.place.first in scope for one in protocol.code)


def _doubtful(claim: Claim, protocol: Protocol, scope: Place) -> bool:
    """Tell whether a sentence may be the course's, or about other runs than the code."""
    theirs = protocol.claims.facts.submission.format == "ipynb" and not _WE.search(claim.sentence)
    keras = claim.setting.name == "learning_rate" and _KERAS.search(claim.sentence) is not None
    return theirs or keras or protocol.claims.is_given(scope) or _EXCEPT.search(claim.sentence) is not None


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
    two = bool(protocol.general) and not _NOW.search(claim.sentence)
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
