"""Comparisons that are judged only if the whole clause is understood: rows of settings, changes, missed pneumonias."""

from reportgen.check.facts import Facts
from reportgen.check.reading import read_text
from reportgen.check.rules import capacity, comparisons

ALIGNED = """PW 04 - Deep neural networks

1  Shallow network on raw data

We tried four sizes of the hidden layer, 10 epochs, batch size 128.

Neurons   params    test loss   test accuracy
50        39 760    0.1052      0.9692
100       79 510    0.0795      0.9753
200       159 010   0.0739      0.9796
400       318 010   0.0786      0.9822

{claim}
"""
LUNGS = """## Radiographies

| Cas | Exactitude | Précision | Rappel | F1 |
|---|---|---|---|---|
| X1 | 0.801 | 0.762 | 0.992 | 0.862 |
| X2 | 0.872 | 0.858 | 0.954 | 0.903 |

{claim}
"""
WEIGHTS = """# Weights

The MLP has 79,510 parameters in total, our CNN 19,090 in total.

{claim}
"""
RIGHT = (
    (ALIGNED, "The accuracy gains 0.64 percentage points, and the gap grows from 0.68 to 1.11 percentage points."),
    (ALIGNED, "The gain in accuracy shrinks from 0.0061 to 0.0026."),
    (ALIGNED, "The smallest is the worst, the largest the best by accuracy."),
    (ALIGNED, "From 50 to 100 to 200 neurons the loss gets lower each time."),
    (ALIGNED, "From 50 to 400 neurons the accuracy gets better with every step."),
    (LUNGS, "Aucun des deux ne rate beaucoup de pneumonies."),
    (LUNGS, "Avant l'augmentation des données le modèle ratait beaucoup de pneumonies."),
)
WRONG = (
    (ALIGNED, "From 50 to 200 to 400 neurons the loss gets lower every time.", "refuted"),
    (ALIGNED, "The network with 100 neurons has the lowest loss of the table.", "refuted"),
    (ALIGNED, "The number of errors per class and the loss drop from 0.1052 to 0.0739 with 400 neurons.", "none"),
    (WEIGHTS, "In total our CNN also has fewer parameters than the network of 2 A.", "none"),
)


def outcomes(report: str, claim: str) -> set[str]:
    """Return the outcomes of the verdicts on a claim at the end of a report."""
    facts = Facts(read_text(report.replace("{claim}", claim), "r.txt" if report is ALIGNED else "r.md"))
    found = [one for rule in (comparisons, capacity) for one in rule.check(facts)]
    line = next(at for at, one in enumerate(facts.submission.lines) if claim in one.text)
    return {one.outcome for one in found if line in one.place} or {"none"}


def test_right_claims_are_not_refuted() -> None:
    """Each of these was once, or is close to one that was."""
    assert [claim for report, claim in RIGHT if "refuted" in outcomes(report, claim)] == []


def test_wrong_claims_are_refuted_or_left_alone() -> None:
    """What is not understood as a whole is not confirmed either."""
    assert [
        (claim, outcomes(report, claim)) for report, claim, told in WRONG if outcomes(report, claim) != {told}
    ] == []
