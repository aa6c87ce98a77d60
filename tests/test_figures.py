"""Figures: the same bytes everywhere, numbers in the language, names that can be read."""

import base64
import io
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from reportgen.errors import RenderError
from reportgen.i18n import Language
from reportgen.plots import Curves, ImageGrid, Label, Line, Panel, Plot, Point, Points
from reportgen.render.figures import draw
from reportgen.render.figures.letters import with_letters
from reportgen.render.figures.points import STEP
from reportgen.render.figures.style import CAPTION_SIZE, PALETTE

FRENCH = Language(
    "fr",
    {
        "language": {"locale": "fr_CH", "percent": "{number} %"},
        "typography": {"signs": "%", "before": {"%": "\u202f"}, "opening": "", "closing": ""},
        "plot": {"epoch": "époque"},
    },
    Path("fr.toml"),
)
ENGLISH = Language(
    "en",
    {
        "language": {"locale": "en", "percent": "{number}%"},
        "typography": {"signs": "", "opening": "", "closing": ""},
        "plot": {"epoch": "epoch"},
    },
    Path("en.toml"),
)

EPOCHS = tuple(float(epoch) for epoch in range(1, 11))
FALLING = tuple(0.3 / epoch for epoch in EPOCHS)
TURNING = tuple(0.1 + abs(epoch - 4) / 40 for epoch in EPOCHS)
LOSS = Panel(
    Label("plot.epoch"),
    "loss",
    (Line("training", EPOCHS, FALLING, dashed=True), Line("validation", EPOCHS, TURNING, mark=3)),
)
CURVES = Curves((LOSS, LOSS))
IMAGES = ImageGrid(
    np.arange(2 * 28 * 28, dtype=np.uint8).reshape(2, 28, 28),
    ("seven", "true 4, predicted 9, probability 0.98"),
    columns=5,
)
POINTS = Points(
    "parameters",
    "accuracy",
    tuple(
        Point(name, count, accuracy, accuracy - 0.003, accuracy + 0.002)
        for name, count, accuracy in (
            ("CNN 25", 7465, 0.9865), ("100", 79510, 0.9764), ("HOG 4-4-100", 79000, 0.9705),
            ("300", 238510, 0.9810), ("300, dropout", 238510, 0.9797), ("600", 477010, 0.9825),
        )
    ),
    percent=True,
)  # fmt: skip


def texts(svg: bytes) -> list[str]:
    """Return the texts of a drawing, which matplotlib notes beside their outlines."""
    return re.findall(r"<!-- (.*?) -->", svg.decode(), re.DOTALL)


@pytest.mark.parametrize("plot", [CURVES, IMAGES, POINTS], ids=["curves", "images", "points"])
def test_the_same_plot_gives_the_same_bytes(plot: Plot) -> None:
    """No date, no random identifier; each figure stays light enough for a forge."""
    svg = draw(plot, FRENCH)
    assert draw(plot, FRENCH) == svg
    assert len(svg) < 80_000


def test_another_process_with_other_settings_gives_the_same_bytes(tmp_path: Path) -> None:
    """A user's matplotlibrc, locale, backend and hash seed have no say."""
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nlines.linewidth: 9\nsvg.fonttype: none\n", "utf-8")
    code = "import runpy, sys; m = runpy.run_path(sys.argv[1]); " + (
        "sys.stdout.buffer.write(m['draw'](m['POINTS'], m['FRENCH']) + m['draw'](m['CURVES'], m['FRENCH']))"
    )
    path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    settings = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "MPLBACKEND": "pdf", "PYTHONPATH": path}
    run = subprocess.run(
        [sys.executable, "-c", code, __file__],
        cwd=tmp_path, env=os.environ | settings, capture_output=True, check=True,
    )  # fmt: skip
    assert run.stdout == draw(POINTS, FRENCH) + draw(CURVES, FRENCH)


def test_drawing_leaves_the_settings_of_matplotlib_alone() -> None:
    """A notebook that draws its own figures keeps its own style."""
    import matplotlib

    before = dict(matplotlib.rcParams)
    draw(CURVES, ENGLISH)
    assert dict(matplotlib.rcParams) == before


def test_importing_the_module_does_not_import_matplotlib() -> None:
    """A command that draws nothing does not pay for it."""
    code = "import sys, reportgen.render.figures; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_curves_have_whole_epochs_and_numbers_of_the_language() -> None:
    """Ticks are written by the language: a decimal comma in French, a point in English."""
    french, english = texts(draw(CURVES, FRENCH)), texts(draw(CURVES, ENGLISH))
    assert french[:10] == [str(epoch) for epoch in range(1, 11)]
    assert {"époque", "0,1", "0,2", "0,3"} <= set(french)
    assert {"epoch", "0.1", "0.2", "0.3"} <= set(english)


def test_a_name_stands_once_in_the_legend_and_has_one_colour() -> None:
    """Panels side by side share their legend; the first two names are blue and vermilion."""
    svg = draw(CURVES, FRENCH)
    assert texts(svg).count("validation") == 1
    assert PALETTE[0].encode() in svg
    assert PALETTE[1].encode() in svg
    assert PALETTE[2].encode() not in svg


def test_a_lone_curve_needs_no_legend() -> None:
    """Where no panel has two curves the axis title says it all."""
    panel = Panel("epoch", "loss", (Line("validation loss", EPOCHS, TURNING),))
    assert "validation loss" not in texts(draw(Curves((panel,)), ENGLISH))


def test_a_history_of_one_epoch_is_a_dot_over_one_tick() -> None:
    """A quick trial of one epoch gives a figure, not an empty frame."""
    panel = Panel("epoch", "loss", (Line("validation", (1.0,), (0.5,), mark=0),))
    assert texts(draw(Curves((panel,)), ENGLISH))[:2] == ["1", "epoch"]


def test_ink_images_are_dark_on_white() -> None:
    """Zero is paper for handwriting and black for a photograph; every pixel stays a sharp square."""
    from PIL import Image

    photograph = ImageGrid(IMAGES.images, IMAGES.captions, 5, ink=False)
    for plot, expected in ((IMAGES, 255 - IMAGES.images), (photograph, IMAGES.images)):
        embedded = re.findall(rb'base64,\s*([^"]+)"', draw(plot, ENGLISH))
        drawn = [np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("L")) for png in embedded]
        np.testing.assert_array_equal([image[::4, ::4] for image in drawn], expected)


def test_a_long_caption_is_broken_between_words() -> None:
    """A caption never runs into its neighbour's."""
    short, *long = texts(draw(IMAGES, ENGLISH))
    assert short == "seven"
    assert len(long) > 1
    assert " ".join(long) == "true 4, predicted 9, probability 0.98"


def test_points_are_written_with_thousands_and_percent() -> None:
    """Counts over more than a decade stand on a logarithmic axis, written in full."""
    french, english = texts(draw(POINTS, FRENCH)), texts(draw(POINTS, ENGLISH))
    assert {"10\u202f000", "200\u202f000", "98,0\u202f%"} <= set(french)
    assert {"10,000", "200,000", "98.0%"} <= set(english)


def test_names_of_points_do_not_overlap() -> None:
    """Six points, two of them with the same number of parameters: every name can be read."""
    pattern = r"<!-- ({}) -->\s*<g [^>]*translate\((\S+) (\S+)\)"
    names = "|".join(str(point.name) for point in POINTS.points)
    found = re.findall(pattern.format(names), draw(POINTS, ENGLISH).decode())
    boxes = [(float(x), float(y), 0.5 * CAPTION_SIZE * len(name)) for name, x, y in found]
    assert len(boxes) == len(POINTS.points)
    for (x1, y1, width1), (x2, y2, width2) in combinations(boxes, 2):
        assert abs(y1 - y2) > 0.7 * CAPTION_SIZE or x1 + width1 < x2 or x2 + width2 < x1


def test_points_of_one_abscissa_stand_side_by_side() -> None:
    """Both intervals can be seen, a few points apart around the true place; a lone point stays in its place."""
    svg = draw(POINTS, ENGLISH).decode()
    bars = re.findall(r'<path d="M (\S+) \S+ \nL \1 \S+ \n"[^>]*opacity: 0\.65', svg)
    places = [float(place) for place in bars]
    assert len(places) == len(POINTS.points)
    assert places[4] - places[3] == pytest.approx(STEP, abs=1e-4)
    alone = Points(POINTS.x_label, POINTS.y_label, (*POINTS.points[:4], POINTS.points[5]), percent=True)
    lone = re.findall(r'<path d="M (\S+) \S+ \nL \1 \S+ \n"[^>]*opacity: 0\.65', draw(alone, ENGLISH).decode())
    assert [float(place) for place in lone] == pytest.approx(
        [*places[:3], (places[3] + places[4]) / 2, places[5]], abs=1e-3
    )


@pytest.mark.parametrize("plot", [CURVES, IMAGES, POINTS], ids=["curves", "images", "points"])
def test_every_outlined_text_becomes_letters(plot: Plot) -> None:
    """For the PDF: no outline of a letter is left, and every text is there, in its colour, at its place."""
    drawing = draw(plot, FRENCH)
    written = with_letters(drawing).decode()
    assert re.findall(r"<text [^>]*>([^<]+)</text>", written) == texts(drawing)
    assert "SourceSerif" not in written
    assert written.count("fill: #222222") == drawing.decode().count("fill: #222222")


def test_a_ligature_becomes_letters_that_the_face_joins_again() -> None:
    """One glyph for two letters: they are set from where it stood; the outlines that it shared may be gone."""
    ligature = (
        '<!-- fi -->\n<g style="fill: #222222" transform="translate(1 2) scale(0.1 -0.1)"><use xlink:href="#f_i"/></g>'
    )
    found = with_letters(ligature.encode()).decode()
    assert ' x="0" ' in found
    assert found.endswith(">fi</text>")


def test_another_drawing_keeps_its_outlines() -> None:
    """Letters are put only where matplotlib wrote a text."""
    drawing = b'<svg><!-- note --><g><path d="M0 0"/></g></svg>'
    assert with_letters(drawing) == drawing


@pytest.mark.parametrize(
    "plot",
    [Curves(()), ImageGrid(np.zeros((0, 28, 28), np.uint8), (), 5), Points("x", "y", ())],
    ids=["curves", "images", "points"],
)
def test_a_figure_with_nothing_to_draw_is_refused(plot: Plot) -> None:
    """An empty frame would look like a result."""
    with pytest.raises(RenderError, match="nothing to draw: expected at least one"):
        draw(plot, ENGLISH)
