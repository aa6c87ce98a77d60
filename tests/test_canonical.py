"""Canonical JSON: equal values give equal bytes, and nothing without a canonical form slips through."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from reportgen.canonical import array_digest, canonical, digest


@dataclass(frozen=True)
class Thing:
    """A small spec."""

    size: int
    parts: tuple[str, ...]


def test_order_does_not_matter() -> None:
    """Keys are sorted; tuples and lists are the same."""
    assert canonical({"b": 1, "a": [1, 2]}) == canonical({"a": (1, 2), "b": 1}) == '{"a":[1,2],"b":1}'
    assert canonical(Thing(1, ("x",))) == '{"parts":["x"],"size":1}'


@pytest.mark.parametrize("value", [{1, 2}, object(), float("nan"), float("inf"), b"bytes", np.float32(1)])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    """A set or an object has no order; a NaN is not JSON."""
    with pytest.raises((TypeError, ValueError)):
        canonical(value)


def test_arrays_are_told_apart_by_type_shape_and_bytes() -> None:
    """The same bytes in another shape or type are another array."""
    array = np.arange(6, dtype=np.uint8)
    others: list[NDArray[Any]] = [array.reshape(2, 3), array.astype(np.int8), array[::-1], array.astype(np.uint16)]
    assert len({array_digest(item) for item in (array, *others)}) == 5
    assert array_digest(array.reshape(2, 3).T) == array_digest(np.ascontiguousarray(array.reshape(2, 3).T))
    assert digest({"x": array}) == digest({"x": array.copy()})
