"""The command line as a user meets it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMANDS = ("answers", "build", "check", "data", "diff", "init", "pack", "site", "store", "unpack")


def run(
    *arguments: str, cwd: Path | None = None, stdout: int = subprocess.PIPE, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", "from reportgen.cli import main; main()", *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=cwd or ROOT,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120", **environment},
    )


def test_version() -> None:
    """One line."""
    assert re.fullmatch(r"reportgen \d+\.\d+\.\d+\n", run("--version").stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_stands_in_the_readme(command: str) -> None:
    """Each option says what it does; the README shows the command."""
    shown = run(command, "--help")
    assert shown.returncode == 0
    assert f"reportgen {command}" in (ROOT / "README.md").read_text("utf-8")
    options = re.findall(r"^  (?:-h, )?(--[a-z-]+)(?: <[^>]+>)? +(.*)$", shown.stdout, re.MULTILINE)
    assert options
    assert all(text for _, text in options), "an option without a word about it"


def test_build_renders_stored_results(tmp_path: Path, filled: Path) -> None:
    """The reports' paths are printed, the rest goes to stderr."""
    done = run(
        "build", "--lang", "all", "--data", "sample", "--format", "md", "--only", "mlp_raw",
        "--store", str(filled), "--output", str(tmp_path),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(tmp_path / "pw04-draft" / code / "report.md") for code in ("en", "fr")]
    assert "using sample data" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("build", "pw99"), "no lab 'pw99'"),
        (("build", "--lang", "it"), "no language 'it'"),
        (("build", "--format", "docx"), "--format: expected md, pdf, received 'docx'"),
        (("build", "--format", ""), "--format: names nothing to write; expected md, pdf"),
        (("store", "--store", "nowhere"), "no store at nowhere"),
        (("store", "--store", "nowhere", "--clean"), "no store at nowhere"),
        (("build", "--data-dir", "nowhere"), "nowhere"),
        (("build", "--data", "real", "--data-dir", "EMPTY"), "no real data found"),
    ],
)
def test_a_known_error_is_one_line_and_a_hint(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    """Exit 1, no traceback, nothing written."""
    (tmp_path / "empty").mkdir()
    arguments = tuple(str(tmp_path / "empty") if item == "EMPTY" else item for item in arguments)
    done = run(*arguments, cwd=tmp_path, KERAS_HOME=str(tmp_path), REPORTGEN_STORE=str(tmp_path / "store"))
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert message in lines[0]
    assert len(lines) <= 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()
    assert not (tmp_path / "nowhere").exists()


def test_a_known_error_shows_its_traceback_when_asked(tmp_path: Path) -> None:
    """`REPORTGEN_DEBUG` is for developers; 0 is no."""
    asked = ("store", "--store", str(tmp_path / "nowhere"))
    assert "Traceback" in run(*asked, REPORTGEN_DEBUG="1").stderr
    assert "Traceback" not in run(*asked, REPORTGEN_DEBUG="0").stderr


def test_a_warning_is_one_line_after_our_name(tmp_path: Path, filled: Path) -> None:
    """In lower case, as an error's is: a damaged result, where nothing can be trained."""
    shutil.copytree(filled, tmp_path / "store")
    damaged = min((tmp_path / "store").glob("*.result"))
    damaged.write_bytes(b"cut")
    code = (
        "import importlib.util as u\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name == 'tensorflow' else find(name, package)\n"
        "from reportgen.cli import main; main()"
    )
    arguments = ("build", "--data", "sample", "--store", str(tmp_path / "store"), "--output", str(tmp_path / "output"))
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if "checksum" in line]
    assert told == [f"reportgen: warning: {damaged}: damaged: its checksum does not fit; it is not used"]


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("arguments", [("--help",), ("data",)])
def test_output_that_cannot_be_written_is_a_known_error(arguments: tuple[str, ...], buffered: str) -> None:
    """A full disk behind `>`: one line, exit 1."""
    with Path("/dev/full").open("w") as full:
        done = run(*arguments, stdout=full.fileno(), PYTHONUNBUFFERED=buffered)
    assert (done.returncode, done.stderr) == (
        1,
        "reportgen: standard output cannot be written: No space left on device\n",
    )


@pytest.mark.parametrize("arguments", [("--help",), ("data",)])
def test_a_reader_that_has_gone_is_no_error_to_talk_about(arguments: tuple[str, ...]) -> None:
    """`reportgen data | head -1`: exit 1, not a word."""
    reader, writer = os.pipe()
    os.close(reader)
    done = run(*arguments, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


@pytest.mark.parametrize("arguments", [("build", "--jobs", "0"), ("build", "--nothing"), ("publish",)])
def test_wrong_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    """As every command line does."""
    assert run(*arguments).returncode == 2


def test_data_lists_what_is_found(tmp_path: Path) -> None:
    """Nothing there: the sample is used, and its terms are shown."""
    done = run("data", KERAS_HOME=str(tmp_path), REPORTGEN_DATA="")
    assert done.returncode == 0
    assert "mnist: not found: sample data is used" in done.stdout
    assert "CC BY 4.0" in done.stdout


def test_data_exits_with_1_when_something_is_damaged(tmp_path: Path) -> None:
    """A file that claims to be MNIST and is not."""
    (tmp_path / "mnist.npz").write_bytes(b"not an archive")
    done = run("data", "--data-dir", str(tmp_path), KERAS_HOME=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout.splitlines()[:2] == [
        "mnist: damaged: a build would stop",
        "  hint: repair or remove it, or build with --data sample",
    ]


def test_store_lists_sizes_and_cleans(tmp_path: Path, filled: Path) -> None:
    """Every result with its size, the total, and what cleaning frees."""
    folder = tmp_path / "store"
    shutil.copytree(filled, folder)
    listed = run("store", "--store", str(folder))
    assert "mnist (sample): Dense 300, Dropout 0.5, Dense 10; 238510 weights, 10 epochs in 1.5 s" in listed.stdout
    results, figures = (len(list(folder.glob(f"*.{kind}"))) for kind in ("result", "derived"))
    told = rf": {results} results, \d+\.\d MB; {figures} figures and PDFs, \d+\.\d MB; 0 arrays"
    assert re.search(told, listed.stdout)
    assert "MB freed" in run("store", "--store", str(folder), "--clean").stdout
    assert "0 results, 0.0 MB; 0 figures and PDFs" in run("store", "--store", str(folder)).stdout
