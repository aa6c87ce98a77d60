"""The loss against the output layer of the same piece of code: one sigmoid output is binary, a softmax is not."""

import re
from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.submission import Block
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

_LOSS = re.compile(
    r"\bloss\s{0,3}=\s{0,3}(?:[\w.]{0,40}\.)?[\"']?(?P<name>(?:sparse|binary|categorical)[\w]{0,40}|mse|mean_squared_error)",
    re.IGNORECASE,
)
_OUTPUT = re.compile(
    r"\bDense\(\s{0,3}(?:units\s?=\s?)?(?P<units>\w{1,30})\s{0,3},[^\n]{0,120}?"
    r"activation\s?=\s?[\"'](?P<activation>softmax|sigmoid)[\"']"
)
_LONG = 20_000


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each piece of code with an output layer and a loss."""
    for block in facts.submission.of("code"):
        text = block.text[:_LONG]
        losses, outputs = list(_LOSS.finditer(text)), list(_OUTPUT.finditer(text))
        if len(losses) == 1 and outputs and not block.damaged:
            verdict = _judged(block, losses[0], outputs[-1])
            if verdict is not None:
                yield verdict


def _judged(block: Block, loss: re.Match[str], output: re.Match[str]) -> Verdict | None:
    name = re.sub(r"[_\s]", "", loss["name"]).lower()
    units, activation = output["units"], output["activation"]
    binary = name.startswith("binary")
    if activation == "softmax":
        fits = not binary and units != "1"
    elif units == "1":
        fits = binary or name in ("mse", "meansquarederror")
    else:
        fits = not name.startswith("sparse")
        if not binary:
            return None
    outcome: Outcome = "confirmed" if fits else "review"
    values = (("loss", loss["name"]), ("units", units), ("activation", activation))
    return Verdict(
        "optimizer.loss", outcome, block.at(loss.start(), loss.end()), loss[0], loss["name"], "",
        Label(f"check.how.optimizer.{'task_right' if fits else 'task_wrong'}", values),
        suspicion=0.0 if fits else 0.7,
        also=() if fits else (block.at(output.start(), output.end()),),
    )  # fmt: skip
