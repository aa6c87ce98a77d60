"""Hyper-parameters in code and in what Keras prints: layers, `compile`, `fit`, assignments; nothing of it is run.

Light patterns, since code in a report is cut, numbered and damaged more often than it parses.
"""

import re
from collections.abc import Iterator

from reportgen.check.facts.setting_choices import canonical
from reportgen.check.patterns import regex
from reportgen.check.stated import SettingName

_NUMBER = r"\d{1,9}(?:\.\d{1,12})?(?:[eE]-?\d{1,3})?"
_SAME = rf"(?P<value>{_NUMBER})(?![\w.*/+]|[ ]*[*/+-])"
_PATTERNS: tuple[tuple[SettingName, str], ...] = (
    ("dropout", rf"\b(?:Spatial)?Dropout(?:[12]D)?\([ ]*(?:rate[ ]*=[ ]*)?{_SAME}"),
    ("dropout", rf"\bdrop_?out(?:_rate)?[ ]*=[ ]*{_SAME}"),
    ("epochs", rf"\b(?:n_?|nb_?|num_?|N_?)?epochs?[ ]*=[ ]*{_SAME}"),
    ("batch_size", rf"\bbatch_?size[ ]*=[ ]*{_SAME}"),
    ("learning_rate", rf"\b(?:learning_rate|lr)[ ]*=[ ]*{_SAME}"),
    ("learning_rate", rf"\b(?:RMSprop|Adam|SGD|AdamW|Nadam|Adagrad)\([ ]*{_SAME}"),
    ("orientations", rf"\b(?:n_)?orientations?[ ]*=[ ]*{_SAME}"),
    ("pixels_per_cell", rf"\bpix(?:els?)?_(?:p|per)_cells?[ ]*=[ ]*\(?[ ]*{_SAME}"),
    ("neurons", rf"\b(?:n_?|nb_?|num_?)?(?:hidden(?:_(?:units|neurons|size|nodes))?|neurone?s?)[ ]*=[ ]*{_SAME}"),
    ("l2", rf"\b(?:regularizers\.)?[lL]2\([ ]*(?:l2?[ ]*=[ ]*)?{_SAME}"),
    ("l2", rf"\bweight_decay[ ]*=[ ]*{_SAME}"),
    ("noise", rf"\bnoise(?:_(?:level|factor|amount|ratio))?[ ]*=[ ]*{_SAME}"),
)  # fmt: skip
_NUMERIC = tuple((name, regex(pattern, re.IGNORECASE)) for name, pattern in _PATTERNS)
_DENSE = regex(rf"\bDense\([ ]*(?:units[ ]*=[ ]*)?{_SAME}(?P<rest>[^\n]{{0,120}})")
_CONVOLUTION = regex(
    r"\bConv(?:olution)?2D\([ ]*(?:filters[ ]*=[ ]*)?(?P<filters>\d{1,5})[ ]*,[ ]*(?:kernel_size[ ]*=[ ]*)?"
    r"(?:[(\[][ ]*(?P<height>\d{1,2})[ ]*,[ ]*(?P<width>\d{1,2})[ ]*[)\]]|(?P<side>\d{1,2})(?=[ ]*[,)]))"
)
_OPTIMIZER = regex(
    r"\boptimizer[ ]*=[ ]*(?:[\w.]{0,40}\.)?[\"']?(?P<value>RMSprop|Adam\w{0,3}|SGD|Nadam|Adagrad|Adadelta)\b", re.I
)
_LOSS = regex(
    r"\bloss[ ]*=[ ]*(?:[\w.]{0,40}\.)?[\"']?(?P<value>(?:Sparse_?|Binary_?|Categorical_?){1,2}Cross_?entropy|mse"
    r"|mean_squared_error)\b",
    re.I,
)
_ACTIVATION = regex(r"\bactivation[ ]*=[ ]*(?:[\w.]{0,40}\.)?[\"'](?P<value>\w{3,12})[\"']")
_EPOCH_OF = regex(r"^[ \t]*Epoch[ ]+\d{1,5}[ ]*/[ ]*(?P<value>\d{1,5})[ \t]*$", re.MULTILINE)
_COMMENT = regex(r"#[^\n]*")
_OUT = regex(r"softmax|sigmoid|num_classes|n_classes|nb_classes", re.IGNORECASE)

Found = tuple[SettingName, tuple[float | str, ...], int, int]


def settings(text: str) -> Iterator[Found]:
    """Yield each hyper-parameter of a piece of code or output with where it starts and ends; comments do not count."""
    text = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    for name, pattern in _NUMERIC:
        for match in pattern.finditer(text):
            yield name, (float(match["value"]),), match.start(), match.end()
    yield from _layers(text)
    yield from _names(text)
    seen: set[str] = set()
    for match in _EPOCH_OF.finditer(text):
        if match["value"] not in seen:
            seen.add(match["value"])
            yield "epochs", (float(match["value"]),), match.start(), match.end()


def _layers(text: str) -> Iterator[Found]:
    for match in _DENSE.finditer(text):
        name: SettingName = "outputs" if _OUT.search(match["rest"].partition("Dense(")[0]) else "neurons"
        yield name, (float(match["value"]),), match.start(), match.end("value")
    for match in _CONVOLUTION.finditer(text):
        side = match["side"]
        yield "filters", (float(match["filters"]),), match.start(), match.end()
        yield "kernel", (float(match["height"] or side), float(match["width"] or side)), match.start(), match.end()


def _names(text: str) -> Iterator[Found]:
    for match in _OPTIMIZER.finditer(text):
        yield "optimizer", (canonical("optimizer", match["value"]),), match.start(), match.end()
    for match in _LOSS.finditer(text):
        said = (
            re.sub(r"(?i)(sparse|binary|categorical)_?(?=\w)", r"\1_", match["value"])
            .lower()
            .replace("cross_e", "crosse")
        )
        yield "loss_function", (canonical("loss_function", said),), match.start(), match.end()
    for match in _ACTIVATION.finditer(text):
        yield "activation", (canonical("activation", match["value"]),), match.start(), match.end()
