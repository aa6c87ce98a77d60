"""What reports call the garments of Fashion-MNIST, in French and English, in the order of the classes."""

import re

from reportgen.check.patterns import regex

GARMENTS = (
    r"t[- ]?shirts?(?:\s?/\s?(?:tops?|hauts?))?|tee[- ]?shirts?",
    r"trousers?|pantalons?|pants",
    r"pull[- ]?overs?|pulls?|sweaters?|chandails?",
    r"dress(?:es)?|robes?",
    r"coats?|manteaux?|vestes?",
    r"sandals?|sandales?",
    r"shirts?|chemises?|chemisiers?",
    r"sneakers?|baskets?|tennis",
    r"bags?|sacs?(?:[ ][àa][ ]main)?",
    r"ankle[- ]?boots?|bottines?|boots?|bottes?",
)
_TOP = (
    r"tops?(?![ ](?:\d|confus|pairs?|errors?|mistakes?|left|right|of|row|ones?))"
    r"|hauts?(?!\w)(?=\s*(?:[,./)]|et|avec|$))"
)
"""Words for the first class that have another meaning as well: known only where garments are confused."""
FASHION = "|".join(GARMENTS)
GARMENT = regex(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<g{index}>{names}{'' if index else '|' + _TOP})" for index, names in enumerate(GARMENTS))
    + r")(?![\w-])",
    re.IGNORECASE,
)


def garment_of(name: str) -> int | None:
    """Return the class that is called so; None if it is no garment."""
    found = GARMENT.fullmatch(name.strip())
    return next((index for index in range(len(GARMENTS)) if found[f"g{index}"]), None) if found else None
