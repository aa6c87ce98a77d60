"""The kernels that a part lists against those in its computations: `Conv2D 5x5`, and below `5*5*1*9 + 9`.

Different layers have different kernels: what differs is for review at most.
"""

from collections.abc import Iterator

from reportgen.check.consistency.claims import Claim, Claims, number
from reportgen.check.consistency.layers import counted
from reportgen.check.stated import Computation
from reportgen.check.verdict import Verdict
from reportgen.plots import Label

RULE = "hyperparameter.computed"
_HOW = "check.how.hyperparameter"


def verdicts(claims: Claims) -> Iterator[Verdict]:
    """Yield what follows for each computation of a convolution in a part that states kernels."""
    for computation in claims.facts.computations:
        if computation.place.last - computation.place.first > 4:
            continue
        for layer in counted(computation):
            if layer.kernel is not None:
                yield from _kernel(computation, layer.kernel, claims)


def _kernel(computation: Computation, kernel: tuple[int, int], claims: Claims) -> Iterator[Verdict]:
    listed = claims.within(claims.scopes.own_lines(computation.place.first), "kernel")
    listed = tuple(claim for claim in listed if claim.value[0] == claim.value[-1] and not _is_piece(claim, computation))
    sides = tuple(map(float, kernel))
    same = next((claim for claim in listed if claim.value == sides), None)
    if not listed:
        return
    if same is None and (len({claim.value for claim in listed}) > 1 or not all(claim.plain for claim in listed)):
        return
    claim = same or listed[0]
    key = "kernel_agrees" if same else "kernel_differs"
    values = (("quote", claim.setting.quote), ("value", _cross(kernel)), ("listed", _cross(claim.value)))
    yield Verdict(
        RULE,
        "confirmed" if same else "review",
        computation.place,
        computation.quote,
        _cross(kernel),
        _cross(claim.value),
        Label(f"{_HOW}.{key}", values),
        "inconsistency",
        0.0 if same else 0.5,
        also=(claim.place,),
    )


def _is_piece(claim: Claim, computation: Computation) -> bool:
    """Tell whether what looks like a kernel is a piece of a computation: `3 × 3 × 8` of `3 × 3 × 8 × 16 + 16`."""
    piece = "".join(claim.setting.quote.split()).strip("()")
    near = claim.place.apart(computation.place) == 0
    return near and piece in "".join(computation.quote.split())


def _cross(sides: tuple[float | str, ...]) -> str:
    return "×".join(str(number(side)) for side in sides)
