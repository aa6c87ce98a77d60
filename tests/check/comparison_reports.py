"""A report of four experiments, with a claim put in somewhere, and its cases made by hand.

The figures are those that real hand-ins report; which claims about them are right can be told by looking.
"""

from dataclasses import dataclass
from functools import cache

from reportgen.check.comparing.claims import claims
from reportgen.check.comparing.detection import detections
from reportgen.check.comparing.world import World
from reportgen.check.reading import read_text
from reportgen.check.stated import Case, Metric, Quantity, Reading, Score, Setting, SettingName, Split
from reportgen.check.submission import Place, Submission
from reportgen.check.verdict import Verdict

Values = dict[SettingName, tuple[float, ...]]


@dataclass(frozen=True)
class Trained:
    """A case as the tests write it: its title, loss, accuracy and hyper-parameters."""

    title: str
    loss: str
    accuracy: str
    settings: Values
    line: str = "Test score: {loss} Test accuracy: {accuracy}"


RAW = (
    Trained("100 neurons", "0.0770", "0.9757", {"neurons": (100,)}),
    Trained("300 neurons", "0.0641", "0.9812", {"neurons": (300,)}),
    Trained("600 neurons", "0.0606", "0.9815", {"neurons": (600,)}),
)


def _hog(orientations: int, pixels: int, neurons: int) -> Values:
    return {"orientations": (orientations,), "pixels_per_cell": (pixels,), "neurons": (neurons,)}


HOG = (
    Trained("8 orientations, 4 pix_p_cell, 100 neurons", "0.0683", "0.9772", _hog(8, 4, 100)),
    Trained("4 orientations, 4 pix_p_cell, 100 neurons", "0.0931", "0.9696", _hog(4, 4, 100)),
    Trained("8 orientations, 4 pix_p_cell, 300 neurons", "0.0611", "0.9802", _hog(8, 4, 300)),
    Trained("8 orientations, 7 pix_p_cell, 100 neurons", "0.1337", "0.9564", _hog(8, 7, 100)),
)
CNN = (
    Trained("25 neurons", "0.0383", "0.9880", {"neurons": (25,)}),
    Trained("250 neurons", "0.0376", "0.9885", {"neurons": (250,)}),
    Trained("500 neurons", "0.0401", "0.9871", {"neurons": (500,)}),
)
FASHION = (
    Trained("Model 1", "0.445", "0.918", {}),
    Trained("Model 2", "0.2801", "0.903", {}),
    Trained("Model 3", "0.2731", "0.9027", {"dropout": (0.3,)}),
)
GROUPS = {
    "raw": ("Digits from raw data", RAW),
    "hog": ("Digits from HOG features", HOG),
    "cnn": ("CNN for digits", CNN),
    "fashion": ("Fashion MNIST with a CNN", FASHION),
}
XRAY = "Test Accuracy: 0.76 Test Precision: 0.72 Test Recall: 0.99 Test F1 Score: 0.84"
_XRAY: tuple[tuple[Metric, str], ...] = (
    ("accuracy", "0.76"),
    ("precision", "0.72"),
    ("recall", "0.99"),
    ("f1", "0.84"),
)


def _quantity(text: str) -> Quantity:
    return Quantity(text, 0, len(text), (Reading(float(text), 10.0 ** -len(text.partition(".")[2])),))


def _score(metric: Metric, text: str, line: int, split: Split = "test") -> Score:
    return Score((metric,), _quantity(text), Place(line, line), f"{metric}: {text}", split)


class Draft:
    """A report that is being written, with the lines of its cases."""

    def __init__(self) -> None:
        self.lines: list[str] = ["# Report", ""]
        self.starts: list[int] = []

    def write(self, *paragraphs: str) -> int:
        """Add paragraphs; return the line of the first."""
        start = len(self.lines)
        for paragraph in paragraphs:
            self.lines += [paragraph, ""]
        return start


def world(claim: str, slot: str) -> World:
    """Return the report with a claim at a slot: `raw2` (in the second case), `raw` (after all), `xray`, `end`."""
    draft = Draft()
    starts: list[tuple[str, int, Trained, int]] = []
    for name, (title, trained) in GROUPS.items():
        draft.write(f"## {title}")
        for number, one in enumerate(trained, 1):
            line = draft.write(f"### {one.title}", one.line.format(loss=one.loss, accuracy=one.accuracy))
            starts.append((name, number, one, line))
            draft.write(*[claim] * (slot == f"{name}{number}"))
        draft.write(*[claim] * (slot == name))
    xray = draft.write("## Chest X-ray pneumonia with a CNN", XRAY, *[claim] * (slot == "xray"))
    draft.write("## Conclusion", *[claim] * (slot == "end"))
    submission = read_text("\n".join(draft.lines), "report.md", "en")
    cases = [_case(submission, name, number, one, line) for name, number, one, line in starts]
    scores = tuple(_score(metric, text, xray + 2) for metric, text in _XRAY)
    cases.append(Case("Chest X-ray", Place(xray, xray), Place(xray, xray + 5), submission.part_at(xray), 1, (), scores))
    return World(submission, tuple(cases))


def _case(submission: Submission, name: str, number: int, one: Trained, line: int) -> Case:
    del name
    part = submission.part_at(line)
    heading = Place(line, line)
    last = submission.blocks[submission.parts[part].blocks[1]].place.last
    settings = tuple(Setting(key, values, heading, one.title, "heading") for key, values in one.settings.items())
    scores = (_score("loss", one.loss, line + 2), _score("accuracy", one.accuracy, line + 2))
    group = submission.parts[part].parent or 0
    return Case(one.title, heading, Place(line, last), group, number, settings, scores)


@cache
def verdicts(claim: str, slot: str) -> tuple[Verdict, ...]:
    """Return the verdicts on a claim that stands at a slot of the report."""
    made = world(claim, slot)
    return (*claims(made), *detections(made))


def outcome(claim: str, slot: str) -> str:
    """Return the gravest outcome of a claim: refuted, review, confirmed, or none."""
    found = {verdict.outcome for verdict in verdicts(claim, slot)}
    return next((name for name in ("refuted", "review", "confirmed") if name in found), "none")
