"""Penalties on weights, with the arguments of the Keras classes of the same names."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class L2:
    """Adds `l2 * sum(kernel²)` to the loss of every batch, so that each weight is pulled to 0 by `2 * l2 * weight`.

    Attributes:
        l2: the factor, above 0.
    """

    kind: Literal["L2"] = field(default="L2", init=False)
    l2: float
