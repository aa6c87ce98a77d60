"""The registered datasets. To add one: an entry, with the layouts that it is found in and its sample data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reportgen.datasets.arrays import Arrays
from reportgen.datasets.chest_xray import COPIES, patient
from reportgen.datasets.folders import Folders
from reportgen.datasets.garments import garments
from reportgen.datasets.layouts import Idx, Layout, Npz
from reportgen.datasets.radiographs import radiographs
from reportgen.datasets.sample import digits
from reportgen.spec import DatasetInfo, Source


@dataclass(frozen=True)
class Download:
    """Files that anyone may download.

    Attributes:
        folder: where they are put in the folder of the data.
        files: the checksum of each file as it is published, `md5:…` or `sha256:…`, by its name.
        mirrors: where they are, to try in this order; a file's name completes the address.
    """

    folder: str
    files: Mapping[str, str]
    mirrors: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Entry:
    """A registered dataset and how it is loaded.

    Attributes:
        info: what it is; the reading functions check against it.
        layouts: where it is looked for under `--data-dir`, in this order; the first one also where downloads go.
        keras_layouts: where it is looked for in the folder `datasets` of Keras's cache.
        sample: makes the sample data that stands in for it.
        by_hand: how to get the real data in a browser.
        download: what `reportgen data fetch` downloads, where nobody has to ask for it.
    """

    info: DatasetInfo
    layouts: tuple[Layout, ...]
    keras_layouts: tuple[Layout, ...]
    sample: Callable[[], Arrays]
    by_hand: str
    download: Download | None = None


DRAWN = Source(attribution="drawn by reportgen", licence="MIT", url="")

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
    by_hand="get https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz",
    download=Download(
        folder="",
        files={"mnist.npz": "sha256:731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"},
        mirrors=(
            "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
            "https://s3.amazonaws.com/img-datasets/",
        ),
    ),
)

FASHION_MNIST = Entry(
    info=DatasetInfo(
        name="fashion_mnist",
        image_shape=(28, 28),
        classes=(
            "tshirt_top", "trouser", "pullover", "dress", "coat",
            "sandal", "shirt", "sneaker", "bag", "ankle_boot",
        ),
        train_count=60_000,
        test_count=10_000,
        digest="51bad0352284eacba9865b8317af0b9281dae4f52f7f667217f2ee65f7069790",
        real=Source(
            attribution="H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST (2017)",
            licence="MIT",
            url="https://github.com/zalandoresearch/fashion-mnist",
        ),
        sample=DRAWN,
    ),
    layouts=(Idx("fashion-mnist"), Idx("fashion_mnist"), Idx("fashion"), Idx("")),
    keras_layouts=(Idx("fashion-mnist"),),
    sample=garments,
    by_hand="get the four files {train,t10k}-{images-idx3,labels-idx1}-ubyte.gz from "
    "https://github.com/zalandoresearch/fashion-mnist (data/fashion), put them into a folder fashion-mnist",
    download=Download(
        folder="fashion-mnist",
        files={
            "train-images-idx3-ubyte.gz": "md5:8d4fb7e6c68d591d4c3dfef9ec88bf0d",
            "train-labels-idx1-ubyte.gz": "md5:25c81989df183df01b3e8a0aad5dffbe",
            "t10k-images-idx3-ubyte.gz": "md5:bef4ecab320f06d8554ea6380940ec79",
            "t10k-labels-idx1-ubyte.gz": "md5:bb300cfdad3c16e7a12a480ee83cd310",
        },
        mirrors=(
            "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        ),
    ),
)  # fmt: skip

CHEST_XRAY = Entry(
    info=DatasetInfo(
        name="chest_xray",
        image_shape=(128, 128),
        classes=("normal", "pneumonia"),
        train_count=5_216,
        val_count=16,
        test_count=624,
        digest="",
        real=Source(
            attribution="D. S. Kermany et al.: Identifying Medical Diagnoses and Treatable Diseases by Image-Based "
            "Deep Learning, Cell 172 (2018) 1122",
            licence="CC BY 4.0",
            url="https://data.mendeley.com/datasets/rscbjbr9sj",
        ),
        sample=DRAWN,
    ),
    layouts=tuple(
        Folders(folder, "chest_xray", COPIES, patient) for folder in ("chest_xray", "chest-xray-pneumonia", "")
    ),
    keras_layouts=(),
    sample=radiographs,
    by_hand="get https://www.kaggle.com/datasets/paultimothymooney/chest-xray-pneumonia (1.2 GB, needs an account), "
    "unpack its folder chest_xray, with train, val and test in it",
)

ENTRIES: Mapping[str, Entry] = MappingProxyType(
    {entry.info.name: entry for entry in (MNIST, FASHION_MNIST, CHEST_XRAY)}
)
