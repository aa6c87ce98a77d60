"""Texts and files that nobody wrote: made of what reports are made of, for the whole check."""

import json
import warnings
import zlib
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

from hypothesis import strategies as st

from reportgen.check.checking import Checked
from reportgen.check.submission import Place
from reportgen.check.verdict import KINDS
from reportgen.plots import Label, Text
from tests.check.labels import language

NUMBERS = [
    "0", "1", "2", "3", "5", "9", "10", "28", "100", "784", "7850", "79510", "401'920", "401 408", "1,234", "0,979",
    "0.98", "97.8 %", "98%", "1e-07", "1·10⁻⁷", "10^{-7}", "-3", "−0.5", "1/3", "73\\,872", "3x3", "(28, 28, 1)",
    "(2,3)", "00012", "9" * 40, "1.2.3", "5k", "2.5M", "1e999", "0e0", "½", "٣", "²", "−", "1'2'3", "0.0", "1e-400",
    "12%%",
]  # fmt: skip
SIGNS = [
    " + ", " - ", " * ", " × ", " / ", " = ", " ≈ ", "=", "+", "*", "**", "^", "(", ")", "[", "]", "{", "}", ", ",
    "; ", ": ", ". ", " -> ", " → ", "|", " < ", " > ", "±", "%", "÷", "·", " x ", "//", "--", "==", "!=",
    " \\times ", "$", "$$", "\\frac{", "}{", "\\sqrt{", "\\sum_{i=1}^{n}", "^2", "_i", "\\cdot ", "\\left(",
    "\\right)", "\\\\", "&", "\\%", "'", '"', "«\u202f", "\u202f»", "…", "\u200f", "\u202e", "\u200b", "\ufeff",
    "\u0301", "\x00", "\x0c", "\x1b[31m", "\b", "\t", "\r",
]  # fmt: skip
WORDS = [
    "the network", "le réseau", "le modèle", "model 2", "modèle 1", "the second model", "the last one", "neurons",
    "neurones", "hidden layer", "couche cachée", "parameters", "paramètres", "poids", "weights", "bias", "biais",
    "epochs", "époques", "batch size", "dropout", "learning rate", "taux d'apprentissage", "accuracy", "exactitude",
    "precision", "précision", "recall", "rappel", "F1", "F-score", "loss", "perte", "test", "validation", "train",
    "class 3", "chiffre 4", "confused with", "confondu avec", "better than", "meilleur que", "higher", "plus petit",
    "twice as many", "deux fois plus", "three times", "the best", "le moins", "decreases", "augmente", "overfitting",
    "surapprentissage", "Adam", "RMSprop", "SGD", "softmax", "relu", "sigmoid", "cross-entropy", "entropie croisée",
    "MSE", "kernel", "noyau", "filters", "filtres", "max pooling", "flatten", "HOG", "orientations",
    "pixels per cell", "pneumonia", "normale", "false positives", "faux négatifs", "sensitivity", "spécificité",
    "images", "Figure 1", "Table 2", "there are", "il y a", "layers", "couches", "because", "donc", "not", "pas",
    "instead of", "au lieu de", "from", "to", "respectively", "about", "environ", "more than", "all", "tous", "none",
    "only", "sauf", "capacity", "MLP", "CNN", "conv2d", "dense", "I", "we", "nous", "TODO", "???", "rho", "momentum",
    "epsilon", "beta_1", "theta", "gradient", "ADAM", "is", "est", "of", "de", "and", "et", "which",
]  # fmt: skip
LINES = [
    "\n", "\n\n", "\n# Title\n", "\n## 2. Model 2: 100 neurons\n", "\n### 3.1 Résultats\n", "\n- ", "\n1. ", "\n> ",
    "\n```\n", "\n```python\n", "\n    ", "\n---\n", "\n***\n", "\n$$\n", "\n\\[\n", "\n\\]\n", "\n<table><tr><td>",
    "</td></tr></table>\n", "\n<!--", "-->\n", "\n![Figure 2: loss](a.png)\n", "\n\\section{",
    "\n\\begin{equation}\n", "\n\\end{equation}\n", "\n\\begin{tabular}{ll}\n", "\n\\end{tabular}\n",
    "\n\\begin{itemize}\n\\item ", "\n\\end{itemize}\n", "\n**Modèle 1**\n",
    "\n| Model | Accuracy | F1 |\n|---|---|---|\n| 1 | 0.97 | 0.96 |\n| 2 | 0.98 | 0.97 |\n",
    "\n| a | b |\n|---|---|\n| ", "\n[[50  2]\n [ 3 45]]\n",
    "\nconfusion_matrix = array([[ 970, 2],\n       [3, 1025]])\n", "\n[[1 2 3]\n [4 5 6]\n",
    '\nModel: "sequential"\n', "\n_______________________________________\n",
    "\n=======================================\n",
    "\nLayer (type)                 Output Shape              Param #\n",
    "\ndense (Dense)                (None, 100)               78500\n",
    "\nconv2d_1 (Conv2D)            (None, 28, 28, 8)         80\n", "\nflatten (Flatten)  (None, 784)  0\n",
    "\nTotal params: 79,510\n", "\nTrainable params: 79510\n", "\nNon-trainable params: 0\n",
    "\nmodel.add(Dense(100, activation='relu', input_shape=(784,)))\n", "\nmodel = Sequential()\n",
    "\nmodel.add(Dropout(0.5))\n",
    "\nmodel.compile(loss='categorical_crossentropy', optimizer=RMSprop(), metrics=['accuracy'])\n",
    "\nmodel.fit(X_train, Y_train, batch_size=128, epochs=10, validation_data=(X_test, Y_test))\n",
    "\nx = Conv2D(8, (3, 3), padding='same')(inputs)\n", "\nEpoch 3/10\n",
    "\nTest score: 0.07\nTest accuracy: 0.98\n",
    "\n              precision    recall  f1-score   support\n\n           0       0.98      0.99     "
    " 0.98       980\n",
    "\n    accuracy                           0.98     10000\n", "\n(784 x 100) + 100 = 78500\n",
    "\n784 * 100 + 100 + 100 * 10 + 10 = 79510\n", "\nL = -\\frac{1}{N}\\sum_{i} y_i \\log(\\hat{y}_i)\n",
    "\nTP = 50, FP = 2, FN = 3, TN = 45\n", "\nprecision = 50 / (50 + 2) = 0.96\n",
    "\nThe network with 300 neurons is better than the one with 100 neurons.\n",
    "\nLe 4 est souvent confondu avec le 9 (12 fois).\n", "\nAccuracy rises from 0.97 to 0.98.\n",
    "\nLa perte diminue de 0,1 à 0,07.\n", "\nNumber of weights: 784*100 + 100 = \n",
    "\nF1 = 2 * 0.9 * 0.8 / (0.9 + 0.8)\n", "\nThere are 3 hidden layers with 100 neurons each.\n",
    "\nw = w - \\eta \\frac{\\partial L}{\\partial w}\n", "\ntitle: x\n",
]  # fmt: skip
FRAGMENTS = st.one_of(*map(st.sampled_from, (NUMBERS, SIGNS, WORDS, LINES)), st.just(" "))


def texts(most: int = 60) -> st.SearchStrategy[str]:
    """Return reports put together from fragments, some repeated."""
    piece = st.one_of(
        FRAGMENTS, FRAGMENTS, FRAGMENTS, st.builds(lambda one, times: one * times, FRAGMENTS, st.integers(2, 40))
    )
    return st.lists(piece, min_size=1, max_size=most).map("".join)


def bent(text: str) -> st.SearchStrategy[str]:
    """Return a report with some of its pieces cut out, doubled, moved or replaced."""
    change = st.tuples(
        st.integers(0, len(text)), st.integers(0, 300), st.sampled_from(["cut", "double", "move", "put"]), FRAGMENTS,
        st.integers(0, len(text)),
    )  # fmt: skip
    return st.lists(change, min_size=1, max_size=12).map(lambda changes: _bent(text, changes))


def _bent(text: str, changes: list[tuple[int, int, str, str, int]]) -> str:
    for start, length, how, piece, to in changes:
        taken = text[start : start + length]
        rest = text[:start] + text[start + length :]
        match how:
            case "cut":
                text = rest
            case "double":
                text = text[:start] + taken + text[start:]
            case "move":
                text = rest[:to] + taken + rest[to:]
            case _:
                text = text[:start] + piece + text[start:]
    return text


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | texts(4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
_MIMES = ["text/plain", "text/html", "image/png"]
_KEYS = st.sampled_from(
    ["cell_type", "source", "outputs", "output_type", "data", "text", "text/plain", "text/html", "image/png", "cells",
     "worksheets", "level", "traceback", "metadata", "input"]
)  # fmt: skip


def cells() -> st.SearchStrategy[object]:
    """Return cells of a notebook, most of them as they ought to be."""
    output = st.fixed_dictionaries(
        {"output_type": st.sampled_from(["stream", "execute_result", "error", "display_data"])},
        optional={
            "text": texts(6) | _JSON,
            "data": st.dictionaries(st.sampled_from(["text/plain", "text/html", "image/png"]), texts(5) | _JSON)
            | _JSON,
        },
    )
    return st.fixed_dictionaries(
        {"cell_type": st.sampled_from(["markdown", "code", "raw", "heading"]), "source": texts(8) | _JSON},
        optional={"outputs": st.lists(output, max_size=3) | _JSON, "level": _JSON},
    )


def notebooks() -> st.SearchStrategy[bytes]:
    """Return notebooks, and JSON that is nearly one."""
    document = st.fixed_dictionaries({"cells": st.lists(cells() | _JSON, max_size=5) | _JSON})
    odd = st.dictionaries(_KEYS, _JSON | st.lists(cells(), max_size=2), max_size=4)
    found = st.one_of(document, document, odd, _JSON)
    return found.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))


def small_pdf(text: str = "The accuracy is 0.97. 784 * 100 + 100 = 78500") -> bytes:
    """Return a PDF of one page, written by hand, its page's stream packed."""
    shown = "".join(f"({line}) Tj T*\n" for line in text.translate({40: "", 41: "", 92: ""}).split("\n"))
    stream = zlib.compress(f"BT /F1 12 Tf 14 TL 72 720 Td\n{shown}ET".encode("latin-1", "replace"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    written = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(written)
    return written + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def mutated(data: bytes) -> st.SearchStrategy[bytes]:
    """Return bytes of which some were changed, cut out or doubled."""
    change = st.tuples(st.integers(0, len(data)), st.integers(0, 30), st.binary(max_size=8))
    return st.lists(change, min_size=1, max_size=6).map(lambda changes: _mutated(data, changes))


def _mutated(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for start, length, put in changes:
        data = data[:start] + put + data[start + length :]
    return data


def archives() -> st.SearchStrategy[bytes]:
    """Return archives of a few files under any names, packed in any way, most of them damaged afterwards."""
    name = st.text(max_size=20) | st.sampled_from(
        ["A_1_assignsubmission_file_/r", "../r", "/r", "C:\\r", "a/b/r", "x.zip/r"]
    )
    suffix = st.sampled_from([".md", ".txt", ".tex", ".pdf", ".ipynb", ".zip", ".docx", ""])
    member = st.tuples(name, suffix, texts(5), st.sampled_from([ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA]))
    packed = st.lists(member, max_size=4).map(_packed)
    return packed | packed.flatmap(mutated)


def _packed(members: list[tuple[str, str, str, int]]) -> bytes:
    packed = BytesIO()
    with warnings.catch_warnings(), ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")  # the same name twice
        for name, suffix, text, how in members:
            safe = name.encode("utf-8", "ignore").decode().replace("\0", "") or "a"
            archive.writestr(safe + suffix, text.encode("utf-8", "replace"), how)
    return packed.getvalue()


def assert_sound(checked: Checked) -> None:
    """Hold the promises of every verdict, whatever the text was."""
    assert not checked.faults
    for verdict in checked.verdicts:
        assert verdict.outcome in ("confirmed", "refuted", "review"), verdict
        assert verdict.kind in KINDS, verdict
        assert 0 <= verdict.suspicion <= 1, verdict
        assert verdict.quote.strip(), verdict
        for place in (verdict.place, *verdict.also):
            _assert_place(place, len(checked.submission.lines))
        assert verdict.outcome != "refuted" or verdict.place.last - verdict.place.first < 5, verdict
        for text in (verdict.found, verdict.expected, verdict.how, verdict.question or ""):
            _assert_words(text)
        assert verdict.outcome != "refuted" or language().text(verdict.how).strip(), verdict
    for question in checked.questions:
        _assert_words(question.topic)
        for place in question.places:
            _assert_place(place, len(checked.submission.lines))
    assert len(checked.topics) in (0, len(checked.verdicts))


def _assert_place(place: Place, lines: int) -> None:
    assert 0 <= place.first <= place.last < lines, place


def _assert_words(text: Text) -> None:
    for code in ("fr", "en"):
        said = language(code).text(text)
        assert isinstance(text, str) or said or not isinstance(text, Label)
