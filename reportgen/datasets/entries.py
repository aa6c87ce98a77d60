"""The registered datasets. To add one: an entry, with the layouts that it is found in and its sample data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reportgen.datasets.arrays import Arrays
from reportgen.datasets.layouts import Idx, Layout, Npz
from reportgen.datasets.sample import digits
from reportgen.spec import DatasetInfo, Source


@dataclass(frozen=True)
class Entry:
    """A registered dataset and how it is loaded.

    Attributes:
        info: what it is; the reading functions check against it.
        layouts: where it is looked for under `--data-dir`, in this order.
        keras_layouts: where it is looked for in the folder `datasets` of Keras's cache.
        sample: makes the sample data that stands in for it.
        download: how to get the real data.
    """

    info: DatasetInfo
    layouts: tuple[Layout, ...]
    keras_layouts: tuple[Layout, ...]
    sample: Callable[[], Arrays]
    download: str


MNIST = Entry(
    info=DatasetInfo(
        name="mnist",
        image_shape=(28, 28),
        classes=tuple("0123456789"),
        train_count=60_000,
        test_count=10_000,
        digest="52cd6c10ae77107af32269dd9d10ca19c1b749e83235a0c75e2f0729ebeaf141",
        real=Source(
            attribution="Y. LeCun, C. Cortes, C. J. C. Burges: The MNIST database of handwritten digits",
            licence="CC BY-SA 3.0",
            url="http://yann.lecun.com/exdb/mnist/",
        ),
        sample=Source(
            attribution=("E. Alpaydin, C. Kaynak: Optical Recognition of Handwritten Digits (UCI, 1998), scikit-learn"),
            licence="CC BY 4.0",
            url="https://archive.ics.uci.edu/dataset/80",
        ),
    ),
    layouts=(Npz("mnist.npz"), Npz("mnist/mnist.npz"), Idx("mnist"), Idx("")),
    keras_layouts=(Npz("mnist.npz"),),
    sample=digits,
    download="get https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz",
)

ENTRIES: Mapping[str, Entry] = MappingProxyType({entry.info.name: entry for entry in (MNIST,)})
