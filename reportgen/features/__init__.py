"""What a network reads of an image: its pixels or its HOG; pictures of the latter, and changed images."""

from reportgen.features.changes import rescaled, rotated
from reportgen.features.extraction import extract, size
from reportgen.features.pictures import enlarged, picture

__all__ = ["enlarged", "extract", "picture", "rescaled", "rotated", "size"]
