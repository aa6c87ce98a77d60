"""Images in rows, each below its caption."""

from typing import TYPE_CHECKING

from reportgen.i18n import Language
from reportgen.plots import ImageGrid
from reportgen.render.figures.style import CAPTION_SIZE, WIDTH
from reportgen.render.figures.text import wrap, written
from reportgen.spec import Images

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

TILE_GAP = 0.14
TILE_PIXELS = 112  # small images are enlarged to about this side, pixel by pixel
CAPTION_LINE = 0.125  # inches


def draw_grid(figure: "Figure", plot: ImageGrid, language: Language) -> None:
    """Draw images in rows, on one pair of axes whose units are inches; captions stand above them."""
    height, width = plot.images.shape[1:]
    side = min(plot.side, WIDTH / plot.columns - TILE_GAP) / max(height, width)
    tile = (side * width, side * height)
    captions = [wrap(written(caption, language), tile[0] + TILE_GAP / 2) for caption in plot.captions]
    head = CAPTION_LINE * max(caption.count("\n") + 1 for caption in captions) + 0.05
    step = (tile[0] + TILE_GAP, tile[1] + head + TILE_GAP / 2)
    rows = -(-len(plot.images) // plot.columns)
    size = (min(plot.columns, len(plot.images)) * step[0], rows * step[1])
    figure.set_size_inches(size)
    figure.set_layout_engine("none")
    ax = figure.add_axes((0, 0, 1, 1), xlim=(0, size[0]), ylim=(size[1], 0))
    ax.set_axis_off()
    for index, (image, caption) in enumerate(zip(plot.images, captions, strict=True)):
        row, column = divmod(index, plot.columns)
        left, top = column * step[0] + TILE_GAP / 2, row * step[1] + head
        _image(ax, 255 - image if plot.ink else image, (left, top), tile)
        ax.text(left + tile[0] / 2, top - 0.035, caption, size=CAPTION_SIZE, ha="center", va="bottom")


def _image(ax: "Axes", image: Images, corner: tuple[float, float], tile: tuple[float, float]) -> None:
    """Draw one image: each pixel a sharp square in every viewer, in a hairline frame."""
    from matplotlib.patches import Rectangle

    factor = max(1, round(TILE_PIXELS / max(image.shape)))
    (left, top), (width, height) = corner, tile
    ax.imshow(
        image[:, :, None].repeat(factor, axis=0).repeat(factor, axis=1).repeat(3, axis=2),
        interpolation="none", aspect="auto",
        extent=(left, left + width, top + height, top),
    )  # fmt: skip
    ax.add_patch(Rectangle(corner, width, height, fill=False, edgecolor="#c4c4c4", linewidth=0.5))
