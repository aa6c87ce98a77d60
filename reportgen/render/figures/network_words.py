"""What a drawing of a network says about a layer, in a language."""

from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.i18n import Language
from reportgen.model import Activation, Conv2D, Dense, Dropout, LayerSpec, LayerSummary, MaxPooling2D
from reportgen.model.layer import proper_name
from reportgen.render.typography import spacing

KIND_SIZE = 7.5  # points
WORD_SIZE = 7.0
_BROADEST = 0.64  # of the size: a letter of the widest common serif, where a reader lacks our face
_BOLD = 1.08
_SPACE = 0.35


@dataclass(frozen=True)
class Words:
    """The texts below a layer.

    Attributes:
        kind: the Keras class.
        arguments: those that matter, in lines.
        shape: of the output.
        parameters: how many.
    """

    kind: str
    arguments: tuple[str, ...]
    shape: str
    parameters: str

    @property
    def width(self) -> float:
        """The room that the texts need, in points, even in a wider face than ours."""
        texts = (*self.arguments, self.shape, self.parameters)
        return max(_BOLD * _broad(self.kind, KIND_SIZE), *(_broad(text, WORD_SIZE) for text in texts))


def words(layer: LayerSpec, summary: LayerSummary, language: Language) -> Words:
    """Describe a layer."""
    lines = tuple(spacing(line, language) for line in _arguments(layer, language) if line)
    return Words(layer.kind, lines, shape(summary.output_shape, language), language.integer(summary.parameters))


def shape(lengths: tuple[int, ...], language: Language) -> str:
    """Write a shape or the size of a window: `28 × 28 × 1`."""
    return " × ".join(map(language.integer, lengths))


def _arguments(layer: LayerSpec, language: Language) -> Iterator[str]:
    match layer:
        case Conv2D():
            filters = language.counted("drawing.filters", layer.filters, 0)
            yield f"{filters} {shape(layer.kernel_size, language)}"
            strides = None if layer.strides == (1, 1) else layer.strides
            yield _list(_padding(layer), _written(layer.activation))
            yield _list(_strides(strides, language), _bias(layer, language))
        case MaxPooling2D():
            yield shape(layer.pool_size, language)
            yield _list(_padding(layer), _strides(layer.strides, language))
        case Dense():
            yield language.counted("drawing.units", layer.units, 0)
            yield _list(_written(layer.activation), _bias(layer, language))
        case Dropout():
            yield language.label("drawing.rate", rate=layer.rate)
        case Activation():
            yield _written(layer.activation)


def _list(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def _written(activation: str) -> str:
    return "" if activation == "linear" else proper_name(activation)


def _padding(layer: Conv2D | MaxPooling2D) -> str:
    return "" if layer.padding == "valid" else layer.padding


def _strides(strides: tuple[int, int] | None, language: Language) -> str:
    if strides is None:
        return ""
    same = strides[0] == strides[1]
    return language.label("drawing.strides", strides=shape(strides[:1] if same else strides, language))


def _bias(layer: Conv2D | Dense, language: Language) -> str:
    return "" if layer.use_bias else language.label("drawing.no_bias")


def _broad(text: str, size: float) -> float:
    spaces = sum(char.isspace() for char in text)
    return size * (_SPACE * spaces + _BROADEST * (len(text) - spaces))
