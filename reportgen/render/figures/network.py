"""The drawing of a network: what comes out of each layer, to scale, with its shape and its parameters below.

    places of the layers -> fans and arrows between them -> sheet -> template

Python says where everything stands; the template `network.svg.j2` prints it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.content import templates
from reportgen.i18n import Language
from reportgen.model import ModelSpec
from reportgen.plots import Drawing
from reportgen.render.figures import style
from reportgen.render.figures.network_blocks import EDGE
from reportgen.render.figures.network_fans import Fan, fans
from reportgen.render.figures.network_places import GUTTER, SUM, Caption, Place, place_layers
from reportgen.render.figures.network_wires import Arrow, arrows
from reportgen.render.figures.network_words import KIND_SIZE, WORD_SIZE
from reportgen.render.fonts import TEXT_STACK
from reportgen.render.typography import spacing

_FACES = (*TEXT_STACK, "Georgia", "serif")  # a browser need not have ours
_LOOKS = {
    "ink": style.INK,
    "soft": style.SOFT,
    "grid": style.GRID,
    "wire": "#808080",
    "edge": EDGE,
    "full": style.PALETTE[0],
    "skip": style.PALETTE[1],
    "faces": ", ".join(_FACES),
    "kind_size": KIND_SIZE,
    "word_size": WORD_SIZE,
    "sum_radius": SUM,
}


@dataclass(frozen=True)
class Sheet:
    """All that stands in a drawing, in points from its top left."""

    width: float
    height: float
    headings: tuple[Caption, ...]
    places: tuple[Place, ...]
    arrows: tuple[Arrow, ...]
    fans: tuple[Fan, ...]


def template() -> str:
    """Return the text of the template, which decides the looks of a drawing as code does."""
    return (templates() / "network.svg.j2").read_text("utf-8")


def draw_network(plot: Drawing, language: Language) -> bytes:
    """Draw a network as SVG, its texts as letters; the same bytes every time."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_written
    )
    return environment.from_string(template()).render(sheet=lay_out(plot.model, language), **_LOOKS).encode()


def lay_out(model: ModelSpec, language: Language) -> Sheet:
    """Lay out a network at the width of a page."""
    places = place_layers(model, language)
    right = max(place.right for place in places)
    return Sheet(
        right + (GUTTER if places[0].row is not places[-1].row else 0),
        places[-1].row.bottom + 1,
        tuple(_headings(places, language)),
        places,
        tuple(arrows(model, places, right)),
        tuple(fans(model, places)),
    )


def _headings(places: tuple[Place, ...], language: Language) -> Iterator[Caption]:
    """Name the numbers at the start of each row."""
    for row in {place.row.top: place.row for place in places}.values():
        for baseline, name in zip(row.baselines[2:], ("shape", "parameters"), strict=True):
            yield Caption(0.0, baseline, spacing(language.label(f"table.{name}"), language))


def _written(value: object) -> object:
    """Write a length with the two decimals that can be seen."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
