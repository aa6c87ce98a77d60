"""Parts of hand-ins of Assignment 7 in both languages, for tests: a table of replicates, and curves over the noise."""

from reportgen.check.checking import check
from reportgen.check.reading import read_text
from reportgen.check.verdict import Verdict

RUNS = {
    "en": """# Assignment 7

## 2.D Weight decay

| factor | run 1 | run 2 | run 3 | mean | std |
|---|---|---|---|---|---|
| 1e-6 | 0.9821 | 0.9826 | 0.9819 | 0.9822 | 0.0003 |
| 1e-5 | 0.9824 | 0.9829 | 0.9822 | 0.9825 | 0.0003 |
| 1e-4 | 0.9841 | 0.9845 | 0.9838 | 0.9841 | 0.0003 |
| 5e-4 | 0.9833 | 0.9828 | 0.9835 | 0.9832 | 0.0003 |
| 1e-3 | 0.9776 | 0.9781 | 0.9770 | 0.9776 | 0.0004 |

@@
""",
    "fr": """# Devoir 7

## 2.D Régularisation

| facteur | essai 1 | essai 2 | essai 3 | moyenne | écart type |
|---|---|---|---|---|---|
| 1e-6 | 0,9821 | 0,9826 | 0,9819 | 0,9822 | 0,0003 |
| 1e-5 | 0,9824 | 0,9829 | 0,9822 | 0,9825 | 0,0003 |
| 1e-4 | 0,9841 | 0,9845 | 0,9838 | 0,9841 | 0,0003 |
| 5e-4 | 0,9833 | 0,9828 | 0,9835 | 0,9832 | 0,0003 |
| 1e-3 | 0,9776 | 0,9781 | 0,9770 | 0,9776 | 0,0004 |

Voici ce que nous avons obtenu avec le réseau de 500 et 300 neurones.

@@
""",
}
NOISE = {
    "en": """# Assignment 7

## 4.C Classification

| noise level | noisy | denoised |
|---|---|---|
| 0.0 | 0.9922 | 0.9735 |
| 0.1 | 0.9871 | 0.9718 |
| 0.2 | 0.9655 | 0.9720 |
| 0.3 | 0.8812 | 0.9664 |
| 0.4 | 0.6921 | 0.9601 |
| 0.5 | 0.4633 | 0.9377 |
| 0.6 | 0.2890 | 0.8651 |
| 0.8 | 0.1286 | 0.4110 |
| 1.0 | 0.0991 | 0.0980 |

@@
""",
    "fr": """# Devoir 7

## 4.C Classification

Voici l'exactitude du meilleur classifieur selon le niveau de bruit.

| bruit | 0 | 0,1 | 0,2 | 0,3 | 0,4 | 0,5 | 0,6 |
|---|---|---|---|---|---|---|---|
| images bruitées | 99,2 | 98,7 | 96,5 | 88,1 | 69,2 | 46,3 | 28,9 |
| images débruitées | 97,3 | 97,2 | 97,2 | 96,6 | 96,0 | 93,8 | 86,5 |

@@
""",
}


def verdicts(report: str, *rules: str) -> list[Verdict]:
    """Return the verdicts of some rules on a report."""
    found = check(read_text(report, "report.md")).verdicts
    return [verdict for verdict in found if not rules or verdict.rule in rules]


def outcome(report: str, *rules: str) -> str:
    """Return the worst outcome of some rules on a report; `none` if they say nothing."""
    found = {verdict.outcome for verdict in verdicts(report, *rules)}
    return next((name for name in ("refuted", "review", "confirmed") if name in found), "none")
