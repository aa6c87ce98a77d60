"""Cases named by their hyper-parameters: `300 neurons`, `with 300`, `the one with the fewest neurons`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.check.facts.settings import settings_in
from reportgen.check.patterns import regex
from reportgen.check.stated import Case, SettingName
from reportgen.check.submission import Place

NOUNS: tuple[tuple[SettingName, str], ...] = (
    ("neurons", r"neur(?:on|one|onne|onnes|ones|ons)\b|hidden (?:units|nodes|size)|units\b|nodes\b|n[o]euds\b"),
    ("orientations", r"n_?orientations?|orientations?\b"),
    ("pixels_per_cell", r"pix\w{0,4}[ _]?(?:per|par|p|/)[ _]?cells?\w{0,4}|pix_p_cell|taille des cellules|cell size"
r"|cellules?\b|cells?\b|pixels?\b"),
    ("filters", r"filters?\b|filtres?\b"),
    ("hidden_layers", r"(?:hidden )?layers?\b|couches?(?: cachees?)?\b"),
    ("dropout", r"drop-?out"),
    ("kernel", r"kernels?(?: sizes?)?\b|noyaux?\b"),
    ("epochs", r"epochs?\b|epoques?\b"),
    ("l2", r"l2\b|weight decay|regulari[sz]ation"),
    ("noise", r"noise\b|bruit\b"),
    ("batch_size", r"batch(?: size)?\b"),
    ("learning_rate", r"learning rate|taux d'apprentissage"),
)  # fmt: skip
NOUN = "(?:" + "|".join(pattern for _, pattern in NOUNS) + ")"
_NOUN = regex("|".join(f"(?P<{name}>{pattern})" for name, pattern in NOUNS))
_EXTREME = regex(
    rf"\b(?:(?P<most>most|(?:highest|largest|greatest|biggest) (?:number|amount) of"
    rf"|le plus (?:grand nombre )?d[e']|plus (?:grand nombre )?d[e']|more|bigger|larger"
    rf"|higher number of)"
    rf"|(?P<least>fewest|least|less|fewer|(?:lowest|smallest) (?:number|amount) of|le moins d[e']"
    rf"|moins d[e']|le plus petit nombre d[e']"
    rf"|lower number of))(?: number of)? ?(?:hidden )?(?P<noun>{NOUN})"
    r"|\b(?:(?P<big>largest|biggest|(?:plus (?:grand|gros|complexe))|most complex)|(?P<small>smallest"
    r"|simplest|plus (?:petit|simple|leger)|simpler|lightest)) (?:model|modele|network|reseau|one"
    r"|des modeles|des reseaux|of the models|architecture)"
    r"|\b(?:model|modele|network|reseau|one|celui) (?:le |qui est le )?(?:(?P<grand>plus (?:grand|gros"
    r"|complexe))|(?P<petit>plus (?:petit|simple|leger)))\b"
)
_BARE = regex(
    r"(?<![\w.,'%=+*/^-])(?<!\d )(\d{1,4})(?=$|[,;:)]|[.!](?!\d)"
    r"| (?:is|are|was|has|have|gives?|performs?|and|or|et|ou|est|sont|donne|a|qui|obtient|obtains?"
    r"|gets?|the|we|on|nous|it|,|avec|with|ones?|model|modele|because|car|but|mais|to|vs|than|que"
    r"|there|les|le|la|l'|shows?|reaches|atteint|makes?|reste)\b)"
    r"(?! (?:a|to) \d)"
)
_LEADS = regex(
    r"^(?:than|que|compared (?:to|with)|comparee?s? (?:a|au|aux|avec)|par rapport (?:a|à|aux?)|versus"
    r"|vs\.?|contre|against|instead of|au lieu de|not|pas)\s+",
    re.IGNORECASE,
)
_HIDES = regex(
    r"\b(?:not|pas|than|que|compared (?:to|with)|par rapport (?:à|a|aux?|au)|contre|versus|vs\.?"
    r"|against|previous(?:ly)?|pr[eé]c[eé]dente?s?|instead of|au lieu de|avant(?![- ]dern)|more than|seulement"
    r"|only|without|sans|no)\b",
    re.IGNORECASE,
)
_SUPPOSED = regex(
    r"\b(?:would|could|might|should|may|serait|aurait|pourrait|maybe|perhaps|peut-être|peut-etre|peut etre)\b",
    re.IGNORECASE,
)


_OF_SOME: frozenset[SettingName] = frozenset({"orientations", "pixels_per_cell", "filters", "kernel"})
"""What only some kinds of networks have: cases without it are not those that are meant."""


def stated(span: str) -> frozenset[SettingName]:
    """Return the hyper-parameters whose values a piece of a sentence states."""
    return frozenset(_wanted(span))


def valued(span: str, group: Sequence[Case], bare: bool) -> tuple[tuple[Case, ...], ...] | None:
    """Return the cases whose settings have the values that a piece of a sentence states; None if it states none.

    `300 neurons` may be one of several cases; `300 and 600 neurons` are two. With `bare`, numbers count without a noun.
    """
    wanted = _wanted(span)
    if not wanted:
        return _bare(span, group) if bare else None
    known = {name: values for name, values in wanted.items() if any(case.setting(name) for case in group)}
    if not known:
        return () if _OF_SOME & wanted.keys() else None
    wanted = known
    fitting = tuple(case for case in group if all(_has(case, name, values) for name, values in wanted.items()))
    several = any(len(values) > 1 for values in wanted.values())
    return (fitting,) if several and fitting else tuple((case,) for case in fitting)


def _wanted(span: str) -> dict[SettingName, set[tuple[float | str, ...]]]:
    """Return the values that a piece states; what it says of other things is hidden from the finder."""
    text = _SUPPOSED.sub(
        lambda match: " " * len(match[0]),
        _HIDES.sub(lambda match: "," + " " * (len(match[0]) - 1), _LEADS.sub("", span.strip())),
    )
    found: dict[SettingName, set[tuple[float | str, ...]]] = {}
    for setting in settings_in(text, Place(0, 0)):
        if setting.name in ("inputs", "outputs", "activation", "loss_function"):
            continue
        values = [setting.values] if setting.name == "kernel" else [(value,) for value in setting.values]
        found.setdefault(setting.name, set()).update(values)
    return found


def _has(case: Case, name: SettingName, values: set[tuple[float | str, ...]]) -> bool:
    own = case.setting(name)
    return bool(own) and (
        own in values or (len(values) > 0 and len(own) > 1 and all((value,) in values for value in own))
    )


def unsaid(span: str, case: Case) -> bool:
    """Tell whether a case at least does not contradict the values that a piece of a sentence states."""
    return all(
        (name not in _OF_SOME and not case.setting(name)) or _has(case, name, values)
        for name, values in _wanted(span).items()
    )


def _bare(span: str, group: Sequence[Case]) -> tuple[tuple[Case, ...], ...] | None:
    """Return the cases that a bare number can only mean: `with 300` where 300 is a setting of one case."""
    found: list[tuple[Case, ...]] = []
    for match in _BARE.finditer(span):
        value = float(match[1])
        names = {name for name, _ in NOUNS for case in group if value in case.setting(name)}
        varied = [name for name in names if len({case.setting(name) for case in group}) > 1]
        hits = [case for case in group if len(varied) == 1 and value in case.setting(varied[0])]
        if hits:
            found.append(tuple(hits))
    if len(found) == 1:
        return tuple((case,) for case in found[0])
    return (
        (tuple(dict.fromkeys(hits[0] for hits in found)),) if found and all(len(hits) == 1 for hits in found) else None
    )


def agree(one: Case, other: Case) -> bool:
    """Tell whether two cases share a hyper-parameter, and contradict each other in none."""
    both = [name for name, _ in NOUNS if one.setting(name) and other.setting(name)]
    return bool(both) and all(one.setting(name) == other.setting(name) for name in both)


def nouns(folded: str) -> Iterator[tuple[SettingName, int, int]]:
    """Yield the hyper-parameters that a text names, with the offsets of their names."""
    for match in _NOUN.finditer(folded):
        yield next(name for name, _ in NOUNS if match[name]), match.start(), match.end()


def extreme(folded: str, group: Sequence[Case]) -> tuple[tuple[Case, ...], ...] | None:
    """Return the case with the most or the fewest of something, if a piece names one; several if they tie."""
    match = _EXTREME.search(folded)
    if match is None:
        return None
    noun = match["noun"]
    name = next(nouns(noun))[0] if noun else varied(group)
    values = {id(case): number(case, name) for case in group} if name else {}
    known = [value for value in values.values() if value is not None]
    if len(known) < len(group) or len(set(known)) < 2:
        return None
    best = max(known) if match["most"] or match["big"] or match["grand"] else min(known)
    return tuple((case,) for case in group if values[id(case)] == best)


def varied(group: Sequence[Case]) -> SettingName | None:
    """Return the only hyper-parameter that differs among the cases of a group."""
    found = [name for name, _ in NOUNS if len({case.setting(name) for case in group}) > 1]
    return found[0] if len(found) == 1 else None


def number(case: Case, name: SettingName) -> float | None:
    """Return a hyper-parameter of a case as one number: of several values their sum, of a kernel its area."""
    values = [value for value in case.setting(name) if isinstance(value, int | float)]
    if not values:
        return None
    return values[0] * values[-1] if name == "kernel" else sum(values)


def counted(group: Sequence[Case], name: SettingName) -> Counter[float]:
    """Return how many cases of a group have each value of a hyper-parameter."""
    return Counter(value for case in group if (value := number(case, name)) is not None)
