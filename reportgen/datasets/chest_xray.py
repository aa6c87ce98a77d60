"""What the file names of the chest X-rays tell: which copy it is, and whose lungs an image shows.

    NORMAL/IM-0115-0001            NORMAL2-IM-0383-0001-0002         the person's number stands after IM
    PNEUMONIA/person1_virus_6      person1000_bacteria_2931          the person's number stands after person

Numbers begin anew in each series (IM and NORMAL2-IM, bacteria and virus): the publisher's training and test set share
no number of one series, but many across series. Whether a number in two series is one person is not published. It is
taken for one, so that no person is ever on both sides of a split; at worst two persons stay together.
"""

import re

from reportgen.datasets.listing import Names

_NUMBER = {"NORMAL": re.compile(r"(?:NORMAL2-)?IM-(\d+)-"), "PNEUMONIA": re.compile(r"person(\d+)_")}

KAGGLE = Names(
    {
        "train/NORMAL": 1341, "train/PNEUMONIA": 3875,
        "val/NORMAL": 8, "val/PNEUMONIA": 8,
        "test/NORMAL": 234, "test/PNEUMONIA": 390,
    },
    "f0cdf8a95ca809210fbc40c2877f76d76fc3a68b1321fc50ea4f1b8e9813d462",
)  # fmt: skip
"""Kaggle's copy."""
WITHOUT_VALIDATION = Names(
    {name: count for name, count in KAGGLE.counts.items() if not name.startswith("val/")},
    "aab361c630f0e34ba8dfc8ce72f3fd40e74e092294dc33fcd49ea9993f70df3e",
)
"""The same without `val/`."""
MERGED = Names(
    {**WITHOUT_VALIDATION.counts, "train/NORMAL": 1349, "train/PNEUMONIA": 3883},
    "5f9c062e5b655c6b59e5254899a4799f19b6c52a6168032ff73566446c6143d3",
)
"""The same with the 16 images of `val/` among those of `train/`: the publisher's own two sets."""
COPIES = (KAGGLE, WITHOUT_VALIDATION, MERGED)


def patient(folder: str, stem: str) -> str:
    """Return the number of the person whom an image shows, without leading zeros.

    Args:
        folder: the class folder, NORMAL or PNEUMONIA; each has its own numbers.
        stem: the file's name without its ending. One that fits no pattern is its own person.
    """
    match = _NUMBER[folder].match(stem) if folder in _NUMBER else None
    return str(int(match[1])) if match else stem
