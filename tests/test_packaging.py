"""The wheel carries sections, templates and labs, and works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.slow
def test_the_wheel_holds_what_is_not_code(wheel: Path) -> None:
    """Every section, template and lab of the checkout is inside, and nothing of a build."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder, prefix in (
        ("sections", "reportgen/"),
        ("templates", "reportgen/"),
        ("reportgen/labs", ""),
        ("reportgen/schemas", ""),
        ("reportgen/starter", ""),
    ):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert files
        assert {prefix + path.relative_to(ROOT).as_posix() for path in files} <= inside
    assert not [name for name in inside if name.startswith(("output", "tests", "sections", "templates"))]


@pytest.mark.slow
def test_the_installed_wheel_renders_a_report_elsewhere(wheel: Path, tmp_path: Path, filled: Path) -> None:
    """Installed into a folder of its own, run from another one, with an empty home."""
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    away = tmp_path / "away"
    away.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(site), "HOME": str(away)}
    found = subprocess.run(
        [sys.executable, "-c", "import reportgen; print(reportgen.__file__)"],
        cwd=away, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert str(site) in found.stdout
    done = subprocess.run(
        [
            str(site / "bin" / "reportgen"), "build", "--lang", "all", "--data", "sample", "--store", str(filled),
            "--only", "optimizer", "--only", "mlp_raw",
        ],
        cwd=away, env=environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for code in ("fr", "en"):
        assert (away / "output" / "pw04-draft" / code / "report.pdf").read_bytes().startswith(b"%PDF-1.7")
