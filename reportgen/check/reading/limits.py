"""What a submission may cost: files of strangers are read in bounded time and memory, or refused."""

from dataclasses import dataclass

from reportgen.errors import SubmissionError


@dataclass(frozen=True)
class Limits:
    """The largest submission that is read.

    Attributes:
        bytes: of a file, also of one inside an archive.
        lines: of a submission, all pages together.
        line: characters of a line.
        characters: of all lines together.
        pages: of a PDF.
        files: in an archive or a folder.
        archive: bytes of an archive's files together, unpacked.
        seconds: that the pages of a PDF may take together; looked at after each page.
        output: lines kept of one output of a notebook's cell; more are cut in the middle.
        hand_in: seconds that a hand-in may take in all where several are checked; its process is ended then.
    """

    bytes: int = 50_000_000
    lines: int = 20_000
    line: int = 1_500_000
    characters: int = 4_000_000
    pages: int = 400
    files: int = 20_000
    archive: int = 10_000_000_000
    seconds: float = 60.0
    output: int = 400
    hand_in: float = 120.0


def at_most(name: str, what: str, received: float, limit: float) -> None:
    """Refuse what is larger than its limit.

    Raises:
        SubmissionError: it is.
    """
    if received > limit:
        raise SubmissionError(
            f"{name}: expected at most {limit:,.10g} {what}, received {received:,.10g}",
            "ask for the report alone, without data and long logs, or raise the limit",
        )
