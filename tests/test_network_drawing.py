"""Networks drawn: every layer with its shape and parameters, to scale, readable at any depth."""

import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen import content
from reportgen.i18n import Language, load_language
from reportgen.model import (
    Activation,
    Add,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Input,
    LayerSpec,
    MaxPooling2D,
    ModelSpec,
    chain,
)
from reportgen.plots import Drawing, Figure
from reportgen.render import report
from reportgen.render.figures import draw, network
from reportgen.render.figures.network import Sheet, lay_out
from reportgen.render.figures.network_places import Place
from reportgen.render.figures.network_rows import lanes, rows
from reportgen.render.figures.network_words import KIND_SIZE, WORD_SIZE
from reportgen.render.figures.style import PALETTE, WIDTH
from reportgen.render.fonts import FACES
from reportgen.render.pdf import to_pdf
from reportgen.store import Store

ENGLISH = load_language("en", content.templates())


def conv(filters: int, side: int, name: str = "") -> Conv2D:
    """Return a convolution as the course's networks have it."""
    return Conv2D(filters, (side, side), padding="same", activation="relu", name=name)


PERCEPTRON = chain(Input((784,)), Dense(300, "relu"), Dropout(0.5), Dense(10, "softmax"))
DIGITS = chain(
    Input((28, 28, 1)),
    conv(9, 5), MaxPooling2D(), conv(9, 5), MaxPooling2D(), conv(16, 3), MaxPooling2D(),
    Flatten(), Dense(25, "relu"), Dense(10, "softmax"),
)  # fmt: skip
FASHION = chain(
    Input((28, 28, 1)),
    conv(9, 7), MaxPooling2D(), conv(9, 5, "first"), conv(9, 3, "second"), Add(inputs=("first", "second")),
    MaxPooling2D(), conv(18, 3), MaxPooling2D(),
    Flatten(), Dropout(0.3), Dense(32, "relu"), Dense(10, "softmax"),
)  # fmt: skip
FAMILIES = pytest.mark.parametrize("model", [PERCEPTRON, DIGITS, FASHION], ids=["perceptron", "digits", "fashion"])


def texts(svg: bytes) -> list[str]:
    """Return the texts of a drawing, in its order."""
    return [element.text or "" for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


@FAMILIES
def test_every_layer_has_its_kind_its_shape_and_its_parameters(model: ModelSpec, language: Language) -> None:
    """In the order of the network, numbers as the language writes them; the counts add up to the model's."""
    drawn = texts(draw(Drawing(model), language))
    sheet = lay_out(model, language)
    for layer, place in zip(model.summary(), sheet.places, strict=True):
        assert place.kind.text == layer.kind
        assert place.shape.text == " × ".join(language.integer(length) for length in layer.output_shape)
        assert place.parameters.text == language.integer(layer.parameters)
        assert {place.kind.text, place.shape.text, place.parameters.text} <= set(drawn)
    assert sum(language.parse(place.parameters.text) for place in sheet.places) == model.parameters


def test_arguments_that_matter_are_written_in_the_language(french: Language, english: Language) -> None:
    """Defaults are left out, names of the API stay, one filter is no plural."""
    model = chain(
        Input((9, 9, 1)),
        Conv2D(9, (5, 5), activation="relu"),
        Conv2D(1, (3, 1), strides=(2, 2), padding="same", use_bias=False),
        MaxPooling2D((2, 1), strides=(1, 2)), Flatten(), Dropout(0.3), Activation("softmax"), Dense(1000),
    )  # fmt: skip
    said = {
        language.code: [tuple(line.text for line in place.arguments) for place in lay_out(model, language).places]
        for language in (french, english)
    }
    assert said["fr"] == [
        (), ("9 filtres 5 × 5", "ReLU"), ("1 filtre 3 × 1", "same", "pas 2, sans biais"), ("2 × 1", "pas 1 × 2"),
        (), ("taux 0,3",), ("softmax",), ("1\u202f000 neurones",),
    ]  # fmt: skip
    assert said["en"] == [
        (), ("9 filters 5 × 5", "ReLU"), ("1 filter 3 × 1", "same", "stride 2, no bias"), ("2 × 1", "stride 1 × 2"),
        (), ("rate 0.3",), ("softmax",), ("1,000 neurons",),
    ]  # fmt: skip


def test_feature_maps_shrink_and_grow_deep_to_scale(english: Language) -> None:
    """Half the height is drawn half as high, twice the filters twice as long."""
    solids = [place.block.solid for place in lay_out(DIGITS, english).places]
    assert solids[2].height == pytest.approx(solids[1].height / 2)
    assert solids[2].slant == pytest.approx(solids[1].slant / 2)
    assert solids[5].width == pytest.approx(solids[1].width * 16 / 9)
    assert solids[7].slant == 0  # a vector has no depth


def test_parameters_are_seen_at_a_glance(english: Language) -> None:
    """The bar below a layer is filled by its share; a layer without parameters is white and has none."""
    places = lay_out(DIGITS, english).places
    filled = [place.meter.filled / place.meter.length if place.meter else 0 for place in places]
    assert filled == pytest.approx([layer.parameters / 7465 for layer in DIGITS.summary()])
    assert [place.block.fill == "#ffffff" for place in places] == [share == 0 for share in filled]
    darkness = {place.block.fill: share for place, share in zip(places, filled, strict=True)}
    assert sorted(darkness, reverse=True) == sorted(darkness, key=lambda fill: darkness[fill])


def test_a_skip_connection_goes_round_the_layers_that_it_skips(english: Language) -> None:
    """It leaves the layer read, passes above those between, and comes down onto the sign of the sum."""
    sheet = lay_out(FASHION, english)
    first, between, total = sheet.places[3:6]
    (skip,) = (arrow for arrow in sheet.arrows if arrow.skips)
    assert skip.points[0] == (first.out, first.row.axis)
    assert skip.points[-1][0] == total.descent
    assert total.entry < total.descent < total.block.x
    ((start, end),) = [part for part in pairwise(skip.points) if part[0][1] == part[1][1] < between.block.top]
    assert start[0] < between.block.x
    assert end[0] > between.block.right
    assert f'<path d="{skip.path}" fill="none" stroke="{PALETTE[1]}"' in draw(Drawing(FASHION), english).decode()


def test_a_drawing_fits_on_the_page(language: Language) -> None:
    """As wide as the other figures at most; the network of twelve layers takes a third of a page at most."""
    for model in (PERCEPTRON, DIGITS, FASHION):
        sheet = lay_out(model, language)
        assert sheet.width <= 72 * WIDTH
        assert sheet.height <= 72 * 3.3
    assert min(KIND_SIZE, WORD_SIZE) >= 7


@FAMILIES
def test_texts_stay_apart_in_a_wider_face(model: ModelSpec, language: Language) -> None:
    """A browser may set our texts in another serif: even in DejaVu's, one of the widest, none meets its neighbour."""
    places = lay_out(model, language).places
    for left, right in pairwise(places):
        if left.row is right.row:
            assert right.kind.x - left.kind.x > (breadth(left) + breadth(right)) / 2


def breadth(place: Place) -> float:
    """Return the width of the broadest text of a layer, set in DejaVu Serif."""
    regular, bold = (_advances(name) for name in ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"))
    words = (*place.arguments, place.shape, place.parameters)
    others = (WORD_SIZE * sum(regular[char] for char in word.text) for word in words)
    return max(KIND_SIZE * sum(bold[char] for char in place.kind.text), *others)


def _advances(name: str) -> dict[str, float]:
    (face,) = (face for face in FACES if face.name == name)
    with TTFont(face.file) as font:
        table, em = font["hmtx"], font["head"].unitsPerEm
        return {chr(code): table[glyph][0] / em for code, glyph in font.getBestCmap().items()}


@st.composite
def networks(draws: st.DrawFn) -> ModelSpec:
    """Make a network of any depth; an Add reads what is before it and any earlier layer of that shape."""
    layers: list[LayerSpec] = [Input((32, 32, 3), name="0")]
    same = ["0"]
    for number in range(1, draws(st.integers(1, 40))):
        kind = draws(st.sampled_from(("conv", "pool", "dropout", "norm", "add")))
        layer = {
            "conv": conv(draws(st.integers(1, 600)), 3), "pool": MaxPooling2D(padding="same"), "dropout": Dropout(0.1),
            "norm": BatchNormalization(), "add": Add(inputs=(draws(st.sampled_from(same)), same[-1])),
        }[kind]  # fmt: skip
        same = [str(number)] if kind in ("conv", "pool") else [*same, str(number)]
        layers.append(replace(layer, name=str(number)))
    return chain(*layers, Flatten(), Dense(10, "softmax"))


@given(networks())
@settings(max_examples=60, deadline=None)
def test_a_network_of_any_depth_is_laid_out_without_overlaps(model: ModelSpec) -> None:
    """Solids stay apart and inside; texts stay inside; lines stay inside and out of the solids they pass."""
    sheet = lay_out(model, ENGLISH)
    boxes = [(p.block.x, p.block.top, p.block.right, p.block.bottom) for p in sheet.places]
    for one, other in combinations(boxes, 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    assert all(x > 0 and y > 0 and right < sheet.width and bottom < sheet.height for x, y, right, bottom in boxes)
    assert all(0 < x < sheet.width and 0 < y < sheet.height for arrow in sheet.arrows for x, y in arrow.points)
    assert all(place.parameters.y + 5 <= sheet.height for place in sheet.places)
    assert not list(collisions(sheet))
    ET.fromstring(draw(Drawing(model), ENGLISH))


def collisions(sheet: Sheet) -> list[tuple[object, object]]:
    """Return the straight parts of lines that run through a solid, with it."""
    parts = [part for arrow in sheet.arrows for part in pairwise(arrow.points)]
    blocks = [place.block for place in sheet.places]
    return [
        (part, block)
        for part in parts
        for block in blocks
        if min(part[0][0], part[1][0]) < block.right
        and max(part[0][0], part[1][0]) > block.x
        and min(part[0][1], part[1][1]) < block.bottom
        and max(part[0][1], part[1][1]) > block.top
    ]


def test_the_least_network_and_unusual_shapes_are_drawn(language: Language) -> None:
    """Two layers; a picture without channels; more axes than a picture has."""
    for model in (
        chain(Input((1,)), Dense(1)),
        chain(Input((28, 28)), Dense(10)),
        chain(Input((4, 5, 6, 7)), Flatten(), Dense(1, use_bias=False)),
        chain(Input((10**9,)), Dropout(0.0)),
    ):
        assert "Input" in texts(draw(Drawing(model), language))


def test_rows_are_few_and_even_and_leave_skip_connections_whole() -> None:
    """Seven columns of which four fit: three and four; of which five fit: two and five, to leave a connection whole."""
    assert rows([10.0] * 7, [], 45) == (range(3), range(3, 7))
    assert rows([10.0] * 7, [(2, 5)], 55) == (range(2), range(2, 7))
    assert rows([99.0, 10.0], [], 45) == (range(1), range(1, 2))


def test_lines_above_a_row_share_a_lane_only_where_they_do_not_meet() -> None:
    """One after the other in the lowest lane; the longer one above those that it spans; to another row above all."""
    wires = [(0, 1), (0, 2), (2, 4), (1, 4), (3, 9)]
    assert lanes(range(5), wires) == {(0, 2): 0, (2, 4): 0, (1, 4): 1, (3, 9): 2}
    assert lanes(range(5, 10), wires) == {(3, 9): 0}


def test_the_same_network_gives_the_same_bytes(language: Language) -> None:
    """Nothing random, and light enough for a forge."""
    svg = draw(Drawing(FASHION), language)
    assert draw(Drawing(FASHION), language) == svg
    assert len(svg) < 20_000


def test_texts_are_escaped(english: Language) -> None:
    """A label is text, whatever signs it holds."""
    drawing = {**english.labels["drawing"], "rate": "<b> & {rate}"}
    language = replace(english, labels={**english.labels, "drawing": drawing})
    assert "<b> & 0.5" in texts(draw(Drawing(PERCEPTRON), language))


def test_the_texts_of_a_drawing_are_texts_of_the_pdf(french: Language) -> None:
    """WeasyPrint has nothing to say about the drawing, and its numbers can be searched."""
    page = "<html lang=fr><img src=figures/a.svg alt=a>"
    pdf = to_pdf(page, {"figures/a.svg": draw(Drawing(FASHION), french)})
    found = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert re.search(r"14 × 14 × 9", found)
    assert "18 filtres 3 × 3" in found


def test_an_edited_template_makes_another_drawing(
    tmp_path: Path, english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The template's text is part of the key: no drawing of an earlier one is served."""
    store, figure = Store(tmp_path / "store"), Figure("network", Drawing(PERCEPTRON))
    before = report.draw(figure, english, store)
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "network.svg.j2").write_text(network.template().replace("<svg ", '<svg class="edited" '), "utf-8")
    monkeypatch.setattr(network, "templates", lambda: folder)
    after = report.draw(figure, english, store)
    assert b"edited" not in before
    assert b"edited" in after
