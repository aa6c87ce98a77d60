"""Metrics of a confusion matrix: precision, recall, F1, accuracy."""

from collections.abc import Mapping, Sequence

from reportgen.check.equations.context import Context
from reportgen.check.equations.forms import Choice, Form, first
from reportgen.check.equations.judgement import Judgement
from reportgen.check.equations.names import key
from reportgen.check.equations.terms import Equation, Product, Quotient, Symbol, Term, symbols

F1 = "F1 = 2·P·R / (P + R)"
_METRICS: Mapping[str, tuple[str, tuple[Form, ...]]] = {
    "f1": (F1, (
        Form("pr", lambda p, r: 2 * p * r / (p + r)),
        Form("afn", lambda a, f, n: 2 * a / (2 * a + f + n)),
        Form("afn", lambda a, f, n: a / (a + 0.5 * (f + n))),
        Form("pr", lambda p, r: p * r / (p + r), "f1_two"),
        Form("pr", lambda p, r: (p + r) / 2, "f1_mean"),
        Form("pr", lambda p, r: 2 * (p + r) / (p * r), "f1_inverted"),
        Form("pr", lambda p, r: (p + r) / (2 * p * r), "f1_inverted"),
        Form("pr", lambda p, r: (p + r) / (p * r), "f1_inverted"),
    )),
    "precision": ("TP / (TP + FP)", (
        Form("af", lambda a, f: a / (a + f)),
        Form("afnb", lambda a, f, n, b: (a + b) / (a + f + n + b)),
        Form("an", lambda a, n: a / (a + n), "precision_recall"),
        Form("af", lambda a, f: f / (a + f), "metric_share"),
    )),
    "recall": ("TP / (TP + FN)", (
        Form("an", lambda a, n: a / (a + n)),
        Form("af", lambda a, f: a / (a + f), "recall_precision"),
        Form("an", lambda a, n: n / (a + n), "metric_share"),
    )),
    "accuracy": ("(TP + TN) / (TP + TN + FP + FN)", (
        Form("afnb", lambda a, f, n, b: (a + b) / (a + f + n + b)),
        Form("afn", lambda a, f, n: a / (a + f + n), "accuracy_negatives"),
        Form("afnb", lambda a, f, n, b: a / (a + f + n + b), "accuracy_negatives"),
        Form("afnb", lambda a, f, n, b: (a + b) / (a + f + n), "accuracy_other"),
        Form("afnb", lambda a, f, n, b: (a + f) / (a + f + n + b), "accuracy_other"),
        Form("afnb", lambda a, f, n, b: (a + n) / (a + f + n + b), "accuracy_other"),
    )),
}  # fmt: skip
_LEFT = {"pr": "precision", "rec": "recall", "rappel": "recall", "sens": "recall", "acc": "accuracy"}
"""What the left side of a formula begins with."""


def metric(side: Term, equation: Equation, context: Context) -> Judgement | None:
    """Compare one side of a formula with a metric of a confusion matrix."""
    name = _metric_name(equation, context)
    if name is None or not isinstance(side, Quotient | Product):
        return None
    choices = _metric_choices(side)
    if choices is None:
        return None
    right, forms = _METRICS[name]
    if name == "precision" and "recall" in _names_of(equation):
        return None
    form = first(side, forms, choices)
    if form is None:
        return None
    return Judgement(
        f"equation.{name}",
        right,
        form.mistake,
        certain=bool(form.mistake) and form.mistake != "accuracy_negatives",
        suspicion=0.6,
    )


def _names_of(equation: Equation) -> str:
    left = equation.sides[0]
    return (left.name + left.sub).lower() if isinstance(left, Symbol) else ""


def _metric_name(equation: Equation, context: Context) -> str | None:
    """Return the metric that the left side names."""
    if len(equation.sides) < 2:
        return None
    name = _names_of(equation)
    if name == "result":
        found = context.own & {"f1", "precision", "recall", "accuracy"}
        return next(iter(found)) if len(found) == 1 else None
    if name.startswith(("f1", "f_1")) or (name[:1] == "f" and "1" in name[:3]):
        return "f1"
    return next((metric for word, metric in _LEFT.items() if name.startswith(word)), None)


def _metric_choices(side: Term) -> dict[str, Sequence[Choice]] | None:
    """Return which names may have each role; None if a name is unknown."""
    choices: dict[str, list[Choice]] = {role: [] for role in "prafnb"}
    for symbol in symbols(side):
        one = key(symbol)
        name = one.lower()
        role = {"tp": "a", "fp": "f", "fn": "n", "tn": "b", "p": "p", "r": "r"}.get(name)
        role = role or ("p" if name.startswith("pr") else "r" if name.startswith(("rec", "rap", "sens")) else None)
        if role is None:
            return None
        if one not in choices[role]:
            choices[role].append(one)
    return {role: tuple(found) for role, found in choices.items()}
