"""The pages of built reports: what is listed, and what is told when something is missing."""

import json
from pathlib import Path

import pytest

from reportgen.errors import LabError, RenderError
from reportgen.site import site


def built(reports: Path, *codes: str, **origins: str) -> Path:
    """Write what a build of the built-in lab leaves, as far as pages need it, and return the folder of the reports."""
    for code in codes:
        folder = reports / "pw04" / code
        (folder / "figures").mkdir(parents=True)
        (folder / "report.md").write_text("# A report\n", "utf-8")
        (folder / "report.pdf").write_bytes(b"%PDF-1.7")
        (folder / "figures" / "a.svg").write_text("<svg/>", "utf-8")
        data = {name: {"origin": origin, "digest": ""} for name, origin in origins.items()}
        (folder / "answers.json").write_text(json.dumps({"data": data}), "utf-8")
    return reports


def files(folder: Path) -> set[str]:
    """Return the files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_each_language_has_its_list_in_its_words(tmp_path: Path) -> None:
    """Title and date of the lab, where the numbers come from, and a link to each file; no answer key."""
    reports = built(tmp_path / "output", "fr", "en", mnist="real")
    page = site(["pw04"], reports, tmp_path / "public").read_text("utf-8")
    assert page.index('<section lang="en">') < page.index('<section lang="fr">')
    for words in (
        "Deep neural networks", "Réseaux de neurones profonds", "21 November 2026", "21 novembre 2026",
        "Computed on the real data (MNIST).", "Calculé sur les vraies données (MNIST).",
        'href="pw04/en/report.pdf"', 'href="pw04/fr/report.md"',
    ):  # fmt: skip
        assert words in page
    assert files(tmp_path / "public") == {"index.html"} | {
        f"pw04/{code}/{name}" for code in ("en", "fr") for name in ("report.md", "report.pdf", "figures/a.svg")
    }


def test_a_report_of_two_datasets_names_each_under_its_origin(tmp_path: Path) -> None:
    """Sample data is never passed over."""
    reports = built(tmp_path, "en", mnist="real", fashion_mnist="sample")
    page = site(["pw04"], reports, tmp_path / "public").read_text("utf-8")
    assert "Computed on the real data (MNIST). This report was computed on sample data" in page
    assert "not on the real data (Fashion-MNIST)" in page


def test_what_was_not_written_is_not_offered(tmp_path: Path) -> None:
    """Only Markdown, in one language."""
    reports = built(tmp_path / "output", "fr", mnist="real")
    (reports / "pw04" / "fr" / "report.pdf").unlink()
    page = site(["pw04"], reports, tmp_path / "public").read_text("utf-8")
    assert "PDF" not in page
    assert '<html lang="fr">' in page
    assert 'lang="en"' not in page


def test_a_lab_without_a_report_stops_it(tmp_path: Path) -> None:
    """Nothing is written."""
    with pytest.raises(RenderError, match=r"pw04: no report of pw04") as caught:
        site(["pw04"], tmp_path / "output", tmp_path / "public")
    assert "--reports DIR" in caught.value.hint
    with pytest.raises(LabError, match="no lab 'pw99'"):
        site(["pw99"], tmp_path, tmp_path / "public")
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("body", ["", "[]", '{"data": 5}', '{"data": {"mnist": "real"}}', "[" * 100_000])
def test_a_damaged_answer_key_is_a_known_error(tmp_path: Path, body: str) -> None:
    """It is named."""
    reports = built(tmp_path, "en", mnist="real")
    (reports / "pw04" / "en" / "answers.json").write_text(body, "utf-8")
    with pytest.raises(RenderError, match=r"answers\.json: expected the answers of a report"):
        site(["pw04"], reports, tmp_path / "public")
