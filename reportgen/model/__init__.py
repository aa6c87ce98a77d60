"""A Keras network as data: its shapes, parameters and multiplications, without Keras.

    mlp = chain(Input((784,)), Dense(100, "relu"), Dense(10, "softmax"))
    mlp.parameters                                      # 79510
    mlp.summary()[1].parameters_formula                 # 784 × 100 + 100

Layers and arguments bear Keras's own names. The counts are derived here, so that a report can show each of
them as a computation; training asserts them equal to Keras's own.
"""

from reportgen.model.families import Stage, convolutional, perceptron
from reportgen.model.layer import ACTIVATIONS, PADDINGS, LayerSpec, Shape
from reportgen.model.layers import (
    KINDS,
    Activation,
    Add,
    BatchNormalization,
    Dense,
    Dropout,
    Flatten,
    Input,
)
from reportgen.model.network import ModelSpec, chain
from reportgen.model.regularizers import L2
from reportgen.model.summary import LayerSummary
from reportgen.model.windows import Conv2D, MaxPooling2D

__all__ = [
    "ACTIVATIONS",
    "KINDS",
    "L2",
    "PADDINGS",
    "Activation",
    "Add",
    "BatchNormalization",
    "Conv2D",
    "Dense",
    "Dropout",
    "Flatten",
    "Input",
    "LayerSpec",
    "LayerSummary",
    "MaxPooling2D",
    "ModelSpec",
    "Shape",
    "Stage",
    "chain",
    "convolutional",
    "perceptron",
]
