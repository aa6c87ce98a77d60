"""Images beside the pictures of their histograms of oriented gradients."""

from itertools import chain

import numpy as np

from reportgen.features import enlarged, picture
from reportgen.plots import HogGrid, ImageGrid
from reportgen.spec import Hog

SIDE = 1.35  # inches: strokes can be told apart


def as_grid(plot: HogGrid) -> ImageGrid:
    """Return the grid of the images and of the pictures of their histograms, a row an image."""
    settings = [Hog(orientations, pixels) for orientations, pixels in plot.settings]
    rows = ([enlarged(image), *(picture(read, image) for read in settings)] for image in plot.images)
    images = np.stack(list(chain.from_iterable(rows)))
    captions = plot.captions + ("",) * (len(images) - len(plot.captions))
    return ImageGrid(images, captions, columns=len(plot.captions), side=SIDE)
