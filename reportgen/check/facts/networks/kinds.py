"""Names of layers: Keras's classes, their other spellings, and pieces of them that a narrow table leaves."""

from functools import cache

KINDS = (
    "Input", "Dense", "Conv2D", "MaxPooling2D", "AveragePooling2D", "Flatten", "Dropout", "BatchNormalization",
    "Activation", "Add", "Concatenate", "GlobalAveragePooling2D", "GlobalMaxPooling2D", "UpSampling2D",
    "Conv2DTranspose", "SeparableConv2D", "DepthwiseConv2D", "Reshape", "ZeroPadding2D", "LayerNormalization", "ReLU",
    "LeakyReLU", "ELU", "PReLU", "Softmax", "Rescaling", "Normalization", "GaussianNoise", "GaussianDropout",
    "SpatialDropout2D", "AlphaDropout", "RandomFlip", "RandomRotation", "RandomZoom", "RandomContrast",
    "RandomTranslation", "Cropping2D", "Resizing", "Lambda", "Multiply", "Average", "Subtract", "Functional",
    "Sequential", "Permute",
)  # fmt: skip
"""Classes that students use; `Input` stands for Keras's `InputLayer` too."""

CONVOLUTIONS = ("Conv2D", "Conv2DTranspose", "SeparableConv2D", "DepthwiseConv2D")
POOLINGS = ("MaxPooling2D", "AveragePooling2D")
KEEPING_SHAPE = (
    "Dropout", "BatchNormalization", "Activation", "LayerNormalization", "ReLU", "LeakyReLU", "ELU", "PReLU", "Softmax",
    "Rescaling", "Normalization", "GaussianNoise", "GaussianDropout", "SpatialDropout2D", "AlphaDropout", "RandomFlip",
    "RandomRotation", "RandomZoom", "RandomContrast", "RandomTranslation",
)  # fmt: skip
MERGING = ("Add", "Multiply", "Average", "Subtract")
_OTHER = {
    "inputlayer": "Input", "convolution2d": "Conv2D", "maxpool2d": "MaxPooling2D", "avgpool2d": "AveragePooling2D",
    "averagepool2d": "AveragePooling2D", "globalavgpool2d": "GlobalAveragePooling2D",
    "globalmaxpool2d": "GlobalMaxPooling2D", "convolution2dtranspose": "Conv2DTranspose",
    "separableconvolution2d": "SeparableConv2D", "model": "Functional", "batchnorm": "BatchNormalization",
}  # fmt: skip


@cache
def _known() -> dict[str, str]:
    return {kind.lower(): kind for kind in KINDS} | _OTHER


def kind_of(word: str) -> str | None:
    """Return the class that a word names, whatever its capitals; None if none does."""
    return _known().get(word.lower())


def kind_of_piece(piece: str) -> str | None:
    """Return the class whose name begins with a piece of at least four letters: `MaxPoolin` is MaxPooling2D."""
    whole = kind_of(piece)
    if whole or len(piece) < 4:
        return whole
    return next((kind for name, kind in _known().items() if name.startswith(piece.lower())), None)
