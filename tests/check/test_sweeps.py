"""Replicates, factors of weight decay, curves over the noise: judged by the report's own rows."""

import statistics

import pytest

from reportgen.check.reading import read_text
from reportgen.check.sweeps import curves, rows
from tests.check.labels import said
from tests.check.sweep_reports import NOISE, RUNS, outcome, verdicts

LANGUAGES = ("en", "fr")


# ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_table_of_runs_is_read(code: str) -> None:
    """Decimal commas and all: such a table was taken for the cells of an array."""
    found = rows.find(read_text(RUNS[code].replace("@@", ""), "report.md"))
    assert [row.level for row in found] == [1e-6, 1e-5, 1e-4, 5e-4, 1e-3]
    assert {len(row.runs) for row in found} == {3}
    assert {row.axis for row in found} == {"factor"}


@pytest.mark.parametrize(
    "line",
    [
        "- factor 1e-4: 0.9838, 0.9835, 0.9842, mean 0.9838",
        "- λ = 1e-4 : 0,9838, 0,9835, 0,9842, moyenne 0,9838, écart type 0,0003",
        "- lambda 1e-4: [0.9838, 0.9835, 0.9842] -> mean = 0.9838, std = 0.0003",
        "```\n1e-04 [0.9838, 0.9835, 0.9842] mean 0.9838 std 0.00029\n```",
    ],
)
def test_a_list_of_runs_is_read(line: str) -> None:
    """In the styles of both languages."""
    (row,) = rows.find(read_text(f"# Runs\n\n{line}\n", "report.md"))
    assert (row.level, row.axis, len(row.runs)) == (1e-4, "factor", 3)
    assert row.mean is not None
    assert row.mean.value == 0.9838


@pytest.mark.parametrize("code", LANGUAGES)
def test_curves_are_read_by_rows_and_by_columns(code: str) -> None:
    """As shares, of percentages too."""
    (found,) = curves.find(read_text(NOISE[code].replace("@@", ""), "report.md"))
    assert found.levels[:3] == (0.0, 0.1, 0.2)
    assert found.gains[4] == pytest.approx(0.268, abs=1e-3)


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("denoised", "denoised"), ("images débruitées", "denoised"), ("with the auto-encoder", "denoised"),
        ("noisy", "noisy"), ("bruitées", "noisy"), ("without denoising", "noisy"), ("sans débruitage", "noisy"),
        ("MLP on noisy images", ""), ("loss of denoised images", ""), ("gain", ""),
    ],
)  # fmt: skip
def test_headings_tell_noisy_from_denoised(heading: str, role: str) -> None:
    """`debruitees` has `bruitees` in it."""
    from reportgen.check.facts.folding import folded

    assert curves.role(folded(heading)) == role


# ── replicates ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", LANGUAGES)
def test_means_and_deviations_are_computed_again(code: str) -> None:
    """Five rows, each with a mean and a deviation."""
    found = verdicts(RUNS[code].replace("@@", ""), "metric.mean", "metric.deviation")
    assert [verdict.outcome for verdict in found] == ["confirmed"] * 10


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_wrong_mean_is_refuted(code: str) -> None:
    """With the mean that Python's statistics give."""
    wrong = RUNS[code].replace("9825 |", "9835 |")
    (verdict,) = [one for one in verdicts(wrong, "metric.mean") if one.outcome != "confirmed"]
    assert verdict.outcome == "refuted"
    assert said(verdict.expected, "en") == f"{statistics.fmean((0.9824, 0.9829, 0.9822)):.5f}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_wrong_deviation_is_refuted(code: str) -> None:
    """One digit off its place."""
    wrong = RUNS[code].replace("0.0004", "0.0044").replace("0,0004", "0,0044")
    assert outcome(wrong, "metric.deviation") == "refuted"


@pytest.mark.parametrize(
    "row",
    [
        "| 1e-5 | 0.9824 | 0.9829 | 0.9822 | 0.98250 | 0.000294 |",
        "| 1e-5 | 0.9824 | 0.9829 | 0.9822 | 0.98250 | 0.000361 |",
        "| 1e-5 | 98.24 | 98.29 | 98.22 | 98.25 | 0.03 |",
        "| 1e-5 | 98.24 % | 98.29 % | 98.22 % | 98.25 % | 0.04 % |",
        "| 1e-5 | 0.9824 | 0.9829 | 0.9821 | 0.9824 | 0.0003 |",
    ],
)
def test_both_deviations_percentages_and_cut_means_are_right(row: str) -> None:
    """Divided by n or by n - 1; 0.98247 may be written as 0.9824."""
    lines = RUNS["en"].replace("@@", "").split("\n")
    lines[7] = row
    assert outcome("\n".join(lines), "metric.mean", "metric.deviation") == "confirmed"


@pytest.mark.parametrize(
    "row",
    [
        "| 1e-5 | 0.9824 | 0.9829 | 0.9822 | 0.9824 | 0.0007 |",
        "| 1e-5 | 0.9824 | 0.9829 | 0.9822 | 0.9829 | 0.0002 |",
        "| 1e-5 | 0.98240 | 0.98290 | 0.98220 | 0.98250 | 0.029 |",
    ],
)
def test_another_summary_is_at_most_a_review(row: str) -> None:
    """The median and the range, the best run and the standard error, a deviation in percent."""
    lines = RUNS["en"].replace("@@", "").split("\n")
    lines[7] = row
    assert outcome("\n".join(lines), "metric.mean", "metric.deviation") == "review"


def test_rows_that_are_no_runs_are_left_alone() -> None:
    """Precisions of classes have a mean that is weighted."""
    rows_ = "| A | 0.98 | 0.97 | 0.91 | 0.99 |\n| B | 0.9 | 0.8 | 0.7 | 0.9 |\n"
    table = f"# A\n\n| model | 0 | 1 | 2 | mean |\n|---|---|---|---|---|\n{rows_}"
    assert outcome(table, "metric.mean") == "none"


# ── the best factor ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The best mean, 0.9841, is reached with a factor of 1e-4."),
        ("en", "The largest factor, 1e-3, is the worst."),
        ("en", "The accuracy is the highest for 1e-4."),
        ("fr", "Le meilleur facteur est 1e-4 avec une moyenne de 0,9841."),
        ("fr", "C'est 1e-4 qui marche le mieux."),
        ("fr", "Le plus grand facteur, 1e-3, donne la moins bonne exactitude."),
    ],
)
def test_the_best_factor_is_confirmed(code: str, text: str) -> None:
    """By the means of the rows."""
    assert outcome(RUNS[code].replace("@@", text), "comparison.factor") == "confirmed"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The best mean accuracy is obtained with a factor of 1e-5."),
        ("en", "The worst factor is 1e-6."),
        ("en", "The larger the factor, the better the accuracy."),
        ("fr", "La meilleure moyenne est obtenue avec un facteur de 5e-4."),
        ("fr", "Le meilleur facteur est 1e-5."),
        ("fr", "Plus le facteur est grand, plus l'exactitude augmente."),
    ],
)
def test_another_factor_is_refuted(code: str, text: str) -> None:
    """Both by the stated means and by the runs."""
    assert outcome(RUNS[code].replace("@@", text), "comparison.factor") == "refuted"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The best run with 1e-6 has 0.9826."),
        ("en", "For the network with 64 neurons, the best factor is 1e-5."),
        ("en", "Among the small factors, 1e-5 is the best."),
        ("en", "The best compromise between accuracy and small weights might be 5e-4."),
        ("en", "We expected 1e-3 to be the best factor."),
        ("en", "The lowest weights were obtained with a factor of 1e-3."),
        ("en", "The overfitting is lowest with 1e-3."),
        ("en", "The second best factor is 5e-4."),
        ("en", "Not 1e-3 but 1e-4 is the best."),
        ("en", "Up to 1e-4 the larger the factor, the better the accuracy."),
        ("en", "The larger the factor, the smaller the training accuracy."),
        ("fr", "Parmi les petits facteurs (1e-6 et 1e-5), le meilleur est 1e-5."),
        ("fr", "Lors d'un premier essai de 10 époques, le meilleur facteur était 1e-5."),
        ("fr", "Sans 1e-4, le meilleur facteur serait 5e-4."),
        ("fr", "Le surapprentissage est le plus faible avec 1e-3."),
        ("fr", "Le plus petit écart type est obtenu avec 1e-6."),
        ("fr", "Plus le facteur est grand, plus les poids sont petits."),
    ],
)
def test_what_is_said_of_something_else_is_not_refuted(code: str, text: str) -> None:
    """Of a run, of some factors, of weights, of another network."""
    assert outcome(RUNS[code].replace("@@", text), "comparison.factor") != "refuted"


def test_a_factor_is_not_refuted_on_a_mean_that_is_wrong() -> None:
    """Stated means and runs disagree on the best: nobody knows which are wrong."""
    wrong = RUNS["en"].replace("| 0.9825 |", "| 0.9855 |").replace("@@", "The best factor is 1e-5.")
    assert outcome(wrong, "comparison.factor") != "refuted"


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("en", "Each factor is 5.62 times the one before.", "confirmed"),
        ("en", "Each factor is ten times the one before.", "refuted"),
        ("fr", "Chacun vaut environ 5,6 fois le précédent.", "confirmed"),
        ("fr", "Chaque facteur vaut 10 fois le précédent.", "refuted"),
        ("fr", "Chaque facteur vaut 10 fois le précédent, sauf le dernier.", "none"),
    ],
)
def test_the_steps_between_factors_are_compared(code: str, text: str, expected: str) -> None:
    """Spaced evenly on a logarithmic scale: 10^(3/4) = 5.62."""
    report = RUNS[code].replace("1e-5", "5.62e-6").replace("1e-4", "3.16e-5").replace("5e-4", "1.78e-4")
    assert outcome(report.replace("@@", text), "hyperparameter.spacing") == expected


# ── denoising ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Denoising hurts at a level of 0.1 and below and helps from 0.2 on."),
        ("en", "The curves cross between 0.1 and 0.2."),
        ("en", "The gain is largest at 0.6."),
        ("en", "Without noise denoising costs 1.87 points."),
        ("fr", "Jusqu'à 0,1 le débruitage dégrade le résultat, dès 0,2 il l'améliore."),
        ("fr", "Les deux courbes se croisent entre 0,1 et 0,2."),
        ("fr", "Le gain est le plus grand à 0,6."),
        ("fr", "Sans bruit, le débruitage coûte 1,9 point."),
    ],
)
def test_what_the_curves_show_is_confirmed(code: str, text: str) -> None:
    """By the table of the same part."""
    assert outcome(NOISE[code].replace("@@", text), "comparison.denoising") == "confirmed"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Denoising helps from 0.1 on."),
        ("en", "Denoising improves the accuracy at every noise level."),
        ("en", "Denoising hurts up to 0.3."),
        ("en", "The curves cross between 0.3 and 0.4."),
        ("en", "The gain is largest at a noise level of 0.4."),
        ("en", "Without noise denoising costs 2.87 points."),
        ("fr", "Le débruitage aide dès 0,1."),
        ("fr", "À 0,1 le débruitage améliore déjà l'exactitude."),
        ("fr", "Débruiter est toujours mieux."),
        ("fr", "Les deux courbes se croisent entre 0,3 et 0,4."),
        ("fr", "Le gain est le plus grand à 0,5."),
        ("fr", "Sans bruit, le débruitage coûte 2,9 points."),
    ],
)
def test_what_the_curves_contradict_is_refuted(code: str, text: str) -> None:
    """By more than half a point."""
    assert outcome(NOISE[code].replace("@@", text), "comparison.denoising") == "refuted"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Denoising clearly helps from 0.4 on."),
        ("en", "Denoising does not help at 0.1."),
        ("en", "At 0.1 it is better not to denoise."),
        ("en", "At 0.1 the accuracy is still better without denoising."),
        ("en", "At 0.1 noisy images give better results than denoised ones."),
        ("en", "The auto-encoder improves the images at every noise level."),
        ("en", "To the eye the denoised images look better at every level."),
        ("en", "Noise hurts from 0.3 on."),
        ("en", "From 0.6 on the accuracy of the denoised images decreases."),
        ("en", "Denoising with an auto-encoder trained at 0.1 helps at 0.1."),
        ("en", "Denoising always helps when the noise is strong."),
        ("en", "At all levels but the first two denoising helps."),
        ("en", "Above 0.8 denoising no longer helps."),
        ("en", "The curves of the losses cross between 0.3 and 0.4."),
        ("en", "Training with noise helps from 0.1 on."),
        ("fr", "Pour le MLP, le débruitage aide dès 0,1."),
        ("fr", "À l'œil, les images débruitées sont meilleures à tous les niveaux."),
        ("fr", "L'auto-encodeur améliore l'aspect des images à tous les niveaux."),
        ("fr", "Le bruit nuit dès 0,3."),
        ("fr", "À 0,1 il vaut mieux ne pas débruiter."),
        ("fr", "À partir de 0,6, l'exactitude des images débruitées baisse."),
        ("fr", "Le débruitage aide sauf à 0,0 et à 0,1."),
        ("fr", "Un auto-encodeur entraîné à 0,1 aiderait à 0,1."),
    ],
)
def test_what_is_not_plain_is_not_refuted(code: str, text: str) -> None:
    """Other curves, other networks, the eye, exceptions."""
    assert outcome(NOISE[code].replace("@@", text), "comparison.denoising") not in ("refuted", "review")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At a noise level of 0.4 we replace 40 % of the pixels.", "confirmed"),
        ("With a noise level of 0.4, 20 % of the pixels become white.", "confirmed"),
        ("With a noise level of 0.4, 60 % of the pixels keep their value.", "confirmed"),
        ("With a noise level of 0.4, about 80 % of the pixels keep their value.", "none"),
        ("With a noise level of 0.4, 40 % of the pixels become white.", "review"),
        ("With a noise level of 0.4, 40 % of the pixels keep their value.", "review"),
        ("Au niveau 0,4, 20 % des pixels deviennent noirs.", "confirmed"),
        ("Au niveau 0,4, 40 % des pixels deviennent blancs.", "review"),
        ("With 0.4 the accuracy is 40 %.", "none"),
    ],
)
def test_the_share_of_replaced_pixels_is_never_refuted(text: str, expected: str) -> None:
    """Other implementations mean something else by the level."""
    assert outcome(f"# Noise\n\n{text}\n", "domain.noise") == expected


# ── a difference beside its scores ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Our best mean of 0.9841 is 0.0006 below Hinton's 0.9847.", "confirmed"),
        ("Our best mean of 0.9841 is 0.0016 below Hinton's 0.9847.", "refuted"),
        ("At 0.4 it is better by 26.8 points (0.9601 against 0.6921).", "confirmed"),
        ("At 0.4 it is better by 36.8 points (0.9601 against 0.6921).", "refuted"),
        ("Notre moyenne, 0,9841, est à 0,0006 de celle de Hinton (0,9847).", "confirmed"),
        ("Notre moyenne, 0,9841, est à 0,0026 de celle de Hinton (0,9847).", "refuted"),
        ("On obtient 97,1 % sur le test et 98,2 % sur l'entraînement, soit 1,1 point d'écart.", "confirmed"),
        ("On obtient 97,1 % sur le test et 98,2 % sur l'entraînement, soit 2,1 points d'écart.", "refuted"),
        ("We gain about 27 points (0.9601 against 0.6921).", "confirmed"),
        ("The error falls by 11 % (1.78 % against 1.59 %).", "none"),
        ("With 97.1 % we are 2 points above last year, when it was 95 % for 10 epochs.", "none"),
    ],
)
def test_a_difference_is_compared_with_the_scores_beside_it(text: str, expected: str) -> None:
    """Only in a form that leaves no doubt which two scores are meant."""
    assert outcome(f"# Results\n\n{text}\n", "comparison.gap") == expected
