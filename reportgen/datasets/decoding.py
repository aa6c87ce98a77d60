"""Image files as one array: every file is read whole, in parallel, and the array is kept under their content.

A JPEG file larger than what is wanted is decoded at 1/2, 1/4 or 1/8 of its size, which the format allows at a
fraction of the time, never below what is wanted; the rest is bilinear interpolation.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from reportgen.canonical import digest
from reportgen.datasets.arrays import damaged
from reportgen.datasets.reading import Reading
from reportgen.spec import Images

_T = TypeVar("_T")


def read_images(paths: Sequence[Path], shape: tuple[int, ...], reading: Reading, name: str) -> Images:
    """Read JPEG files as grey images of one size; their proportions are not kept.

    Args:
        paths: the files, in the order of the images.
        shape: height and width in pixels.
        reading: keeps the array, once every file was read; hears of the files that are checked, then of those decoded.
        name: the dataset's, for the progress.

    Returns:
        uint8 (n, height, width), 0 black.

    Raises:
        DataError: for a file that is empty, truncated or no JPEG image, or cannot be read.
    """
    contents = list(_each(_content, paths, reading, f"{name}: checking files"))

    def decode() -> Images:
        with _whole_files():
            return np.stack(list(_each(partial(decoded, shape=shape), paths, reading, f"{name}: decoding images")))

    return reading.keep(digest((contents, shape, _code())), decode)


def decoded(path: Path, shape: tuple[int, ...]) -> Images:
    """Read one JPEG file; see `read_images`."""
    from PIL import Image, UnidentifiedImageError

    size = (shape[1], shape[0])
    try:
        with Image.open(path, formats=("JPEG",)) as image:
            image.draft("L", size)
            return np.asarray(image.convert("L").resize(size, Image.Resampling.BILINEAR))
    except UnidentifiedImageError:
        raise damaged(path, "a JPEG image", "something else") from None
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise damaged(path, "a JPEG image", f"{type(error).__name__}: {error}") from error


@contextmanager
def _whole_files() -> Iterator[None]:
    """Let no truncated file pass: WeasyPrint tells Pillow, for the whole process, to take them."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _content(path: Path) -> str:
    """Return the digest of a file; the array is another one if a single byte of one file is."""
    try:
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
            if file.tell() == 0:
                raise damaged(path, "a JPEG image", "an empty file")
    except OSError as error:
        raise damaged(path, "a readable file", f"{type(error).__name__}: {error}") from error
    return content


def _each(work: Callable[[Path], _T], paths: Sequence[Path], reading: Reading, what: str) -> Iterator[_T]:
    """Yield what is made of each file, in order; the first error ends it, and the files that wait are left alone."""
    with ThreadPoolExecutor() as pool:
        for done, made in enumerate(pool.map(work, paths), start=1):
            reading.report(what, done, len(paths))
            yield made


def _code() -> tuple[str, str]:
    """Return what else decides the pixels: the text of this module, and Pillow's version."""
    import PIL

    return Path(__file__).read_text("utf-8"), PIL.__version__
