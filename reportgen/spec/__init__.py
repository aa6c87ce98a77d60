"""The values that travel between the stages: frozen, without logic, without language.

    Experiment -> Result -> Answer, Figure -> report

A spec and its outcome are two types: an `Experiment` says what to train, its `Result` what was learned. Specs name
no Python object, so that a lab file, a section and a parsed report all make the same thing, and so that a spec can be
hashed.
"""

from reportgen.spec.answers import (
    Answer,
    Comparison,
    Exact,
    Interval,
    Ranking,
    Rounded,
    Spread,
    Step,
    Unit,
    computed,
    trained,
)
from reportgen.spec.data import Dataset, DatasetInfo, Floats, Groups, Images, Inputs, Labels, Origin, Source
from reportgen.spec.evaluations import SHOWN, Change, Evaluation, GradientStep, Outcome, Shift, Trial
from reportgen.spec.evidence import Evidence
from reportgen.spec.experiments import (
    Arguments,
    Case,
    ClassWeight,
    Experiment,
    Features,
    Hog,
    Optimizer,
    Pixels,
    Protocol,
    SaltAndPepper,
    Scaling,
    Target,
    Training,
)
from reportgen.spec.results import History, Provenance, Result

__all__ = [
    "SHOWN",
    "Answer",
    "Arguments",
    "Case",
    "Change",
    "ClassWeight",
    "Comparison",
    "Dataset",
    "DatasetInfo",
    "Evaluation",
    "Evidence",
    "Exact",
    "Experiment",
    "Features",
    "Floats",
    "GradientStep",
    "Groups",
    "History",
    "Hog",
    "Images",
    "Inputs",
    "Interval",
    "Labels",
    "Optimizer",
    "Origin",
    "Outcome",
    "Pixels",
    "Protocol",
    "Provenance",
    "Ranking",
    "Result",
    "Rounded",
    "SaltAndPepper",
    "Scaling",
    "Shift",
    "Source",
    "Spread",
    "Step",
    "Target",
    "Training",
    "Trial",
    "Unit",
    "computed",
    "trained",
]
