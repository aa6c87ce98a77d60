"""The loss against the task: one sigmoid output is binary, a softmax is not, one-hot targets are not integers.

In a piece of code, and in a sentence that gives the reason for a loss.
"""

import re
from collections.abc import Iterator

from reportgen.check.facts import Facts
from reportgen.check.patterns import regex
from reportgen.check.submission import Block, Place, Sentence
from reportgen.check.verdict import Outcome, Verdict
from reportgen.plots import Label

_LOSS = regex(
    r"\bloss\s{0,3}=\s{0,3}(?:[\w.]{0,40}\.)?[\"']?(?P<name>(?:sparse|binary|categorical)[\w]{0,40}|mse|mean_squared_error)",
    re.IGNORECASE,
)
_OUTPUT = regex(
    r"\bDense\(\s{0,3}(?:units\s?=\s?)?(?P<units>\w{1,30})\s{0,3},[^\n]{0,120}?"
    r"activation\s?=\s?[\"'](?P<activation>softmax|sigmoid)[\"']"
)
_LONG = 20_000
_CROSS = r"\\?[\s_-]{0,2}cross\\?[\s_-]?entrop\w{1,2}"
_SAID = regex(
    rf"\b(?P<kind>sparse\\?[\s_-]?categorical|categorical|binary){_CROSS}"
    r"|entropies? crois[eé]es? (?P<french>cat[eé]gorielle|binaire)",
    re.IGNORECASE,
)
_ONE_HOT = r"\bone[- ]hot|to\\?_categorical"
_NOT = r"\b(?:not|no|never|without|sans|pas|aucun\w*|ni|instead|avoid\w*|[eé]vite\w*|needn?|besoin|n['’]\w+)\b"
_CONDITIONAL = regex(
    r"\b(?:would|could|should|might|if|si|s['’]il|had (?:we|they|the)|serai\w*|aurai\w*|faudrai\w*|pourrai\w*|otherwise"
    r"|sinon|unlike|contrairement|whereas|while|alors que|tandis que|instead|au lieu|differ\w*|diff[eé]ren\w*|compar\w*"
    r"|only for|than|que l['’]|wrong\w*|error|erreur|faux|mistake)\b",
    re.IGNORECASE,
)
_REASONS = {
    "one_hot": regex(_ONE_HOT, re.IGNORECASE),
    "integers": regex(
        rf"(?:{_NOT})(?:\s[\w'’]+){{0,3}}\s(?:one[- ]hot)|\binteger (?:labels?|targets?|class\w*)"
        r"|\b(?:labels?|targets?|cibles?|classes|[eé]tiquettes?)\b.{0,60}\b(?:integers?|entiers?|whole numbers?)\b",
        re.IGNORECASE,
    ),
    "single": regex(
        r"\b(?:a single|only one|une? seule?|one single|unique)\s(?:sigmo[iï]d\w*\s)?"
        r"(?:output|sortie|neurone?|unit[eé]?)(?!.{0,30}\b(?:per|par|each|chaque)\b)|\bsortie unique\b",
        re.IGNORECASE,
    ),
    "sigmoid": regex(r"\bsigmo[iï]d|\b(?:two|deux|2) classes\b|\b(?:yes or no|oui ou non)\b", re.IGNORECASE),
    "many": regex(
        r"\bsoft-?max\b|\b(?:10|ten|dix|several|plusieurs|multi\w*|K|more than two|plus de deux)\s?-?\s?"
        r"(?:class|cat[eé]gor|chiffres|digits)",
        re.IGNORECASE,
    ),
}
_FITS = {
    "categorical": ({"one_hot", "many"}, {"integers", "single"}),
    "sparse": ({"integers", "many"}, {"one_hot", "single"}),
    "binary": ({"single", "sigmoid"}, {"many"}),
}
"""For each loss the reasons that speak for it, and those that speak against it."""


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each piece of code with an output layer and a loss, and for each reason given for a loss."""
    for block in facts.submission.of("code"):
        text = block.text[:_LONG]
        losses, outputs = list(_LOSS.finditer(text)), list(_OUTPUT.finditer(text))
        if len(losses) == 1 and outputs and not block.damaged:
            verdict = _judged(block, losses[0], outputs[-1])
            if verdict is not None:
                yield verdict
    for sentence in facts.submission.sentences:
        said = list(_SAID.finditer(sentence.text[:_LONG]))
        if len(said) == 1 and not facts.submission.blocks[sentence.block].damaged:
            verdict = _reasoned(sentence, said[0])
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


def _reasoned(sentence: Sentence, said: re.Match[str]) -> Verdict | None:
    """Judge the reason that a sentence gives for a loss; none if it gives several that differ."""
    text = sentence.text
    kind = (said["kind"] or said["french"]).lower()
    kind = "sparse" if kind.startswith("sparse") else "binary" if kind.startswith("bin") else "categorical"
    rest = text[: said.start()] + " " + text[said.end() :]
    given = {name for name, pattern in _REASONS.items() if pattern.search(rest)}
    if "integers" in given:
        given -= {"one_hot"} if not _is_encoded(rest) else {"one_hot", "integers"}
    right, wrong = (given & reasons for reasons in _FITS[kind])
    if bool(right) == bool(wrong) or _CONDITIONAL.search(text):
        return None
    if right:
        return _verdict(sentence, said[0], "confirmed", "reason_right")
    negated = re.search(_NOT, rest, re.IGNORECASE) is not None and "integers" not in wrong
    certain = not negated and kind != "binary"
    return _verdict(sentence, said[0], "refuted" if certain else "review", f"reason_{min(wrong)}")


def _is_encoded(text: str) -> bool:
    """Tell whether integers are said to be turned into one-hot vectors."""
    bare = _REASONS["integers"].sub(" ", text)
    return re.search(_ONE_HOT, bare, re.IGNORECASE) is not None


def _verdict(sentence: Sentence, loss: str, outcome: Outcome, key: str) -> Verdict:
    place = Place(sentence.place.first, min(sentence.place.last, sentence.place.first + 4))
    return Verdict(
        "optimizer.loss", outcome, place, sentence.text[:200], loss, "",
        Label(f"check.how.optimizer.{key}", (("loss", loss),)), suspicion=0.6 if outcome == "review" else 0.0,
    )  # fmt: skip
