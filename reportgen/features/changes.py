"""Images turned and rescaled, by Pillow, which takes a tenth of the time that scikit-image takes to be imported."""

import numpy as np

from reportgen.spec import Images


def rotated(images: Images, degrees: float) -> Images:
    """Turn images counter-clockwise about their centre, bilinearly; what comes in at the corners is black."""
    from PIL import Image

    return np.stack([np.asarray(Image.fromarray(image).rotate(degrees, Image.Resampling.BILINEAR)) for image in images])


def rescaled(images: Images, factor: float) -> Images:
    """Enlarge or shrink what images show, about their centre, bilinearly; their size stays, the margin is black."""
    from PIL import Image

    height, width = images.shape[1:]
    shift_x, shift_y = (side / 2 * (1 - 1 / factor) for side in (width, height))
    read_at = (1 / factor, 0, shift_x, 0, 1 / factor, shift_y)
    turned = (
        Image.fromarray(image).transform((width, height), Image.Transform.AFFINE, read_at, Image.Resampling.BILINEAR)
        for image in images
    )
    return np.stack([np.asarray(image) for image in turned])
