"""On which lines a clause stands: as few as it needs."""

from reportgen.check.comparing.clauses import Clause
from reportgen.check.comparing.folding import fold, whole
from reportgen.check.submission import Place, Submission, plain

_MOST = 5


def placed(clause: Clause, submission: Submission) -> Place:
    """Return the lines of a clause: those of its sentence on which its first and last words are found."""
    lines = range(clause.place.first, min(clause.place.last, clause.place.first + 60) + 1)
    text, starts = "", []
    for line in lines:
        starts.append(len(text))
        text += fold(plain(whole(submission.lines[line].text))) + " "
    words = clause.folded.strip(" ,;:").split()
    found = text.find(" ".join(words)) if words else -1
    if found < 0:
        return Place(clause.place.first, min(clause.place.last, clause.place.first + _MOST - 1))
    end = found + len(" ".join(words)) - 1
    first = max(index for index, start in enumerate(starts) if start <= found)
    last = max(index for index, start in enumerate(starts) if start <= end)
    return Place(lines[first], lines[min(last, first + _MOST - 1)])
