"""The course that `reportgen init` writes: its CI files are valid, and their commands do what they promise.

The commands are run as the runners run them, step by step, on sample data. Whatever is not run is named in `SKIPPED`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from ruamel.yaml import YAML

from reportgen import __version__, starter
from reportgen.errors import RenderError
from reportgen.lab import load_lab
from tests.test_cli import ROOT, run

LIBRARIES = re.search(r"^DEBIAN := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
GITHUB, GITLAB = ".github/workflows/reports.yml", ".gitlab-ci.yml"
SCHEMAS = ((GITHUB, "vendor.github-workflows"), (GITLAB, "vendor.gitlab-ci"))
SMALL = (("epochs = 10", "epochs = 1"), ("seeds = 5", "seeds = 2"), ("[50]", "[3]"), ("[100]", "[4]"))
SKIPPED = (
    "sudo apt-get update\nsudo apt-get install",
    "apt-get update",
    "apt-get install",
    "python -m pip install -r requirements.txt",
    'for name in $DATASETS; do reportgen data fetch "$name"; done',
)
"""What a test does not run: it would change the machine, or needs the network. Each begins one command."""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return a new course."""
    starter.init(tmp_path / "course")
    return tmp_path / "course"


def small(folder: Path) -> Path:
    """Write a course whose networks are trained in no time."""
    starter.init(folder)
    lab = folder / "digits.toml"
    for before, after in SMALL:
        assert before in lab.read_text("utf-8")
        lab.write_text(lab.read_text("utf-8").replace(before, after), "utf-8")
    return folder


def loaded(path: Path) -> Any:
    """Return a YAML file as the runners read it."""
    return YAML(typ="safe").load(path)


def github(course: Path) -> list[str]:
    """Return the commands of the GitHub workflow's steps, in order."""
    return [step["run"] for step in loaded(course / GITHUB)["jobs"]["build"]["steps"] if "run" in step]


def gitlab(course: Path) -> list[str]:
    """Return the commands of the GitLab job, in order."""
    job = loaded(course / GITLAB)["reports"]
    return [*job["before_script"], *job["script"]]


def variables(course: Path, kind: str) -> Mapping[str, str]:
    """Return the variables that a runner sets, those of the project's folder filled in."""
    found = loaded(course / GITHUB)["env"] if kind == "github" else loaded(course / GITLAB)["variables"]
    return {name: str(value).replace("$CI_PROJECT_DIR", str(course)) for name, value in found.items()}


def executed(command: str, course: Path, kind: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a runner does, with our reportgen and sample data."""
    binaries = course.parent / "bin"
    binaries.mkdir(exist_ok=True)
    (binaries / "reportgen").write_text(
        f'#!/bin/sh\nexec {sys.executable} -c "from reportgen.cli import main; main()" "$@"\n', "utf-8"
    )
    (binaries / "reportgen").chmod(0o755)
    environment = {
        **os.environ, **variables(course, kind), "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT), "KERAS_HOME": str(course.parent), "CI": "true",
    }  # fmt: skip
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command.replace("--data real", "--data sample")],
        cwd=course, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def performed(commands: list[str], course: Path, kind: str) -> Iterator[tuple[str, int, str]]:
    """Run commands until one fails; yield each with its exit status and what it wrote."""
    for command in commands:
        if command.startswith(SKIPPED):
            continue
        done = executed(command, course, kind)
        yield command, done.returncode, done.stdout + done.stderr
        if done.returncode:
            return


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, int, str]]]:
    """Push a new course to GitHub, as far as its commands go; answers were not accepted yet."""
    course = small(tmp_path_factory.mktemp("github") / "course")
    return course, list(performed(github(course), course, "github"))


def accepted(course: Path) -> Path:
    """Accept the answers of a built course, by the commands of its README."""
    text = (course / "README.md").read_text("utf-8")
    (block,) = re.findall(r"```sh\n(mkdir -p answers\n.*?)```", text, re.DOTALL)
    subprocess.run(["git", "init", "-q"], cwd=course, check=True)
    subprocess.run(["bash", "-ec", block], cwd=course, check=True)
    return course / "answers" / "digits.json"


@pytest.mark.parametrize(("name", "schema"), SCHEMAS)
def test_ci_files_are_valid(course: Path, name: str, schema: str) -> None:
    """By the schemas that check-jsonschema brings along."""
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *transform, str(course / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.name)
def test_our_own_workflows_are_valid_and_ask_for_little(path: Path) -> None:
    """Those of this project, by the same schema; each job ends, and installs what the Makefile names."""
    command = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    workflow = loaded(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert LIBRARIES is not None
    assert f"--no-install-recommends {LIBRARIES[1]}\n" in path.read_text("utf-8")


def test_our_own_reports_are_checked_as_those_of_a_course(course: Path) -> None:
    """The steps of the course's workflow that decide are those of ours, but for the labs' names."""

    def steps(path: Path) -> dict[str, str]:
        found = {step["name"]: step.get("run", "") for step in loaded(path)["jobs"]["build"]["steps"]}
        return {name: run.replace("${lab%.toml}", "$lab") for name, run in found.items()}

    theirs, ours = steps(course / GITHUB), steps(ROOT / GITHUB)
    shared = [name for name in theirs if name in ours]
    assert [name for name in ours if name in theirs] == shared
    assert {"Get the data that is missing", "Build the reports", "Compare the answers with the accepted ones"} <= {
        *shared
    }
    for name in ("Build the reports", "Get the data that is missing", "Make the pages"):
        assert theirs[name].replace("*.toml", "$LABS") == ours[name]


def test_jobs_end_and_ask_for_little(course: Path) -> None:
    """Every job has a limit, the workflow may read; only the job that publishes may publish."""
    workflow = loaded(course / GITHUB)
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert all("timeout" in loaded(course / GITLAB)[job] for job in ("reports", "pages"))
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert all("permissions" not in job for name, job in workflow["jobs"].items() if name != "publish")
    uses = re.findall(r"uses: (\S+)", (course / GITHUB).read_text("utf-8"))
    assert all(re.fullmatch(r"actions/[\w/-]+@v\d+", action) for action in uses)


def test_commands_hold_nothing_of_an_event(course: Path) -> None:
    """A branch's name in a command would be code."""
    assert not [command for command in github(course) if "${{" in command]


def test_both_services_run_the_same_commands(course: Path) -> None:
    """In the same order, so that what one test shows holds for both; nothing is skipped that is not named."""

    def plain(commands: list[str]) -> str:
        return re.sub(r"[\s;]+", " ", "\n".join(commands)).replace("sudo ", "")

    assert plain(github(course)) == plain(gitlab(course))
    skipped = [command for command in github(course) if command.startswith(SKIPPED)]
    assert len(skipped) == 3
    for commands in (github(course), gitlab(course)):
        assert "--data real" in " ".join(commands)
        assert "sample" not in " ".join(commands)


def test_ci_installs_what_the_makefile_names(course: Path) -> None:
    """The libraries that typeset the PDF stand in one list."""
    assert LIBRARIES is not None
    for name in (GITHUB, GITLAB):
        (named,) = re.findall(r"apt-get install -y --no-install-recommends (.*)", (course / name).read_text("utf-8"))
        assert named == LIBRARIES[1]


def test_requirements_are_those_of_this_installation(course: Path) -> None:
    """Our version of reportgen, from a place to be filled in where it is not known, and what decides numbers."""
    lines = (course / "requirements.txt").read_text("utf-8").splitlines()
    first, *pins = (Requirement(line) for line in lines if line and not line.startswith("#"))
    assert (first.name, first.extras) == ("reportgen", {"train"})
    assert first.url
    assert re.search(rf"@(v{re.escape(__version__)}|[0-9a-f]{{40}})$", first.url)
    assert {"numpy"} <= {pin.name for pin in pins} <= {"tensorflow", "keras", "numpy"}
    assert all(re.fullmatch(r"==[\d.]+", str(pin.specifier)) for pin in pins)


def test_nothing_is_left_open(course: Path) -> None:
    """Every value is filled in, and CI runs the Python of this installation."""
    for path in course.rglob("*"):
        assert path.is_dir() or not re.search(r"@[A-Z]+@", path.read_text("utf-8")), path
    minor = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f'python-version: "{minor}"' in (course / GITHUB).read_text("utf-8")
    assert f"image: python:{minor}-" in (course / GITLAB).read_text("utf-8")


def test_the_lab_plans_its_own_section_and_ours(course: Path) -> None:
    """Softmax regression and two networks with a hidden layer, all on MNIST."""
    lab = load_lab(str(course / "digits.toml"))
    assert [case.key for case in lab.cases] == ["softmax.layer", "mlp_raw.50", "mlp_raw.100"]
    assert lab.cases[0].experiment.model.parameters == 784 * 10 + 10
    assert {case.experiment.dataset for case in lab.cases} == {loaded(course / GITHUB)["env"]["DATASETS"]}


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    """All such files are named, and none is written."""
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / ".gitignore").symlink_to(tmp_path / "nowhere")
    with pytest.raises(RenderError, match=r"has already README\.md, \.gitignore; nothing is written|has already \.git"):
        starter.init(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"README.md", ".gitignore"}
    assert (tmp_path / "README.md").read_text("utf-8") == "mine"


def test_the_command_tells_what_it_wrote(tmp_path: Path) -> None:
    """Each file on a line, and what is still to be done."""
    done = run("init", "course", cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert done.returncode == 0, done.stderr
    written = {str(path.relative_to(tmp_path)) for path in (tmp_path / "course").rglob("*") if path.is_file()}
    assert set(done.stdout.splitlines()) == written
    again = run("init", "course", cwd=tmp_path, PYTHONPATH=str(ROOT))
    assert (again.returncode, len(again.stderr.splitlines())) == (1, 2)


@pytest.mark.slow
def test_the_first_run_builds_and_stops_at_answers_that_nobody_accepted(
    built: tuple[Path, list[tuple[str, int, str]]],
) -> None:
    """Each step passes but the comparison; the reports are there, to be read."""
    course, steps = built
    assert [status for _, status, _ in steps] == [0, 0, 1], steps
    assert "reportgen diff" in steps[-1][0]
    assert "answers/digits.json" in steps[-1][2]
    for code in ("en", "fr"):
        assert (course / "output" / "digits" / code / "report.pdf").read_bytes().startswith(b"%PDF")
    assert not (course / "public").exists()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_ci_publishes_accepted_answers_and_stops_at_a_changed_one(
    built: tuple[Path, list[tuple[str, int, str]]], tmp_path: Path, kind: str
) -> None:
    """With the results from the cache; a changed answer is named, and nothing is published until it is accepted."""
    course = tmp_path / "course"
    shutil.copytree(built[0], course)
    commands = github(course) if kind == "github" else gitlab(course)
    answers = accepted(course)
    shutil.rmtree(course / "output")
    before = {path.name: path.stat().st_mtime_ns for path in (course / "store").glob("*.result")}
    steps = list(performed(commands, course, kind))
    assert {status for _, status, _ in steps} == {0}, steps
    assert {path.name: path.stat().st_mtime_ns for path in (course / "store").glob("*.result")} == before
    check_pages(course / "public")

    shutil.rmtree(course / "public")
    key = json.loads(answers.read_text("utf-8"))
    (planted,) = (answer for answer in key["answers"] if answer["id"] == "softmax.layer.parameters.total")
    planted["value"] += 1
    answers.write_text(json.dumps(key), "utf-8")
    (last,) = (number for number, command in enumerate(commands) if "reportgen diff" in command)
    ((_, status, told),) = performed(commands[last:], course, kind)
    assert status == 1
    assert "moved    softmax.layer.parameters.total: 7851 -> 7850 (exact)" in told
    assert not (course / "public").exists()

    accepted(course)
    assert [status for _, status, _ in performed(commands[last:], course, kind)] == [0, 0]
    assert (course / "public" / "index.html").is_file()


def check_pages(public: Path) -> None:
    """Make sure that the index leads to every report and says on which data it was computed; the key stays behind."""
    page = (public / "index.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    assert links == [f"digits/{code}/report.{kind}" for code in ("en", "fr") for kind in ("pdf", "md")]
    assert all((public / link).is_file() for link in links)
    assert "Reading digits" in page
    assert "Lire des chiffres" in page
    assert "1 January 2026" in page
    assert "computed on sample data, not on the real data (MNIST)" in page
    for report in public.rglob("report.md"):
        for figure in re.findall(r"\]\((figures/[^)]+)\)", report.read_text("utf-8")):
            assert (report.parent / figure).is_file()
    assert not list(public.rglob("answers.json"))


@pytest.mark.slow
def test_the_lab_builds_from_a_pack(built: tuple[Path, list[tuple[str, int, str]]], tmp_path: Path) -> None:
    """The step that takes in packs fills an empty store."""
    course = tmp_path / "course"
    shutil.copytree(built[0], course)
    made = executed("reportgen pack digits.toml --data real --output packs/digits.zip", course, "github")
    assert made.returncode == 0, made.stderr
    before = {path.name for path in (course / "store").glob("*.result")}
    shutil.rmtree(course / "store")
    (command,) = (item for item in github(course) if "unpack" in item)
    done = executed(command, course, "github")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (course / "store").glob("*.result")} == before
