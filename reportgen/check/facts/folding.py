"""Text for comparing words: small letters without accents, of the same length, so that offsets stay."""

from reportgen.check.patterns import regex
from reportgen.check.remembered import remembered

_FROM = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’‘`´\u00a0\u202f\u2009\n\t"
_TO = "aaaaaaceeeeiiiinooooouuuuyy''''     "
_PLAIN = dict(zip(_FROM, _TO, strict=True))
_FOREIGN = regex(f"[{_FROM}]")


@remembered
def folded(text: str) -> str:
    """Return a text in small letters without accents; every character stays at its offset."""
    small = text.lower()
    if small.isascii():
        return small.replace("\n", " ").replace("\t", " ").replace("`", "'")
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return _FOREIGN.sub(lambda found: _PLAIN[found[0]], small)
