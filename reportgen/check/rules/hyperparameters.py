"""Hyper-parameters: what the text states against its computations, captions, code and summaries."""

from collections.abc import Iterator

from reportgen.check.consistency import (
    announced,
    captions,
    computed,
    described,
    dropouts,
    hog_inputs,
    kernels,
    named,
    protocol,
    references,
)
from reportgen.check.consistency.claims import claims_of
from reportgen.check.facts import Facts
from reportgen.check.verdict import Verdict

RULES: tuple[str, ...] = (computed.RULE, captions.RULE, hog_inputs.RULE, *references.RULES, protocol.RULE)


def check(facts: Facts) -> Iterator[Verdict]:
    """Yield a verdict for each hyper-parameter that the report states twice, or computes with."""
    claims = claims_of(facts)
    if claims.text:
        for side in (
            computed,
            kernels,
            captions,
            announced,
            named,
            hog_inputs,
            described,
            dropouts,
            references,
            protocol,
        ):
            yield from side.verdicts(claims)
