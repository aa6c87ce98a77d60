"""Wires in words: `Add adds the outputs of the second and third convolution`, `after the addition comes a pooling`."""

import re
from collections.abc import Iterator
from itertools import permutations

from reportgen.check.facts.folding import folded
from reportgen.check.facts.networks.kinds import KEEPING_SHAPE, MERGING, POOLINGS
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.structure.described import Described
from reportgen.check.structure.judging import worded
from reportgen.check.structure.naming import KINDS, ORDINAL, ORDINALS, Named, follows, named
from reportgen.check.structure.passages import Passage
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

_ADDS = regex(
    r"\b(?:adds?|sums?|adding|summing|additionne(?:nt|r)?|additionnant|ajoute|somme|combines?|combine|joins?|merges?"
    r"|fusionne)\b"
)
_OBJECT = r"(?:(?:the |la |le |l'|les |that of |celle de |celui de |outputs? of |sorties? de |resultat de ){0,5})"
_SHORT = regex(rf"(?:and|et|to|a|with|avec|plus|\+) {_OBJECT}(?P<ordinal>{ORDINAL})(?: one)?(?![\w-])")
_BOTH = regex(
    rf"(?<![\w-])(?P<first>{ORDINAL}) (?:and|et) (?:the |la |le |de la "
    rf"|du )?(?P<second>{ORDINAL}) (?:couches? (?:de )?)?"
    r"(?P<kind>conv|pool|max)"
)
_BEFORE = regex(rf"(?<![\w-])(?P<ordinal>{ORDINAL}) (?:and|et) (?:the |la |le |de la )?$")
_NEXT = regex(
    r"\b(?:after|apres|following|derriere) (?:the |la |le |l'|this |cette |ce )?(?:layer |couche )?"
    r"'?(?P<first>add(?:ition)?|somme|sum|skip|flatten\w{0,3}|aplatissement)'?(?: layer| connection)?,?"
    r" (?:there (?:is|comes|follows|are)|comes|follows|il y a|on trouve|on a|vient|suit|we have|se trouve)"
    r" (?:then |encore |also |aussi |another )?(?:an?|une?|the|la|le)? ?(?:(?:layer|couche) (?:of |de |d')?)?"
    rf"(?:(?:{ORDINAL}|other|autre|max|dense|simple) ){{0,2}}(?P<then>conv|max[ -]?pool|pooling|dense|flatten|dropout"
    rf"|aplatissement)"
)
_CLASSES = {
    "conv": KINDS["conv"], "max": POOLINGS, "pool": POOLINGS, "dens": ("Dense",), "flat": ("Flatten",),
    "apla": ("Flatten",), "drop": ("Dropout", "SpatialDropout2D"),
}  # fmt: skip


def check(passage: Passage, described: Described) -> Iterator[Verdict]:
    """Yield a verdict for what an Add layer is said to add, and for what is said to come after a layer."""
    text = folded(passage.text)
    yield from _added(passage, text, described)
    yield from _after(passage, text, described)


# ── what an Add layer adds ───────────────────────────────────────────────────────────────────────────────────────


def _added(passage: Passage, text: str, described: Described) -> Iterator[Verdict]:
    verb = _ADDS.search(text)
    if verb is None or not re.search(r"\badd\b|\badd\w*|skip|residu|\bsomm|ajout", text):
        return
    end = re.search(r"[.;,:](?= |$)|$", text[verb.end() :])
    clause = text[verb.end() : verb.end() + (end.start() if end else 0)]
    pair = _pair(clause, described.networks)
    if pair is None or described.is_open(text[: verb.end()] + clause):
        return
    outcome = described.outcome(lambda network: _adds(network, pair))
    if outcome:
        inputs = " + ".join(layer.name for layer in _inputs(described.networks[0]))
        found = clause.strip()[:80]
        yield worded(passage, outcome, found, inputs, Label("check.how.structure.added", (("layers", inputs),)))


def _pair(clause: str, networks: tuple[StatedNetwork, ...]) -> tuple[Named, Named] | None:
    """Return the two layers of a clause: `the first convolution and the fourth` leaves the kind to the first."""
    found = named(clause, networks)
    both = _BOTH.search(clause)
    if re.search(r"\b(?:input|entree)s? (?:of|de|du)\b", clause):
        return None
    if both:
        kind = "conv" if both["kind"] == "conv" else "pool"
        first, second = (Named(kind, ORDINALS[both[name]], "", *both.span(name)) for name in ("first", "second"))
        return first, second
    if len(found) == 1 and found[0].kind:
        one = found[0]
        other = _SHORT.search(clause, one.end) or _BEFORE.search(clause, 0, one.start)
        found += [Named(one.kind, ORDINALS[other["ordinal"]], "", one.start, one.end)] if other else []
    return (found[0], found[1]) if len(found) == 2 else None


def _inputs(network: StatedNetwork) -> tuple[StatedLayer, ...]:
    """Return what the one Add layer of a network reads; nothing if it is not known."""
    merging = [layer for layer in network.layers if layer.kind in MERGING]
    if len(merging) != 1:
        return ()
    read = tuple(layer for layer in network.layers if layer.name in merging[0].inputs)
    return read if len(read) == len(merging[0].inputs) == 2 else ()


def _adds(network: StatedNetwork, pair: tuple[Named, Named]) -> bool | None:
    inputs, meant = _inputs(network), [one.of(network) for one in pair]
    if not inputs or None in meant or meant[0] is meant[1]:
        return None
    return any(
        all(a is not None and _is_of(network, a, b) for a, b in zip(meant, order, strict=True))
        for order in permutations(inputs)
    )


def _is_of(network: StatedNetwork, meant: StatedLayer, read: StatedLayer) -> bool:
    """Tell whether a layer that is read is the one meant, or belongs to its stage: a pooling of its output."""
    while read is not meant and read.kind in (*POOLINGS, *KEEPING_SHAPE) and len(read.inputs) == 1:
        before = next((layer for layer in network.layers if layer.name == read.inputs[0]), None)
        if before is None or before is read or network.layers.index(before) >= network.layers.index(read):
            return False
        read = before
    return read is meant


# ── what comes after ─────────────────────────────────────────────────────────────────────────────────────────────


def _after(passage: Passage, text: str, described: Described) -> Iterator[Verdict]:
    match = _NEXT.search(text)
    if match is None or described.is_open(text[max(0, match.start() - 60) : match.end()]):
        return
    kinds = next(kinds for word, kinds in _CLASSES.items() if match["then"].startswith(word))
    first = ("Flatten",) if match["first"].startswith(("flat", "apla")) else MERGING
    outcome = described.outcome(lambda network: _comes_after(network, first, kinds))
    if outcome:
        rest = ", ".join(layer.name for layer in _behind(described.networks[0], first)) or "–"
        yield worded(passage, outcome, match["then"], rest, Label("check.how.structure.after", (("layers", rest),)))


def _behind(network: StatedNetwork, first: tuple[str, ...]) -> tuple[StatedLayer, ...]:
    """Return the layers that come after the only one of some kinds."""
    found = [layer for layer in network.layers if layer.kind in first]
    if len(found) != 1 or not follows(network, found[0]):
        return ()
    return network.layers[network.layers.index(found[0]) + 1 :]


def _comes_after(network: StatedNetwork, first: tuple[str, ...], kinds: tuple[str, ...]) -> bool | None:
    """Tell whether a layer of some kinds reads the one meant; None if one comes later."""
    behind = _behind(network, first)
    if not any(layer.kind in kinds for layer in behind):
        return False if behind else None
    one = next(layer for layer in network.layers if layer.kind in first)
    return any(layer.kind in kinds for layer in follows(network, one)) or None
