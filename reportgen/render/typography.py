"""A language's spacing, put into Markdown by one filter.

Authors write ordinary spaces (`perte : 0,08`, `« oui »`); the filter makes them the no-break spaces that the label
file asks for. Code, formulas, addresses and HTML are left alone.
"""

import re
from collections.abc import Callable, Iterator

from reportgen.i18n import Language

_UNTOUCHED = re.compile(
    r"^(?P<fence>```|~~~).*?^(?P=fence)[^\S\n]*$"  # fenced code
    r"|`+[^`\n]+`+"  # code
    r"|\$\$.*?\$\$|(?<![\\$])\$(?!\s)[^$\n]+?\$"  # formulas
    r"|<!--.*?-->|</?[A-Za-z][^>\n]*>"  # comments, tags, addresses in angle brackets
    r"|\]\([^)\n]*\)|https?://\S+",  # link targets, bare addresses
    re.DOTALL | re.MULTILINE,
)


def spacing(markdown: str, language: Language) -> str:
    """Return the Markdown with the language's no-break spaces; twice gives the same as once."""
    rules = _rules(language)
    parts, end = [], 0
    for match in _UNTOUCHED.finditer(markdown):
        parts += [_apply(rules, markdown[end : match.start()]), match.group()]
        end = match.end()
    return "".join((*parts, _apply(rules, markdown[end:])))


_Rule = Callable[[str], str]


def _rules(language: Language) -> list[_Rule]:
    """Build the replacements from the `typography` table of the label file."""

    def rule(pattern: str, replacement: str) -> _Rule:
        compiled = re.compile(pattern)
        return lambda text: compiled.sub(replacement, text)

    def table(name: str, signs: str) -> Iterator[tuple[str, str]]:
        for sign in language.label(f"typography.{signs}").split():
            yield sign, language.label(f"typography.{name}.{sign}")

    after = r"(?=[\s*_)»|,.;:\u00a0\u202f\]]|$)"
    return [
        *(rule(rf"[ \u00a0\u202f]+{re.escape(sign)}{after}", space + sign) for sign, space in table("before", "signs")),
        *(rule(rf"{sign}[ \u00a0\u202f]*", sign + space) for sign, space in table("inside", "opening")),
        *(rule(rf"[ \u00a0\u202f]*{sign}", space + sign) for sign, space in table("inside", "closing")),
    ]


def _apply(rules: list[_Rule], text: str) -> str:
    for rule in rules:
        text = rule(text)
    return text
