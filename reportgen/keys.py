"""The content key of a result: all that decides its numbers, and nothing else.

That is the canonical experiment, the arrays it reads, the code that trains it, the threads, and the versions of Keras
and TensorFlow. Language, template, path, order of sections and processor do not enter.
"""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from reportgen import keras_model, losses, protocol, training
from reportgen.canonical import digest
from reportgen.spec import Experiment

SCHEMA = 1
"""The version of what a result holds and how it is written."""
SUFFIX = ".result"
TRAINED_BY = (training, keras_model, losses, protocol)
"""The modules whose code decides a result."""


@dataclass(frozen=True)
class Key:
    """What decides a result. `work` is all but the versions, so that results can be read without TensorFlow."""

    experiment: Experiment
    data: str
    code: str
    threads: int
    versions: tuple[tuple[str, str], ...]

    @property
    def work(self) -> str:
        """The digest of what is trained, on what, by which code."""
        return digest((SCHEMA, self.experiment, self.data, self.code, self.threads))

    @property
    def name(self) -> str:
        """The file name of the result."""
        return f"{self.work[:24]}-{digest(self.versions)[:8]}{SUFFIX}"


def key_of(experiment: Experiment, data_digest: str) -> Key:
    """Return the key of an experiment on the arrays with this digest, with what is installed now."""
    return Key(experiment, data_digest, code_digest(*TRAINED_BY), training.THREADS, training.versions())


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
