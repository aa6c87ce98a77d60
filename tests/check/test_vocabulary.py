"""Vocabularies: which words are known."""

from reportgen.check.facts.vocabulary import FUNCTION_WORDS, Vocabulary

KNOWN = Vocabulary.of("layer couche", "convolution")


def test_words_are_known_as_they_are_in_the_plural_and_with_short_endings() -> None:
    """Beginnings take up to five letters more; nothing else is known."""
    known = ["layer", "layers", "couches", "the", "les", "convolution", "convolutions", "convolutional"]
    assert [word for word in known if word not in KNOWN] == []
    assert [word for word in ("lay", "player", "without", "convolu", "convolutionnellement") if word in KNOWN] == []


def test_function_words_change_no_scope() -> None:
    """Words that limit, deny or turn a clause are in no vocabulary by themselves."""
    assert not {"not", "without", "except", "but", "among", "only", "sans", "mais", "pas", "sauf"} & {
        *FUNCTION_WORDS.split()
    }
