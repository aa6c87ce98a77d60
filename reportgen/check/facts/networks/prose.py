"""Networks in words: `une couche cachée de 100 neurones, 784 entrées et 10 sorties`, `784-500-300-10`.

A part that gives one size of the hidden layer describes one network; one that gives several describes several, unless
it says that they are layers. Inputs come from the text: pixels, a stated number, or HOG's orientations and cells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.check.facts.networks.mentions import (
    Mention,
    chains,
    dense_layers,
    histogram,
    mentions,
    says_several,
    stacks,
)
from reportgen.check.patterns import regex
from reportgen.check.stated import StatedLayer, StatedNetwork
from reportgen.check.submission import Place, Submission
from reportgen.errors import ModelError
from reportgen.model import ModelSpec, perceptron

MOST = 8
"""Networks of one part; more sizes than these are a list of something else."""

LONGEST = 2_000
"""Characters of a sentence that are looked at; LONGEST_PART those of a part."""
LONGEST_PART = 60_000
MOST_ASIDE = 3
"""A part that speaks of convolutions this often is about a convolutional network."""

_DIGIT = regex(r"\d")
_HOG = regex(r"\bhog\b|histogram|gradients? orient|oriented gradient|orientation|pix_p_cell|features?\b", re.IGNORECASE)
_RAW = regex(r"\b784\b|28\s?(?:[x×*]|\\times)\s?28|raw|donn(?:é|e)es brutes|pixels bruts", re.IGNORECASE)
_CONVOLUTION = regex(r"\bcnn\b|convolution|conv2d|auto-?en?code", re.IGNORECASE)
_TEN = regex(r"mnist|chiffres|digits", re.IGNORECASE)
_OTHER_CLASSES = regex(r"pneumo|x-?ray|radiograph|thora|binar|binaire", re.IGNORECASE)
_LAYERS = regex(
    r"(?:two|three|deux|trois|2|3)\s(?:hidden|couches)|respecti|premi(?:è|e)re couche|first (?:hidden )?layer",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Said:
    """A sentence of a part."""

    text: str
    place: Place


@dataclass(frozen=True)
class _Size:
    """A size of a hidden layer, with its place and whether the text places it there."""

    value: int
    place: Place
    named: bool


def find(submission: Submission) -> Iterator[StatedNetwork]:
    """Yield the networks in words, in order of their parts."""
    said: dict[int, list[_Said]] = {}
    for sentence in submission.sentences:
        said.setdefault(submission.part_at(sentence.place.first), []).append(
            _Said(sentence.text[:LONGEST], sentence.place)
        )
    for block in submission.of("code", "output", "formula"):
        if not re.search(r"[=_]{6}|[│┃]|\bimport |\(None", block.text[:3_000]):
            lines = block.text[:20_000].split("\n")
            places = (Place(line, line) for line in range(block.place.first, block.place.last + 1))
            found = (_Said(line[:LONGEST], place) for line, place in zip(lines, places, strict=False))
            said.setdefault(submission.part_at(block.place.first), []).extend(found)
    everything = " ".join(said_.text for texts in said.values() for said_ in texts)[:LONGEST_PART]
    digits = _TEN.search(everything) is not None
    for texts in said.values():
        titles = " ".join(part.title for part in submission.path_at(texts[0].place.first))
        yield from _of_part(texts, titles, digits)


def _of_part(said: list[_Said], titles: str, digits: bool) -> Iterator[StatedNetwork]:
    sized = [sentence for sentence in said if _DIGIT.search(sentence.text)]
    for sentence in sized:
        for sizes in chains(sentence.text):
            yield dense_network(sizes, sentence.place, True)
    text = " | ".join((titles, *(sentence.text for sentence in said)))[:LONGEST_PART]
    if _CONVOLUTION.search(titles) or len(_CONVOLUTION.findall(text)) >= MOST_ASIDE:
        return
    found = [(mention, sentence) for sentence in sized for mention in mentions(sentence.text)]
    inputs, outputs = _inputs(text, titles, [mention for mention, _ in found]), _outputs(text, found, digits)
    listed = list(_listed(sized, inputs, outputs))
    yield from listed
    several = says_several(text)
    for hidden in () if listed else _hidden(found, outputs, several or _LAYERS.search(text) is not None):
        values = tuple(size.value for size in hidden)
        certain = (not several or len(hidden) > 1) and _placed(hidden, text)
        yield dense_network((inputs, *values, outputs), hidden[0].place, certain)


def _listed(said: list[_Said], inputs: int | None, outputs: int | None) -> Iterator[StatedNetwork]:
    """Yield the networks whose layers one sentence lists."""
    for sentence in said:
        dense = dense_layers(sentence.text)
        if dense:
            yield dense_network((inputs, *dense), sentence.place, dense[-1] == outputs)
        for hidden in () if dense else stacks(sentence.text):
            yield dense_network((inputs, *hidden, outputs), sentence.place, True)


def _placed(hidden: tuple[_Size, ...], text: str) -> bool:
    """Tell whether the sizes are those of hidden layers for certain."""
    return all(size.named for size in hidden) or re.search(r"hidden|cach(?:é|e)e", text, re.IGNORECASE) is not None


def _hidden(found: list[tuple[Mention, _Said]], outputs: int | None, stacked: bool) -> Iterator[tuple[_Size, ...]]:
    """Yield the sizes of the hidden layers of each network."""
    named = [(m, s) for m, s in found if m.role == "hidden"]
    other = [(m, s) for m, s in found if m.role == "layer" and m.value != outputs and m.value >= 2]
    sizes: dict[int, _Size] = {}
    for mention, sentence in (*named, *other):
        sizes.setdefault(mention.value, _Size(mention.value, sentence.place, mention.role == "hidden"))
    if stacked and 2 <= len(sizes) <= 4 and len({size.place for size in sizes.values()}) == 1:
        yield tuple(sizes.values())
    elif len(sizes) <= MOST:
        yield from ((size,) for size in sizes.values())


def _inputs(text: str, titles: str, found: list[Mention]) -> int | None:
    """Return the number of inputs, if the part gives one."""
    stated = {mention.value for mention in found if mention.role == "input" and _can_be_inputs(mention)}
    orientations, cells = histogram(text)
    computed = {(28 // side) ** 2 * count for count in orientations for side in cells}
    if _HOG.search(text):
        whole = computed & stated if computed and stated else computed | stated
        return whole.pop() if len(whole) == 1 else None
    if stated:
        return stated.pop() if len(stated) == 1 else None
    return 784 if _RAW.search(text) or _RAW.search(titles) else None


def _can_be_inputs(mention: Mention) -> bool:
    """Tell pixels of an image and features of a histogram from neurons that a report calls an input layer."""
    return mention.value >= 49 and (mention.value % 49 == 0 or mention.value % 16 == 0)


def _outputs(text: str, found: list[tuple[Mention, _Said]], digits: bool) -> int | None:
    stated = {mention.value for mention, _ in found if mention.role == "output"}
    if len(stated) == 1:
        return stated.pop()
    return 10 if not stated and digits and not _OTHER_CLASSES.search(text) else None


def _built(inputs: int | None, hidden: tuple[int, ...], outputs: int | None) -> ModelSpec | None:
    if not inputs or not outputs or not all(hidden):
        return None
    try:
        return perceptron(inputs, hidden, 0, outputs)
    except ModelError:
        return None


def dense_network(sizes: tuple[int | None, ...], place: Place, certain: bool) -> StatedNetwork:
    """Return a network of dense layers; its counts follow from the sizes, its spec only if these are certain."""
    place = Place(place.first, min(place.last, place.first + 4))
    built = _built(sizes[0], tuple(size or 0 for size in sizes[1:-1]), sizes[-1])
    kinds = ("Input", *("Dense" for _ in sizes[1:]))
    shapes = tuple((size,) if size else None for size in sizes)
    counts = [layer.parameters for layer in built.summary()] if built else [None] * len(sizes)
    layers = tuple(
        StatedLayer(f"{kind.lower()}_{number}", kind, place, shape, count, units=size if kind == "Dense" else None)
        for number, (kind, shape, count, size) in enumerate(zip(kinds, shapes, counts, sizes, strict=True))
    )
    return StatedNetwork("prose", place, layers, built if certain else None)
