"""Text for comparing words: small letters without accents, of the same length, so that offsets stay."""

from reportgen.check.remembered import remembered

_FROM = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’‘`´\u00a0\u202f\u2009\n\t"
_TO = "aaaaaaceeeeiiiinooooouuuuyy''''     "
_TABLE = str.maketrans(_FROM, _TO)


@remembered
def folded(text: str) -> str:
    """Return a text in small letters without accents; every character stays at its offset."""
    small = text.lower()
    if small.isascii():
        return small.replace("\n", " ").replace("\t", " ").replace("`", "'")
    if len(small) != len(text):
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return small.translate(_TABLE)
