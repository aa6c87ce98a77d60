"""Words in figures: in the language, measured and broken into lines."""

from reportgen.i18n import Language
from reportgen.plots import Text
from reportgen.render.figures.style import CAPTION_SIZE
from reportgen.render.typography import spacing


def written(text: Text, language: Language) -> str:
    """Return a text of the plot with the language's spaces."""
    return spacing(language.text(text), language)


def wrap(caption: str, width: float) -> str:
    """Break a caption at ordinary spaces so that its lines fit in a width in inches."""
    lines: list[str] = []
    for paragraph in caption.split("\n"):
        line, *words = paragraph.split(" ")
        for word in words:
            if text_width(f"{line} {word}", CAPTION_SIZE) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}"
        lines.append(line)
    return "\n".join(lines)


def text_width(text: str, size: float) -> float:
    """Return the width of a line of text, in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=size)
    return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) / 72
