"""The signs between the numbers of a computation, in plain text, Markdown, HTML and LaTeX."""

import re

from reportgen.check.patterns import regex

_GIVES = (
    r"(?:ce qui (?:nous )?(?:donne|fait|fera|vaut)|which (?:gives|makes|equals|results in)"
    r"|(?:on obtient|we get)(?= \Z)|soit|donne(?:nt)?|gives?|fait|font|vaut|equals?|[ée]gale?|(?:is |are )?equal to"
    r"|(?:est |sont )?[ée]gale?s? [àa]|makes|giving|donnant)"
    r"(?: us| nous)?(?: (?:a total of|un total de|au total|in total|en tout))?(?![\w'’-])"
)
_IS = r"(?:donc|so|thus|hence|is|est|i\.e\.|c['’]est[- ][àa][- ]dire)(?![\w'’-])"
_WORD = r"[^\W\d_](?:[^\W]|['’](?=[^\W\d])|-(?=[^\W\d])|_\{[^{}\n]{0,30}\}|\^\{?[^\W\d]\}?|\[[^\W\d]{1,9}\])*"

SIGNS = regex(
    r"(?P<damaged>Ã[—\x97])"
    r"|(?P<superscript>[⁻⁺]?[²³¹⁰⁴-⁹]+)"
    rf"|(?=[^\W\d_])(?:(?P<gives>(?i:{_GIVES}))|(?P<is>(?i:{_IS}))|(?P<word>{_WORD}))"
    r"|(?P<newline>\n)"
    r"|(?P<stop>[;:,|?!\"«»“”#'’]|\.(?!\.))"
    r"|(?P<percent>\\?%)"
    r"|(?P<wrap>\\\\(?:\[[^\]\n]{0,9}\])?(?=[ \t]{0,9}\n))"
    r"|(?P<line>\\\\(?:\[[^\]\n]{0,9}\])?)"
    r"|(?P<text>\\(?:text|math|mbox|operatorname)\w{0,6} ?\{[^{}0-9]{0,80}\})"
    r"|(?P<times>\\(?:times|cdot|ast|bullet)(?![a-zA-Z])|\\\*|[×·⋅∗✕✖•∙⨉]|&(?:times|middot|sdot);)"
    r"|(?P<divided>\\div(?![a-zA-Z])|//(?= ?(?:\(|\Z))|[/÷∕⁄](?!/)|&divide;)"
    r"|(?P<fraction>\\[dtc]?frac(?![a-z]))"
    r"|(?P<floor>\\lfloor|⌊)|(?P<unfloor>\\rfloor|⌋)|(?P<ceil>\\lceil|⌈)|(?P<unceil>\\rceil|⌉)"
    r"|(?P<about>\\(?:approx|simeq|sim|cong)(?:eq)?(?![a-zA-Z])|~=|=~|(?<=[\s*$])~(?= ?\Z)|≈"
    r"|≃|≅|≒|∼=?|&asymp;|&approx;)"
    r"|(?P<implies>\\(?:Rightarrow|implies|Longrightarrow)(?![a-zA-Z])|=+>|[⇒⟹]|&rArr;)"
    r"|(?P<arrow>\\(?:rightarrow|to|longrightarrow|mapsto)(?![a-zA-Z])|-{1,3}>|[→⟶➔➜➡]\ufe0f?|&rarr;)"
    r"|(?P<rule>={3,}|-{3,}|—{2,}|_{3,}|\*{3,}|\+{2,}|/{2,})"
    r"|(?P<compared><=|>=|!=|≠|≤|≥|\+=|-=|\*=|/=|:=|<(?![/\w]))"
    r"|(?P<equals>==?|\uff1d)"
    r"|(?P<raised><sup>|\^)"
    r"|(?P<tag></?\w[^<>\n]{0,80}>)"
    r"|(?P<compared2>[<>])"
    r"|(?P<stars>\*\*)|(?P<star>\*)"
    r"|(?P<plus>[+＋])"
    r"|(?P<minus>[-−–—‒])"
    r"|(?P<index>_\{[^{}\n]{0,60}\}|_[^\W_])"
    r"|(?P<environment>\\(?:begin|end)\{[^{}\n]{0,20}\}(?:\{[^{}\n]{0,9}\})?|\$\$|\\\[|\\\]|\\(?:item|hline|par|noindent|nonumber|notag|hfill)(?![a-zA-Z])"
    r"|\\(?:label|tag|[hv]space|ref)\*?\{[^{}\n]{0,60}\})"
    r"|(?P<dots>\\[lcv]?dots(?![a-zA-Z])|\.{2,}|…|⋯)"
    r"|(?P<size>\\(?=[+=-])|\\(?:left|right|[bB]igg?[lrm]?)(?![a-zA-Z])|\\(?:text|math|mbox|boxed|underbrace|overbrace|displaystyle|bf|rm)\w{0,6}"
    r"|\\[,;:! ()%$#&_{}]|[`$~&]|\*|_)"
    r"|(?P<wide>\\q?quad|\t+| {4,})"
    r"|(?P<command>\\[a-zA-Z]{1,40})"
    r"|(?P<open>[(\[{（])|(?P<close>[)\]}）])"
    r"|(?P<other>[^\s\u200b\ufeff])"
)
"""The name of a group tells what a sign is; spaces are skipped."""

MEANINGS: dict[str, tuple[str, str]] = {
    "damaged": ("operator", "*"),
    "percent": ("drop", "%"), "wrap": ("drop", ""), "line": ("break", "gap"), "times": ("operator", "*"),
    "divided": ("operator", "/"),
    "fraction": ("fraction", "/"), "floor": ("open", "⌊"), "unfloor": ("close", "⌋"), "ceil": ("open", "⌈"),
    "unceil": ("close", "⌉"), "about": ("equals", "≈"), "arrow": ("equals", "→"), "implies": ("equals", "⇒"),
    "rule": ("break", "rule"),
    "compared": ("break", "<"), "compared2": ("break", "<"), "equals": ("equals", "="), "raised": ("operator", "^"),
    "stars": ("operator", "**"), "star": ("operator", "star"), "plus": ("operator", "+"), "minus": ("operator", "-"),
    "index": ("drop", "_"), "environment": ("break", "$$"), "dots": ("other", "…"), "size": ("drop", ""),
    "wide": ("break", "gap"), "gives": ("equals", "gives"), "is": ("equals", "is"), "newline": ("break", "\n"),
}  # fmt: skip
"""Kind and common notation of each sign that has one; of the others the sign itself."""

_OPERAND_AFTER = regex(r"[\s$*`~]{0,3}(?:[0-9(\[{]|\.[0-9]|\\(?:[dtc]?frac|left|text|big))", re.IGNORECASE)


def stars(text: str, start: int, operand: bool) -> str:
    """Return `^` if the two stars are Python's power, nothing if they are Markdown's bold type."""
    before, after = text[max(0, start - 1) : start].isspace(), text[start + 2 : start + 3].isspace()
    power = operand and before == after and re.match(r"\*\* ?[0-9(]", text[start : start + 4])
    return "^" if power else ""


def star(text: str, start: int, after_number: bool, after_word: bool, emphasised: bool) -> str:
    """Return `*` if a star is a multiplication, nothing if it is Markdown's emphasis."""
    before, after = text[max(0, start - 1) : start], text[start + 1 : start + 2]
    apart, attached = not before.strip(), bool(after.strip())
    if not (after_number or after_word):
        return ""
    if apart != attached:  # "784 * 100" and "784*100"
        return "*"
    if apart:  # "784 *100"
        return "*" if after_number and _OPERAND_AFTER.match(text, start + 1) else ""
    return "*" if not emphasised and _OPERAND_AFTER.match(text, start + 1) else ""  # "784* 100"


def limits(before: str, word: str) -> bool:
    """Tell whether two words say how large something can be, or that there is more: `au plus`, `de plus`."""
    return word in {"plus", "moins"} and before in {"au", "de", "du", "en"}


def times(text: str, end: int) -> bool:
    """Tell whether an operand follows the letter x that ends here."""
    return bool(_OPERAND_AFTER.match(text, end))
