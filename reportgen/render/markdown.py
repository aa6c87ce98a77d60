"""Answers to Markdown: the skeleton, one template per section and language, numbered and cross-referenced.

The Markdown is the product: it reads well alone. Templates print; they never compute.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
import jinja2.compiler

from reportgen.errors import LanguageError, RenderError, ReportgenError, first_line
from reportgen.i18n import Language
from reportgen.lab import Lab
from reportgen.plots import Figure
from reportgen.render.tree import grow
from reportgen.render.typography import spacing
from reportgen.render.writing import Writer
from reportgen.spec import Answer

_REFERENCE = re.compile(r"\x00(.*?)\x00")
_FENCED = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Document:
    """A report in one language.

    Attributes:
        markdown: the whole text.
        figures: what to draw, by the file name that the text refers to.
        shown: ids of the answers that the text is made of.
    """

    markdown: str
    figures: Mapping[str, Figure]
    shown: frozenset[str]


@dataclass
class _Numbering:
    """Numbers figures, tables and equations in the order of the text; references may come before."""

    figures: Mapping[str, Figure]
    drawn: dict[str, Figure] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, kind: str, id: str) -> int:  # noqa: A002
        """Give the next number of its kind to a figure (`fig`), a table (`tab`) or an equation (`eq`)."""
        anchor = _anchor(kind, id)
        if anchor in self.numbers:
            raise RenderError(f"template: '{anchor}' is numbered twice")
        self.counts[kind] += 1
        self.numbers[anchor] = self.counts[kind]
        return self.counts[kind]

    def file(self, id: str) -> str:  # noqa: A002
        """Return the file of a figure and note that it has to be drawn."""
        if id not in self.figures:
            raise RenderError(f"template: no figure '{id}'", f"figures: {', '.join(sorted(self.figures))}")
        name = f"figures/{id.replace('.', '-')}.svg"
        self.drawn[name] = self.figures[id]
        return name

    def later(self, kind: str, id: str) -> str:  # noqa: A002
        """Return the place of a number that may not be known yet."""
        return f"\x00{_anchor(kind, id)}\x00"

    def fill(self, text: str) -> str:
        """Put the numbers in the places of the references."""

        def found(match: re.Match[str]) -> str:
            if match[1] not in self.numbers:
                raise RenderError(f"template: reference to '{match[1]}', which is not in the report")
            return str(self.numbers[match[1]])

        return _REFERENCE.sub(found, text)


def write(
    lab: Lab, answers: tuple[Answer, ...], figures: tuple[Figure, ...], language: Language, notice: str
) -> Document:
    """Write a lab's report in one language.

    Args:
        lab: its title, authors, protocol and the order of its sections.
        answers: of all sections.
        figures: of all sections; those that the templates show are returned.
        language: labels, numbers, spacing; its templates are looked for in the lab's folders.
        notice: a word for the first page (sample data), or nothing.

    Raises:
        RenderError: a template that is missing or wrong, with its file and line.
        LanguageError: a label is missing.
    """
    seen: set[str] = set()
    numbering = _Numbering({figure.id: figure for figure in figures})
    context: dict[str, Any] = {
        "answers": grow(answers, seen),
        "chapters": lab.shown,
        "lab": lab.options,
        "lang": language.code,
        "notice": notice,
        "numbering": numbering,
        "protocol": lab.options.protocol,
    }
    text = _number_headings(numbering.fill(rendered("report.md.j2", context, lab.folders, language)))
    return Document(spacing(text, language), numbering.drawn, frozenset(seen))


def rendered(template: str, context: Mapping[str, Any], folders: Sequence[Path], language: Language) -> str:
    """Return what a template makes of its context, with one blank line at most and no spaces at the ends of lines.

    Raises:
        RenderError: the template is missing or wrong; names its file and line.
        LanguageError: a label is missing.
    """
    with _placed(folders, language):
        return _tidy(_environment(folders, language).get_template(template).render(context))


def check(lab: Lab, language: Language) -> None:
    """Make sure, before anything is trained, that every section has a template that can be read, and a title.

    Raises:
        RenderError: a template that is missing or has a mistake of syntax, with its place.
        LanguageError: a section without a title among the labels.
    """
    environment = _environment(lab.folders, language)
    with _placed(lab.folders, language):
        for name in lab.shown:
            environment.get_template(f"{language.code}/{name}.md.j2")
            language.label(f"section.{name}")


@contextmanager
def _placed(folders: Sequence[Path], language: Language) -> Iterator[None]:
    """Turn whatever goes wrong in a template into an error that names its file and line."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        places = ", ".join(str(folder / "templates") for folder in folders)
        hint = f"write it, or build another language than '{language.code}'"
        raise RenderError(f"no template '{error.name}' in {places}", hint) from None
    except jinja2.TemplateSyntaxError as error:
        raise RenderError(f"{error.filename}:{error.lineno}: {error.message}") from None
    except LanguageError:
        raise
    except ReportgenError as error:
        raise RenderError(f"{_place(error)}: {error.message}", error.hint) from None
    except jinja2.UndefinedError as error:
        raise RenderError(f"{_place(error)}: {error.message}") from None
    except Exception as error:
        raise RenderError(f"{_place(error)}: {first_line(error)}") from error


class _Compiled(jinja2.BytecodeCache):
    """Templates that this process has compiled: `check` and `write` compile each once, and so do all languages."""

    def __init__(self) -> None:
        self.buckets: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill a bucket with what was compiled of the same source."""
        if bucket.key in self.buckets:
            bucket.bytecode_from_string(self.buckets[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what was compiled."""
        self.buckets[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class _Unfolded(jinja2.compiler.CodeGenerator):
    """Leaves constants to run time: what a filter makes of one differs between languages, which share the code."""

    def _output_child_to_const(self, node: jinja2.nodes.Expr, frame: Any, finalize: Any) -> str:
        if isinstance(node, jinja2.nodes.TemplateData):
            return super()._output_child_to_const(node, frame, finalize)
        raise jinja2.nodes.Impossible


class _Environment(jinja2.Environment):
    code_generator_class = _Unfolded


def _environment(folders: Sequence[Path], language: Language) -> jinja2.Environment:
    writer = Writer(language)
    environment = _Environment(
        loader=jinja2.FileSystemLoader([folder / "templates" for folder in folders]),
        undefined=jinja2.StrictUndefined,
        finalize=writer.finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        autoescape=False,  # Markdown
        bytecode_cache=_COMPILED,
        optimized=False,  # see _Unfolded
    )
    environment.filters |= writer.filters()
    environment.globals |= {
        "label": language.label,
        "in_language": lambda texts: texts[language.code],
        "write_date": language.date,
    }
    return environment


def _place(error: Exception) -> str:
    """Return the template and line in which an error arose."""
    trace, place = error.__traceback__, "template"
    while trace:
        name = trace.tb_frame.f_code.co_filename
        place = f"{Path(name)}:{trace.tb_lineno}" if name.endswith(".j2") else place
        trace = trace.tb_next
    return place


def _anchor(kind: str, id: str) -> str:  # noqa: A002
    return f"{kind}-{id.replace('.', '-')}"


def _tidy(text: str) -> str:
    """Leave one blank line at most, and no spaces at the ends of lines."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)).strip() + "\n"


def _number_headings(text: str) -> str:
    """Return the text with its headings numbered: `## 3. Title`, `### 3.1 Title`."""
    chapter = part = 0

    def numbered(match: re.Match[str]) -> str:
        nonlocal chapter, part
        if match[1] is None:
            return match[0]
        if match[1] == "##":
            chapter, part = chapter + 1, 0
            return f"## {chapter}. "
        part += 1
        return f"### {chapter}.{part} "

    return re.sub(_FENCED.pattern + r"|^(##|###) ", numbered, text, flags=re.DOTALL | re.MULTILINE)
