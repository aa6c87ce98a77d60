"""How many parameters the networks of a report have: by summaries, code, layers in words and totals in prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportgen.check.comparing.folding import fold, whole
from reportgen.check.comparing.world import families
from reportgen.check.facts import Facts
from reportgen.check.numbers import quantities
from reportgen.check.patterns import regex
from reportgen.check.stated import Quantity, StatedNetwork
from reportgen.check.submission import Place, Submission

Kind = Literal["cnn", "hog", "raw", "shallow"]
DEEP: tuple[Kind, ...] = ("cnn",)
SHALLOW: tuple[Kind, ...] = ("hog", "raw", "shallow")
_ELSEWHERE = regex(r"fashion|vetement|x-?ray|pneumo|thora|chest|radiograph|custom")
_TOTAL = regex(r"\b(?:total|totaux|en tout|au total|altogether|in all|overall|total of)\b")
_NOUN = regex(r"\b(?:weights?|parameters?|params?|poids|parametres?)\b")


@dataclass(frozen=True)
class Size:
    """The parameters of one network.

    Attributes:
        kind: of network; `shallow` if it is not said whether it reads features or pixels.
        value: how many.
        place: where it is stated.
        digits: whether it classifies digits, as far as the headings say.
    """

    kind: Kind
    value: int
    place: Place
    digits: bool


def sizes(facts: Facts) -> tuple[Size, ...]:
    """Return the sizes of all networks of a report whose kind is known, each once."""
    found = [*_of_networks(facts), *_in_prose(facts.submission)]
    seen: dict[tuple[str, int], Size] = {}
    for size in found:
        key = ("cnn" if size.kind in DEEP else "shallow", size.value)
        if key not in seen or seen[key].kind == "shallow":
            seen[key] = size
    return tuple(seen.values())


def _of_networks(facts: Facts) -> Iterator[Size]:
    for network in facts.networks:
        total = _total(network)
        if total and not network.damaged and any(layer.kind == "Dense" for layer in network.layers):
            yield Size(
                _kind(network, facts.submission),
                total,
                network.place,
                _digits(facts.submission, network.place, network.name),
            )


def _total(network: StatedNetwork) -> int | None:
    stated = [value for name, value, _ in network.totals if name == "total"]
    if stated:
        return stated[0] if len(set(stated)) == 1 else None
    return network.spec.parameters if network.spec else None


def _kind(network: StatedNetwork, submission: Submission) -> Kind:
    if any(layer.kind.startswith(("Conv", "SeparableConv", "DepthwiseConv")) for layer in network.layers):
        return "cnn"
    named = [
        kind for kind in families(fold(network.name)) or _around(submission, network.place) if kind in ("hog", "raw")
    ]
    return "hog" if "hog" in named else "raw" if named else "shallow"


def _around(submission: Submission, place: Place) -> tuple[str, ...]:
    for part in reversed(submission.path_at(place.first)):
        found = families(fold(whole(part.title)))
        if found:
            return found
    return ()


def _digits(submission: Submission, place: Place, name: str = "") -> bool:
    titles = " ".join(fold(whole(part.title)) for part in submission.path_at(place.first)[1:])
    return not _ELSEWHERE.search(f"{titles} {fold(name)}")


def _in_prose(submission: Submission) -> Iterator[Size]:
    """Yield totals in sentences and lines that name one kind of network, or stand below a heading that does."""
    for block in submission.of("paragraph", "item", "formula", "caption"):
        if block.damaged or len(block.text) > 20_000:
            continue
        for offset, line in enumerate(block.text.split("\n")):
            place = Place(block.place.first + offset, block.place.first + offset)
            folded = fold(whole(line))
            if _TOTAL.search(folded) and len(line) < 400:
                yield from _in_line(submission, whole(line), folded, place)


def _in_line(submission: Submission, line: str, folded: str, place: Place) -> Iterator[Size]:
    found = [quantity for quantity in quantities(line) if _is_total(quantity)]
    kinds = families(folded) or _around(submission, place)
    if not found or len(kinds) != 1 or not (_NOUN.search(folded) or "=" in line):
        return
    last = found[-1] if line.rfind("=") < found[-1].start and ("=" in line or len(found) == 1) else None
    if last is not None and re.search(r"[*x×/+]\s?$", line[: last.start]):
        return
    if last is not None:
        kind: Kind = "cnn" if kinds[0] == "cnn" else "hog" if kinds[0] == "hog" else "raw"
        yield Size(kind, int(last.value), place, _digits(submission, place))


def _is_total(quantity: Quantity) -> bool:
    return (
        not quantity.percent
        and not quantity.about
        and len(quantity.readings) >= 1
        and quantity.value == int(quantity.value)
        and quantity.value >= 500
    )
