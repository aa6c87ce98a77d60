"""Metrics of a report: by its confusion matrices, by each other, and by recomputed answers."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.answers_file import AnswerRecord, AnswersFile, DataRecord
from reportgen.check.confusion.derived import averages, classes
from reportgen.check.confusion.intervals import exchanged, is_one_of
from reportgen.check.facts import Facts
from reportgen.check.numbers import quantities
from reportgen.check.reading import read_text
from reportgen.check.rules import metrics
from reportgen.check.verdict import Verdict
from reportgen.spec import Spread
from tests.check.test_matrices import RAW, XRAY, Rows, commas, fenced
from tests.check.test_pairs import GARMENTS

CASE = "# Digits from raw data\n\n## 100 neurons\n\n{text}\n\n" + fenced(
    "Test loss: 0.07702907919883728\nTest accuracy: 0.9757000207901001"
) + "\n\n" + fenced(commas(RAW)) + "\n\n{after}\n"  # fmt: skip
LUNGS = "# Pneumonia on chest X-rays\n\n## Test set\n\n" + fenced(
    "Test Accuracy: 0.7596\nTest Precision: 0.7239\nTest Recall: 0.9949\nTest F1 Score: 0.8380"
) + "\n\nConfusion matrix:\n\n" + fenced(commas(XRAY)) + "\n\n{text}\n"  # fmt: skip


def judged(text: str, rule: str = "", key: AnswersFile | None = None) -> list[Verdict]:
    """Return what the rules say of a report, or one of them."""
    found = metrics.check(Facts(read_text(text), key))
    return [verdict for verdict in found if not rule or verdict.rule == rule]


def refuted(text: str) -> list[str]:
    """Return the rules that refute something of a report."""
    return [verdict.rule for verdict in judged(text) if verdict.outcome == "refuted"]


def after(text: str) -> str:
    """Return a report on a perceptron with a sentence behind its matrix."""
    return CASE.format(text="", after=text)


# ── scikit-learn says the same ───────────────────────────────────────────────────────────────────────────────────


def labels(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Return true and predicted labels that have a confusion matrix."""
    true, predicted = np.indices((len(rows), len(rows)))
    counts = np.array(rows).ravel()
    return np.repeat(true.ravel(), counts), np.repeat(predicted.ravel(), counts)


@pytest.mark.parametrize("rows", [RAW, GARMENTS, XRAY])
def test_metrics_of_a_matrix_are_scikit_learns(rows: Rows) -> None:
    """Precision, recall and F1 of each class, and their means."""
    from sklearn.metrics import precision_recall_fscore_support

    true, predicted = labels(rows)
    precision, recall, f1, support = precision_recall_fscore_support(true, predicted)
    found = classes(rows)
    np.testing.assert_allclose([item.precision for item in found], precision)
    np.testing.assert_allclose([item.recall for item in found], recall)
    np.testing.assert_allclose([item.f1 for item in found], f1)
    assert [item.support for item in found] == list(support)
    for average in ("macro", "weighted"):
        means = precision_recall_fscore_support(true, predicted, average=average)
        for metric, mean in zip(("precision", "recall", "f1"), means, strict=False):
            assert averages(rows, metric)[average] == pytest.approx(mean)


@pytest.mark.parametrize("rows", [RAW, GARMENTS])
def test_a_classification_report_is_confirmed(rows: Rows) -> None:
    """What scikit-learn prints beside the matrix agrees with it, line by line."""
    from sklearn.metrics import classification_report

    printed = str(classification_report(*labels(rows)))
    found = judged(after(fenced(printed)).replace(commas(RAW), commas(rows)))
    assert not [verdict for verdict in found if verdict.rule == "metric.class" and verdict.outcome != "confirmed"]


# ── right ────────────────────────────────────────────────────────────────────────────────────────────────────────

RIGHT = (
    "The accuracy is 97.57 %.",
    "The test accuracy is 0.9757.",
    "The test accuracy is 0.976.",
    "We get a test accuracy of about 98 %.",
    "We get an accuracy of 97.6%.",
    "We get an accuracy of 97.5%.",
    "The accuracy on the test set is 98%.",
    "The accuracy is above 97 %.",
    "The test loss is 0.077.",
    "That is 243 errors out of 10,000.",
    "243 of the 10000 images are misclassified.",
    "9757 images out of 10000 are classified correctly.",
    "With an accuracy of 97.57 % the error rate is 2.43 %.",
    "The error rate is 2.4 %, the accuracy 97.6 %.",
    "An accuracy of 97.57% means 243 errors out of 10'000.",
    "The training accuracy is 0.9927.",
    "The best validation accuracy was 0.9775.",
    "At epoch 5 the accuracy was 0.9727.",
    "Compared with 0.9812 for 300 neurons, the accuracy is lower.",
    "The accuracy increased by 150 % of a point.",
    "The recall of class 5 is 0.9686.",
    "L'exactitude est de 97,57 %.",
    "La précision sur le jeu de test est de 97,57 %.",
    "On obtient une accuracy de 0,976.",
    "On obtient environ 98 % de précision.",
    "L'accuracy sur le test set est de 97.57%.",
    "Le loss de test est de 0.077.",
    "Cela fait 243 erreurs sur 10'000.",
    "243 erreurs sur 10 000 images.",
    "9757 images sur 10'000 sont bien classées.",
    "Le taux d'erreur est de 2,43 % pour une exactitude de 97,57 %.",
    "Une exactitude de 97,57 %, soit 243 erreurs sur 10'000.",
    "La meilleure accuracy de validation est 0.9772.",
    "L'accuracy d'entraînement est de 0.9927.",
    "Le modèle à 300 neurones fait mieux : 0.9812.",
    "Il y a 12 erreurs entre le 4 et le 9.",
    "Le modèle se trompe sur 2.4 % des images.",
    "The two largest confusions are 23 errors.",
)


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_metric_is_not_refuted(text: str) -> None:
    """Rounded or cut, of other images, of another epoch, of another model."""
    assert refuted(after(text)) == []


CONFIRMED = (
    ("The test accuracy is 0.9757.", "metric.accuracy"),
    ("On obtient une accuracy de 97,57 % sur le jeu de test.", "metric.consistency"),
    ("The test loss is 0.077.", "metric.consistency"),
    ("That is 243 errors out of 10,000.", "metric.errors"),
    ("Cela fait 243 erreurs sur 10'000.", "metric.errors"),
    ("With an accuracy of 97.57 % the error rate is 2.43 %.", "metric.rate"),
    ("9757 images sur 10'000 sont bien classées.", "metric.errors"),
)


@pytest.mark.parametrize(("text", "rule"), CONFIRMED)
def test_a_right_metric_is_confirmed(text: str, rule: str) -> None:
    """What was checked and is right is said."""
    assert "confirmed" in [verdict.outcome for verdict in judged(after(text), rule)]


# ── wrong ────────────────────────────────────────────────────────────────────────────────────────────────────────

WRONG = (
    ("The test accuracy is 0.9775.", "0.9757"),
    ("The test accuracy is 97.75 %.", "0.9757"),
    ("The accuracy on the test set is 95.77%.", "0.9757"),
    ("L'exactitude sur le jeu de test est de 97,75 %.", "0.9757"),
    ("That is 188 errors out of 10,000.", "243"),
    ("234 of the 10000 images are misclassified.", "243"),
    ("Cela fait 188 erreurs sur 10'000.", "243"),
    ("9775 images sur 10'000 sont bien classées.", "9757"),
    ("With an accuracy of 97.57 % the error rate is 3.43 %.", "2.43"),
    ("Le taux d'erreur est de 2,34 % pour une exactitude de 97,57 %.", "2.43"),
    ("An accuracy of 97.57% means 343 errors out of 10'000.", "243"),
    ("Une exactitude de 97,57 %, soit 143 erreurs sur 10'000.", "243"),
    ("The model reaches an accuracy of 197.57 %.", "100"),
    ("L'exactitude est de 975,7 %.", "100"),
)


@pytest.mark.parametrize(("text", "right"), WRONG)
def test_a_wrong_metric_is_refuted(text: str, right: str) -> None:
    """Exchanged digits, counts that do not follow, shares above one; the right value is given."""
    from tests.check.labels import said

    found = [verdict for verdict in judged(after(text)) if verdict.outcome == "refuted"]
    assert found, [(verdict.rule, verdict.outcome) for verdict in judged(after(text))]
    assert any(right in said(verdict.expected) for verdict in found)


def test_an_accuracy_that_the_matrix_does_not_have_is_refuted() -> None:
    """The matrix stands beside it, alone, and its sums are right."""
    text = after("").replace("0.9757000207901001", "0.9775000207901001")
    found = judged(text, "metric.accuracy")
    assert [verdict.outcome for verdict in found] == ["refuted"]


def test_a_damaged_matrix_refutes_no_accuracy() -> None:
    """A sum that is off makes the diagonal doubtful."""
    text = after("").replace("0.9757000207901001", "0.9775000207901001").replace("864", "854")
    assert "metric.accuracy" not in refuted(text)


def test_a_table_between_two_matrices_may_be_of_either() -> None:
    """What follows from the one above is not refuted by the one below."""
    table = (
        "| Set | Accuracy | Precision | Recall | F1 |\n|---|---|---|---|---|\n| test | 0.819 | 0.781 | 0.987 | 0.872 |"
    )
    first, second = (fenced(rows) for rows in ("[[126 108]\n [  5 385]]", "[[148  86]\n [  9 381]]"))
    text = f"# X-rays\n\nTest set:\n\n{first}\n\n{table}\n\nTest set of a second run, with dropout:\n\n{second}\n"
    assert refuted(text) == []


def test_two_accuracies_in_one_part_refute_nothing() -> None:
    """It is open which of two results a matrix belongs to."""
    text = after(fenced("Test loss: 0.064\nTest accuracy: 0.9812"))
    assert refuted(text) == []


# ── F1 ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def triple(precision: str, recall: str, f1: str, title: str = "Chest X-ray") -> list[str]:
    """Return the outcomes of an F1 beside a precision and a recall."""
    text = f"# {title}\n\n" + fenced(f"Test Precision: {precision}\nTest Recall: {recall}\nTest F1 Score: {f1}")
    return [verdict.outcome for verdict in judged(text, "metric.f1")]


@pytest.mark.parametrize(
    ("precision", "recall", "f1"),
    [
        ("0.72", "0.99", "0.84"), ("0.72", "0.99", "0.83"), ("0.89", "1.00", "0.94"), ("0.7239", "0.9949", "0.8380"),
        ("0.80", "0.99", "0.88"), ("0.80", "0.99", "0.89"), ("0.8", "1.0", "0.89"), ("0.5", "0.5", "0.5"),
        ("72 %", "99 %", "84 %"), ("0,72", "0,99", "0,84"), ("0.7", "0.9", "0.82"), ("1.0", "0.875", "0.933"),
    ],
)  # fmt: skip
def test_f1_of_rounded_precision_and_recall_is_confirmed(precision: str, recall: str, f1: str) -> None:
    """Whatever rounding or cutting leaves open is right."""
    assert triple(precision, recall, f1) == ["confirmed"]


@pytest.mark.parametrize(
    ("precision", "recall", "f1"),
    [
        ("0.72", "0.99", "0.87"),
        ("0.72", "0.99", "0.48"),
        ("0.7239", "0.9949", "0.8830"),
        ("0.80", "0.99", "0.91"),
        ("0.90", "0.90", "0.95"),
    ],
)
def test_f1_that_does_not_follow_is_refuted(precision: str, recall: str, f1: str) -> None:
    """Of one positive class, F1 is the harmonic mean."""
    assert triple(precision, recall, f1) == ["refuted"]


def test_f1_over_many_classes_is_never_refuted() -> None:
    """The mean of F1 scores is no harmonic mean of means."""
    assert triple("0.8801", "0.8782", "0.8767", "Fashion-MNIST") != ["refuted"]
    assert triple("0.9", "0.9", "0.7", "Fashion-MNIST") == ["review"]


# ── two classes ──────────────────────────────────────────────────────────────────────────────────────────────────

LUNGS_RIGHT = (
    "There are 148 false positives and only 2 false negatives.",
    "On the test set we have TP = 388, TN = 86, FP = 148 and FN = 2.",
    "The sensitivity is 388/390 and the specificity 86/234.",
    "The recall is 388/(388+2).",
    "148 false positives would mean needless examinations.",
    "The test recall is 0.99, the precision 0.72.",
    "The specificity is 0.37.",
    "The accuracy is 76 % and the F1-score 0.84.",
    "The model finds 388 true positives.",
    "Il y a 148 faux positifs et seulement 2 faux négatifs.",
    "Vrais positifs : 388, vrais négatifs : 86.",
    "La sensibilité est de 388/390.",
    "Le rappel vaut 0,99 et la précision 0,72.",
    "La spécificité est de 36,8 %.",
    "474 images sur 624 sont bien classées.",
    "Il y a 150 erreurs sur 624 images.",
    "Le F1-score est de 0,838.",
    "On the validation set we have 1 false negative.",
)


@pytest.mark.parametrize("text", LUNGS_RIGHT)
def test_a_right_claim_on_two_classes_is_not_refuted(text: str) -> None:
    """Counts, fractions and metrics of the printed matrix."""
    assert refuted(LUNGS.format(text=text)) == []


LUNGS_WRONG = (
    "There are 184 false positives.",
    "We have 12 false negatives on the test set.",
    "On the test set TP = 388, TN = 68.",
    "The sensitivity is 380/390.",
    "Il y a 184 faux positifs.",
    "On compte 20 faux négatifs.",
    "Vrais positifs : 338.",
    "La sensibilité est de 380/390.",
    "Il y a 105 erreurs sur 624 images.",
    "447 images sur 624 sont bien classées.",
    "There are 148 false negatives.",
)


@pytest.mark.parametrize("text", LUNGS_WRONG)
def test_a_wrong_claim_on_two_classes_is_refuted(text: str) -> None:
    """A count that no reading of the matrix has; of exchanged errors, if the stated recall says which is which."""
    assert refuted(LUNGS.format(text=text)) != []


def test_exchanged_errors_are_a_question_without_a_recall() -> None:
    """The healthy may be the positive class."""
    text = LUNGS.format(text="There are 148 false negatives.").replace("Test Recall: 0.9949\n", "")
    assert [verdict.outcome for verdict in judged(text, "matrix.counts")] == ["review"]


def test_validation_counts_are_not_those_of_the_test() -> None:
    """Sixteen images and 624 stand in one part."""
    small = "Validation: \n\n" + fenced("[[8 0]\n [1 7]]") + "\n\nTest:\n\n" + fenced(commas(XRAY))
    text = f"# Chest X-ray\n\nConfusion matrices.\n\n{small}\n\n"
    assert refuted(text + "On the validation set there is 1 false negative, on the test set there are 2.") == []


# ── recomputed answers ───────────────────────────────────────────────────────────────────────────────────────────


def key(low: float, high: float, origin: str = "real") -> AnswersFile:
    """Return answers for a perceptron of 100 neurons."""
    spread = Spread((low, high), (low + high) / 2, 0.001, low, high)
    answers = (
        AnswerRecord("mlp_raw.100.hidden", [100], "neurons", False, None),
        AnswerRecord("mlp_raw.100.scores.accuracy", 0.977, "accuracy", True, spread),
    )
    data = {"mnist": DataRecord(origin, "")}
    return AnswersFile("pw04", (), ("mlp_raw",), "course", 2, data, answers)


@pytest.mark.parametrize(("low", "high", "outcome"), [(0.970, 0.980, "confirmed"), (0.980, 0.990, "review")])
def test_a_recomputed_accuracy_confirms_or_asks(low: float, high: float, outcome: str) -> None:
    """Training has luck in it: an accuracy outside of the interval is never refuted."""
    found = judged(after(""), "metric.key", key(low, high))
    assert [verdict.outcome for verdict in found] == [outcome]


def test_sample_data_and_other_settings_are_not_compared() -> None:
    """Answers of sample data say nothing of a report; nor do those of another network."""
    assert judged(after(""), "metric.key", key(0.98, 0.99, "sample")) == []
    assert judged(after("").replace("100 neurons", "120 neurons"), "metric.key", key(0.98, 0.99)) == []
    changed = replace(key(0.98, 0.99), answers=())
    assert judged(after(""), "metric.key", changed) == []


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("97.27", "0.9772", True),
        ("0.9757", "0.9775", True),
        ("97.57", "0.9757", False),
        ("0.98", "0.89", False),
        ("98.1", "91.8", True),
    ],
)
def test_exchanged_digits(one: str, other: str, expected: bool) -> None:
    """Two neighbouring digits that changed places are a slip of the pen."""
    assert exchanged(one, other) == expected


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [("97.57 %", [0.9757], True), ("97.6", [0.9757], True), ("97.5", [0.9757], True), ("0.98", [0.9757], True),
     ("0.97", [0.9757], True), ("0.977", [0.9757], False), ("97.27 %", [0.9772], False), ("1", [0.9757], True)],
)  # fmt: skip
def test_a_share_is_what_is_written(text: str, values: Sequence[float], expected: bool) -> None:
    """Rounded or cut in its last digit."""
    assert is_one_of(quantities(text)[0], values) == expected


@given(st.text(alphabet="0123456789 .,%/FPTNfalsepositiveserrorsoutofrecall()=\n", max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_sentence_gives_a_result(text: str) -> None:
    """No sentence breaks the rules."""
    judged(LUNGS.format(text="x" + text.replace("{", "").replace("}", "")))


# ── what people read ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_verdict_has_its_words(code: str) -> None:
    """Labels and their values exist in both languages, and every rule has a title."""
    from reportgen.check.rules import matrices, pairs
    from tests.check.labels import language, said

    reports = [after(text) for text in (*RIGHT, *(wrong for wrong, _ in WRONG))]
    reports += [LUNGS.format(text=text) for text in (*LUNGS_RIGHT, *LUNGS_WRONG)]
    reports += [
        after("The most frequent confusion is 0 and 1. The worst recognised digit is the 1."),
        after("9 is the hardest digit."),
    ]
    for text in reports:
        facts = Facts(read_text(text), key(0.98, 0.99))
        for verdict in (*matrices.check(facts), *pairs.check(facts), *metrics.check(facts)):
            assert said(verdict.how, code)
            assert "{" not in said(verdict.how, code) + said(verdict.found, code) + said(verdict.expected, code)
            assert language(code).label(f"check.rules.{verdict.rule}.title")
            assert verdict.rule in (*matrices.RULES, *pairs.RULES, *metrics.RULES)
            if verdict.question is not None:
                assert said(verdict.question, code)
    for rule in (*matrices.RULES, *pairs.RULES, *metrics.RULES):
        assert language(code).label(f"check.rules.{rule}.title")
