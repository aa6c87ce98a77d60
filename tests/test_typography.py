"""French spacing, in prose only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import content
from reportgen.i18n import Language, load_language
from reportgen.render.typography import spacing

N = "\u202f"
FRENCH = load_language("fr", content.templates())


@pytest.mark.parametrize(
    ("written", "spaced"),
    [
        ("La perte : 0,08 ; vraiment ? Oui !", f"La perte{N}: 0,08{N}; vraiment{N}? Oui{N}!"),
        ("« oui »", f"«{N}oui{N}»"),
        ("97,57 %, soit", f"97,57{N}%, soit"),
        ("**Pourquoi ?** Parce que", f"**Pourquoi{N}?** Parce que"),
        ("`a : b` et : c", f"`a : b` et{N}: c"),
        ("$f : x \\to y$ : non", f"$f : x \\to y${N}: non"),
        ("```\na : b\n```\na : b", f"```\na : b\n```\na{N}: b"),
        ("$$\na : b\n$$", "$$\na : b\n$$"),
        ("voir [ici : là](http://a.b/c : d)", f"voir [ici{N}: là](http://a.b/c : d)"),
        ("<https://a.b/ ; c> ; d", f"<https://a.b/ ; c>{N}; d"),
        ("| Classe | :--: |\n|:--|:--|", "| Classe | :--: |\n|:--|:--|"),
        ("<!-- note : rien -->", "<!-- note : rien -->"),
    ],
)
def test_french_spaces(written: str, spaced: str) -> None:
    """Spaces before high punctuation and inside guillemets are narrow and do not break; code stays as it is."""
    assert spacing(written, FRENCH) == spaced


def test_english_is_left_alone(english: Language) -> None:
    """English has no such rules."""
    assert spacing("What ? « this » : 5 %", english) == "What ? « this » : 5 %"


@given(st.text(alphabet="ab :;!?%«»`$\n|<>[]()" + N, max_size=60))
def test_twice_is_once(text: str) -> None:
    """The filter can run again without harm."""
    once = spacing(text, FRENCH)
    assert spacing(once, FRENCH) == once
