"""Superlatives: the case that is said to be the best, or to have the lowest loss, against all of its group."""

import re
from collections.abc import Iterator

from reportgen.check.comparing.among import OF_ALL, kinds_of, of_one, of_these
from reportgen.check.comparing.figures import Figure, having, order
from reportgen.check.comparing.judging import Judgement, Reading, judge
from reportgen.check.comparing.naming import NOBODY, Named, Set, named
from reportgen.check.comparing.quantifying import stated
from reportgen.check.comparing.relations import relations
from reportgen.check.comparing.said import Said
from reportgen.check.comparing.standards import ahead, standard
from reportgen.check.comparing.subjects import Subject, spoken, subject
from reportgen.check.comparing.titles import by_title
from reportgen.check.comparing.understood import understood
from reportgen.check.comparing.verdicts import verdict
from reportgen.check.comparing.weighing import Weight, direction, leads, weigh
from reportgen.check.comparing.world import FAMILIES, Group, World, families
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.verdict import Verdict
from reportgen.plots import Label, Text

RULE = "comparison.best"
_WHOLE = regex(r"\bprevious\b|\bprecedent\w*|\bancien\w*")
_FIGURE = regex(r"(?P<between>[^,.;]{0,70}?)(?:\b(?:is|was|est|etait|of|de)|[:=]) ?(?:[a-z]+ )?\d{1,2}[.,]\d")
_QUOTED = regex(r"[^.;:]{0,30}?\b(?:is|was|est|etait|était)\s[«“\"]\s?(?P<name>[^»”\"]{2,40})[»”\"]")
_AMONG = regex(
    r"\s(?:of|among(?:st)?|parmi|des|de) (?:(?:all|the|our|these|tous|toutes|les|nos|ces) ){0,3}"
    r"(?:mlps?|cnns?|perceptrons?|convnets?|networks?|models?|reseaux|modeles?|ones)\b"
)
"""Among whom something is the best: it is not those that are the best."""
_VERB = regex(r"\b(?:is|are|was|were|remains?|stays?|est|sont|etait|etaient|reste(?:nt)?)\b|[:=]|c'est")
_HAS = regex(r"\b(?:with|avec|having|of|qui a|which has|that has|a) (?:the |la |le |les |l')?$")
_THIS = regex(r"\W{0,3}(?:it|this|that|here|c'est|ce|cela|ca|on a ici|ici)\b")
_SO_FAR = regex(r"\bso far\b|\buntil now\b|jusqu'(?:a present|ici|a maintenant)|pour l'instant")


def superlative(world: World, said: Said) -> Iterator[Verdict]:
    """Yield the verdict on a superlative, if it is known who is meant."""
    if _WHOLE.search(said.clause.folded) or _names(said) or _of_some(world, said) or _of_a_class(world, said):
        return
    who = _who(world, said)
    if who is None:
        return
    readings = [reading for choice in who.named.choices for reading in _readings(world, said, choice)]
    certain = (
        who.named.certain
        and of_one(world, said, who.named)
        and all(of_these(world, said, world.group_of(choice[0])) for choice in who.named.choices)
    )
    whole = understood(said.clause, said.before, readings)
    judged = judge(readings, said.relation, said.measure, said.how, certain, whole)
    if judged is not None and (who.told or judged.outcome != "review"):
        yield verdict(RULE, said.clause, judged, world.submission, _expected(said, judged), said.words)


def _names(said: Said) -> bool:
    """Tell whether a superlative only says who is compared: `better than the best CNN`, `the best CNN is better`."""
    text, end = said.clause.folded, said.relation.end
    return any(
        relation.degree == "comparative"
        and (standard(said.clause, relation).text or (relation.start > end and "," not in text[end : relation.start]))
        for relation in relations(said.clause.folded)
        if relation.start != said.relation.start
    )


def _of_a_class(world: World, said: Said) -> bool:
    """Tell whether what is said to be the best is a class by its name: `the worst is "shirt"`."""
    match = _QUOTED.search(said.clause.text, said.relation.end)
    return match is not None and named(match["name"], world, said.clause.place.first) is None


def _of_some(world: World, said: Said) -> bool:
    """Tell whether words between a superlative and its figure say of whom: `the best with 4 orientations is 96 %`."""
    match = _FIGURE.match(said.clause.folded, said.relation.end)
    if match is None:
        return False
    between = said.clause.text[slice(*match.span("between"))]
    return named(between, world, said.clause.place.first) is not None


def _who(world: World, said: Said) -> Subject | None:
    """Return who is said to be the best: named in the clause, in the next, by a figure, or spoken of before."""
    apart = ahead(said.clause, said.relation)
    told = named(spoken(said.clause, apart), world, said.clause.place.first)
    among = _AMONG.match(said.clause.folded, said.relation.end)
    if told is NOBODY or (among and not _named_before(world, said)):
        return None
    scope = told is not None and bool(told.choices) and _is_scope(world, said, told)
    if told is not None and told.choices and not scope:
        return Subject(told, True)
    by_figure = _by_figure(world, said)
    if by_figure is not None:
        return Subject(by_figure, True)
    if scope:
        current = world.current(said.clause.place.first) if _THIS.match(said.clause.folded) else None
        return Subject(Named(((current,),)), True) if current is not None else None
    found = subject(said.clause, apart, world, said.carried(world))
    return None if found is not None and _is_carried_scope(world, said, found) else found


def _is_scope(world: World, said: Said, told: Named) -> bool:
    """Tell whether a kind of network is among whom something is the best: `the best MLP`, `la meilleure perte des HOG`.

    It is who is the best where a verb stands between: `the best is the CNN`.
    """
    if any(len(choice) < len(world.group_of(choice[0])) for choice in told.choices):
        return False
    text = said.clause.folded
    behind, before = families(text[said.relation.start :]), text[: said.relation.start]
    if families(before):
        return not behind and _HAS.search(before) is not None
    if not behind:
        return False
    starts = [match.start() for name, pattern in FAMILIES if name in behind and (match := _first(pattern, said))]
    return not _VERB.search(text[said.relation.end : min(starts)])


def _is_carried_scope(world: World, said: Said, found: Subject) -> bool:
    """Tell whether all of a kind come from a clause before, where they are a scope: `..., and the lowest loss`."""
    whole = all(len(choice) == len(world.group_of(choice[0])) > 1 for choice in found.named.choices)
    before = (relation for clause in said.before for relation in relations(clause.folded))
    led = any(relation.degree == "superlative" for relation in before)
    return whole and led and not families(said.clause.folded)


def _first(pattern: re.Pattern[str], said: Said) -> re.Match[str] | None:
    return pattern.search(said.clause.folded, said.relation.start)


def _named_before(world: World, said: Said) -> bool:
    """Tell whether a clause names somebody before its superlative: not in `..., the best of the MLPs`."""
    return named(said.clause.text[: said.relation.start], world, said.clause.place.first) is not None


def _by_figure(world: World, said: Said) -> Named | None:
    """Return the case of the nearest group that alone has a figure that the clause states."""
    group = world.near(said.clause.place.first)
    found: list[Set] = []
    for quantity in quantities(said.clause.text):
        for metric in said.measure.metrics or ("accuracy",):
            value = quantity.value if metric == "loss" else quantity.shares[0].value
            hits = (
                [
                    figure.case
                    for figure in having(world, group, metric, said.split)
                    if abs(figure.value - value) <= max(figure.step, quantity.readings[0].step) / 2 + 1e-9
                ]
                if "." in quantity.text or "," in quantity.text
                else []
            )
            found += [(case,) for case in hits] if len(hits) == 1 else []
    return Named(tuple(dict.fromkeys(found))) if len(set(found)) == 1 else None


def _readings(world: World, said: Said, own: Set) -> Iterator[Reading]:
    """Yield what the figures say of a superlative, against all others and against those that it may be meant among."""
    group = world.group_of(own[0])
    if len(own) == len(group):
        rivals = [other for other in world.groups if other is not group and world.comparable(group, other)]
        yield _over_all([weigh(world, said.relation, said.measure, (own, other), said.split) for other in rivals])
        return
    for scope in dict.fromkeys(_scopes(world, said, own, group)):
        others = tuple(case for case in scope if case not in own)
        if others:
            yield leads(world, said.relation, said.measure, (own, others), said.split)


def _scopes(world: World, said: Said, own: Set, group: Group) -> Iterator[Set]:
    """Yield the cases among which one may be said to be the best: all, those so far, of its kind, with its settings."""
    if _SO_FAR.search(said.clause.folded):
        yield tuple(case for case in group if case.number <= own[-1].number)
        return
    if OF_ALL.search(said.clause.folded):
        kinds = kinds_of(said.clause.folded)
        rivals = (other for other in world.groups if world.on_same_images(group, other))
        yield tuple(case for other in rivals if not kinds or world.family(other) in kinds for case in other)
    yield group
    kind = by_title(said.clause.folded, group)
    if kind and all(case in kind for case in own):
        yield kind
    yield tuple(case for case in group if world.kind(case) == world.kind(own[0]))
    names = stated(said.clause.text)
    for name in sorted(names):
        yield tuple(case for case in group if case.setting(name) == own[0].setting(name))


def _over_all(readings: list[tuple[Weight, ...]]) -> Reading:
    """Return what holds against every other kind of network."""
    by_metric: dict[str, list[Weight]] = {}
    for reading in readings:
        for weight in reading:
            by_metric.setdefault(weight.metric, []).append(weight)
    return tuple(
        min(weights, key=lambda weight: weight.holds) for weights in by_metric.values() if len(weights) == len(readings)
    )


def _expected(said: Said, judged: Judgement) -> Text:
    """Return which case really leads, by each metric."""
    leaders = [
        _leader(said, [figure for figure in judged.figures if figure.metric == metric])
        for metric in dict.fromkeys(figure.metric for figure in judged.figures)
    ]
    line: Text = ""
    for leader in leaders:
        line = Label("check.how.comparison.list", (("first", line), ("next", leader.label))) if line else leader.label
    return line


def _leader(said: Said, found: list[Figure]) -> Figure:
    best = found[0]
    for figure in found[1:]:
        if order(figure, best) * direction(said.relation, said.measure, figure.metric) > 0:
            best = figure
    return best
