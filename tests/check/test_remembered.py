"""Answers about short texts are kept, within bounds."""

from reportgen.check.remembered import LONGEST, MOST, remembered


def test_a_text_is_looked_at_once() -> None:
    """A text is looked at once, however often it is asked for, also if nothing is found in it."""
    seen: list[str] = []

    @remembered
    def upper(text: str) -> str | None:
        seen.append(text)
        return text.upper() or None

    assert [upper("a"), upper("a"), upper("b"), upper(""), upper("")] == ["A", "A", "B", None, None]
    assert seen == ["a", "b", ""]


def test_so_much_is_kept_and_no_more() -> None:
    """Long texts are not kept, and of short ones only so many letters."""
    seen: list[str] = []

    @remembered
    def length(text: str) -> int:
        seen.append(text)
        return len(text)

    long, short = "a" * (LONGEST + 1), "b"
    assert [length(long), length(long)] == [LONGEST + 1] * 2
    assert length(short) == 1
    assert len(seen) == 3
    for number in range(MOST // LONGEST):
        length(f"{number:>{LONGEST}}")
    assert length(short) == 1
    assert seen[-1] == short
