"""TeX as blocks."""

import pytest

from reportgen.check.reading import read_text
from reportgen.check.reading.tex_text import clean
from reportgen.check.submission import Place, Submission

REPORT = r"""\documentclass{article}
\usepackage{babel} % French
\begin{document}
\section{Donn\'ees brutes}\label{sec:a}
Un perceptron \`a \textbf{100 neurones}. % TODO
% a line of comment
Il compte $784 \times 100 + 100 = 78500$ poids~; exactitude de 97{,}57~\%.

\begin{itemize}
  \item Epochs : 10
  \begin{enumerate}
    \item sous-point \emph{relu}
      sur deux lignes
  \end{enumerate}
\end{itemize}
\subsection*{100 neurones}
\begin{verbatim}
Test score: 0.077
% kept
\end{verbatim}
\begin{lstlisting}[language=Python]
model.add(Dense(100)) # 5 % of it
\end{lstlisting}
\begin{equation}
  w_t = w_{t-1} - \eta g
\end{equation}
\begin{table}
  \begin{tabular}{l|rr}
    \hline
    Cas & Loss & Acc. \\ \hline
    A \& B & 0.077
      & 97.57\,\% \\
    \multicolumn{2}{c}{300} & 0.98
  \end{tabular}
  \caption{R\'esultats des \textbf{cas}
  en deux lignes.}
\end{table}
\includegraphics[width=.5\textwidth]{loss.png}
Fin.
\end{document}
ignored
"""


@pytest.fixture(scope="module")
def report() -> Submission:
    """Return the report above, read."""
    return read_text(REPORT, "a.tex")


def test_blocks_of_tex(report: Submission) -> None:
    """Blocks of TeX."""
    assert [block.kind for block in report.blocks] == [
        "header", "heading", "paragraph", "item", "item", "heading", "output", "code", "formula", "table",
        "caption", "paragraph",
    ]  # fmt: skip


def test_sections_have_levels_and_titles(report: Submission) -> None:
    """Sections have levels and titles."""
    assert [(part.title, part.level) for part in report.parts[1:]] == [("Données brutes", 1), ("100 neurones", 2)]


def test_prose_is_what_is_read_on_paper_and_comments_keep_their_lines(report: Submission) -> None:
    """Prose is what is read on paper and comments keep their lines."""
    said = [sentence.text for sentence in report.sentences]
    assert "Un perceptron à 100 neurones." in said
    assert any("97,57 %" in text for text in said)
    paragraph = next(report.of("paragraph"))
    assert paragraph.place == Place(4, 6)
    assert "TODO" not in paragraph.text
    assert "comment" not in paragraph.text


def test_items_have_depths_and_their_own_lines(report: Submission) -> None:
    """Items have depths and their own lines."""
    assert [(block.level, block.place) for block in report.of("item")] == [(1, Place(9, 9)), (2, Place(11, 12))]


def test_listings_are_kept_as_they_stand(report: Submission) -> None:
    """Listings are kept as they stand."""
    assert next(report.of("output")).text == "Test score: 0.077\n% kept"
    assert next(report.of("code")).text == "model.add(Dense(100)) # 5 % of it"


def test_tables_have_cells_and_the_lines_of_each_row(report: Submission) -> None:
    """Tables have cells and the lines of each row."""
    table = next(report.of("table"))
    assert table.cells == (("Cas", "Loss", "Acc."), ("A & B", "0.077", "97.57 %"), ("300", "0.98"))
    assert table.rows == (Place(29, 29), Place(30, 31), Place(32, 33))


def test_captions_and_figures(report: Submission) -> None:
    """Captions and figures."""
    assert [sentence.text for sentence in report.sentences if sentence.block == 10] == [
        "Résultats des cas en deux lignes."
    ]
    assert [unread.kind for unread in report.unread] == ["figure"]


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\textbf{300} neurones", "300 neurones"),
        (r"97{,}8~\%", "97,8 %"),
        (r"$a_{1}\,\%$ et \texttt{x\_y}", r"$a_{1}\,\%$ et x_y"),
        (r"\'{e}t\'e \^ile \c{c}a \"i", "été île ça ï"),
        (r"\verb|model.fit_1|", "model.fit_1"),
        (r"voir~\ref{a} et \href{http://x}{ici}", "voir  et ici"),
        (r"``cité'' --- oui", '"cité" – oui'),
        (r"\(1 + 1 = 2\)", "$1 + 1 = 2$"),
        (r"\num{78500} poids", "78500 poids"),
    ],
)
def test_tex_becomes_plain_text(tex: str, said: str) -> None:
    """Tex becomes plain text."""
    assert clean(tex) == said


def test_chapters_stand_above_sections() -> None:
    """Chapters stand above sections."""
    submission = read_text("\\chapter{A}\n\\section{B}\ntext\n", "a.tex")
    assert [part.level for part in submission.parts] == [0, 1, 2]


def test_a_file_without_a_preamble_is_all_text() -> None:
    """A file without a preamble is all text."""
    assert [block.kind for block in read_text("\\section{A}\nSome text.\n", "a.tex").blocks] == ["heading", "paragraph"]
