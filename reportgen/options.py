"""What the keys of a lab file are made of: the base of their models, and the types of names."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from reportgen.losses import LOSSES

NAME = "lower-case letters, digits and _, a letter first"
"""What a `Name` is, for errors."""


def name(text: str) -> str:
    """Return the name of a section or a dataset; `ValueError` for what is none."""
    return _matching(r"[a-z][a-z0-9_]*", text, NAME)


def _case_id(text: str) -> str:
    return _matching(r"[a-z0-9][a-z0-9_]*", text, "lower-case letters, digits and _, no _ first")


def _matching(pattern: str, text: str, expected: str) -> str:
    if not re.fullmatch(pattern, text):
        raise ValueError(f"expected {expected}")
    return text


def _loss(text: str) -> str:
    if text not in LOSSES:
        raise ValueError(f"expected {' or '.join(LOSSES)}")
    return text


Localised = Mapping[str, str]
"""A text per language code."""

Name = Annotated[str, AfterValidator(name)]
CaseId = Annotated[str, AfterValidator(_case_id)]
Loss = Annotated[str, AfterValidator(_loss)]


class Options(BaseModel):
    """Base of all parts of a lab file: frozen, and strict about unknown keys and wrong types."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)
