"""The content key of a result: all that decides its numbers, and nothing else.

That is the canonical experiment or evaluation, the arrays it reads, the code that trains it and that makes its
features, the threads, and the versions of Keras and TensorFlow. Language, template, path, order of sections and
processor do not enter.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from reportgen import changes, evaluation, keras_model, losses, noise, protocol, training
from reportgen.canonical import digest
from reportgen.features import extraction, hog, pixels
from reportgen.spec import Evaluation, Experiment, Features, evaluations

Job = Experiment | Evaluation
"""What a worker does: train a network, or evaluate trained ones."""

SCHEMA = 3
"""The version of what a result holds and how it is written."""
SUFFIX = ".result"
TRAINED_BY = (training, keras_model, losses, noise, protocol)
"""The modules whose code decides a result."""
EVALUATED_BY = (evaluation, changes, evaluations)
"""The modules whose code decides an outcome, besides those that trained its networks."""
EXTRACTED_BY: Mapping[str, tuple[ModuleType, ...]] = {
    "pixels": (extraction, pixels),
    "hog": (extraction, hog, pixels),
}
"""The modules whose code decides what a network reads, by kind of features."""
_INPUTS = Path(__file__).with_name("inputs.py")  # has a part in it too, but stands below


@dataclass(frozen=True)
class Key:
    """What decides a result. `work` is all but the versions, so that results can be read without TensorFlow.

    Attributes:
        job: what is trained, or evaluated.
        data: the digest of the dataset's arrays.
        code: the digest of each module that has a part in it, by its name; NumPy's version for computed features.
        threads: how many threads train.
        versions: of Keras and TensorFlow; empty where they are not installed.
    """

    job: Job
    data: str
    code: tuple[tuple[str, str], ...]
    threads: int
    versions: tuple[tuple[str, str], ...]

    @property
    def work(self) -> str:
        """The digest of what is trained, on what, by which code."""
        return digest((SCHEMA, self.job, self.data, self.code, self.threads))

    @property
    def name(self) -> str:
        """The file name of the result."""
        return f"{self.work[:24]}-{digest(self.versions)[:8]}{SUFFIX}"


def key_of(job: Job, data_digest: str) -> Key:
    """Return the key of an experiment or evaluation on the arrays with this digest, with what is installed now."""
    networks = job.networks if isinstance(job, Evaluation) else (job,)
    kinds = dict.fromkeys(network.features.kind for network in networks)
    modules = dict.fromkeys((*TRAINED_BY, *(module for kind in kinds for module in EXTRACTED_BY[kind])))
    if isinstance(job, Evaluation):
        modules |= dict.fromkeys(EVALUATED_BY)
    code = [(module.__name__.removeprefix("reportgen."), code_digest(module)) for module in modules]
    code.append(("inputs", digest(_normalised(_INPUTS.read_text("utf-8")))))
    code += dict.fromkeys(item for network in networks for item in _arithmetic(network.features))
    return Key(job, data_digest, tuple(code), training.THREADS, training.versions())


def features_key(features: Features, data_digest: str, part: str) -> str:
    """Return the key of what networks read of a part (`x_train`, `x_test`) of the arrays with this digest."""
    return digest((features, data_digest, part, code_digest(*EXTRACTED_BY[features.kind]), _arithmetic(features)))


def _arithmetic(features: Features) -> list[tuple[str, str]]:
    """Return the version of what computes features: the last bit of an angle decides the interval of a gradient."""
    return [] if features.kind == "pixels" else [("numpy", version("numpy"))]


@cache
def code_digest(*modules: ModuleType) -> str:
    """Return the digest of some modules' code: its syntax, without comments and docstrings.

    A package stands for all its modules.
    """
    return digest([_normalised(path.read_text("utf-8")) for module in modules for path in _sources(module)])


def _sources(module: ModuleType) -> list[Path]:
    path = Path(str(module.__file__))
    return sorted(path.parent.rglob("*.py")) if path.name == "__init__.py" else [path]


def _normalised(source: str) -> str:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(tree)
