"""What a network reads of an image, by its kind of features."""

from reportgen.features import hog, pixels
from reportgen.spec import Features, Floats, Images, Pixels


def extract(features: Features, images: Images) -> Floats:
    """Return what a network reads of some images.

    Args:
        features: pixels, or HOG with its settings.
        images: uint8 (n, height, width).

    Returns:
        Pixels: (n, height, width), in [0, 1]. HOG: (n, cells down * cells across * orientations), in that order.

    Raises:
        ModelError: the images have no whole cell.
    """
    return pixels.scaled(images) if isinstance(features, Pixels) else hog.extract(features, images)


def size(features: Features, image_shape: tuple[int, ...]) -> int:
    """Return how many numbers a network reads of an image of this height and width.

    Raises:
        ModelError: HOG without orientations, or with cells that are empty or larger than the image.
    """
    height, width = image_shape
    return height * width if isinstance(features, Pixels) else hog.size(features, image_shape)
