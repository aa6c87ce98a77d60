"""An auto-encoder in its two halves: the encoder, up to the narrowest layer, and the decoder, from there on."""

from dataclasses import dataclass
from math import prod

import numpy as np

from reportgen.answers import forward
from reportgen.features import extract
from reportgen.model import Input, ModelSpec
from reportgen.spec import Case, Evidence, Floats, Images, Pixels

CHUNK = 5_000
"""Images that are encoded at a time, so that no copy of all of them is made."""


@dataclass(frozen=True, eq=False)
class Codec:
    """The halves of a trained auto-encoder that reads pixels from 0 to 1.

    Attributes:
        encoder: from an image to its code.
        decoder: from a code to an image; its input has the name of the layer that gives the code.
        weights: of both, by `layer/variable`.
        image_shape: height and width, in pixels.
    """

    encoder: ModelSpec
    decoder: ModelSpec
    weights: forward.Weights
    image_shape: tuple[int, int]

    def encode(self, images: Images) -> Floats:
        """Return the codes of images (n, height, width), float32 (n, units)."""
        first, last = self.encoder.layers[0].name, self.encoder.layers[-1].name
        read = (extract(Pixels(), images[start : start + CHUNK]) for start in range(0, len(images), CHUNK))
        flat = (chunk.reshape(len(chunk), *self.encoder.input_shape) for chunk in read)
        return np.concatenate([forward.outputs(self.encoder, self.weights, {first: chunk})[last] for chunk in flat])

    def decode(self, codes: Floats) -> Floats:
        """Return the images of codes (n, units), float32 from 0 to 1 (n, height, width)."""
        first, last = self.decoder.layers[0].name, self.decoder.layers[-1].name
        outputs = forward.outputs(self.decoder, self.weights, {first: codes.astype(np.float32)})[last]
        return outputs.reshape(len(codes), *self.image_shape)


def halves(model: ModelSpec) -> tuple[ModelSpec, ModelSpec]:
    """Return encoder and decoder of a network: the layers up to the narrowest one inside, and those after it."""
    widths = [prod(layer.output_shape) for layer in model.summary()]
    place = min(range(1, len(widths) - 1), key=lambda index: widths[index])
    code = model.summary()[place]
    opened = Input(code.output_shape, name=code.name)
    return ModelSpec(model.layers[: place + 1]), ModelSpec((opened, *model.layers[place + 1 :]))


def codec(case: Case, evidence: Evidence) -> Codec:
    """Return the halves of a trained case."""
    encoder, decoder = halves(case.experiment.model)
    shape = evidence.dataset(case).info.image_shape
    return Codec(encoder, decoder, evidence.result(case).weights, shape)
