"""One canonical JSON for every value that is hashed, stored or compared.

Equal values give equal bytes, whatever the order of a dict, the process or the platform; a value that has no
canonical form (a set, an object, a NaN) is refused instead of being written in some accidental one.
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np

_NO_FORM = "no canonical form for {0!r} ({1}); expected numbers, text, tuples, mappings or frozen dataclasses"


def to_json(value: object) -> Any:
    """Turn a value into plain JSON types: dataclasses become objects, arrays their digest.

    Raises:
        TypeError: for a value that has no canonical form.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, np.ndarray):
        return {"array": array_digest(value)}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    raise TypeError(_NO_FORM.format(value, type(value).__name__))


def canonical(value: object) -> str:
    """Return the canonical JSON text: sorted keys, no spaces, no NaN."""
    return json.dumps(to_json(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(value: object) -> str:
    """Return the SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def array_digest(*arrays: np.ndarray[Any, Any]) -> str:
    """Return the SHA-256 over dtype, shape and C-ordered bytes of the arrays, in hexadecimal."""
    sha = hashlib.sha256()
    for array in arrays:
        sha.update(f"{array.dtype.str}{array.shape}".encode())
        sha.update(np.ascontiguousarray(array).data)
    return sha.hexdigest()
