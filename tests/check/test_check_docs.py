"""`docs/check.md` and `docs/check-rules.md` tell what is there: rules, limits, columns, keys, formats."""

import json
import re
from pathlib import Path

import jsonschema

from reportgen import content
from reportgen.check.feedback import contract, marks
from reportgen.check.feedback.files import FORMATS
from reportgen.check.reading import Limits
from reportgen.check.rules import rules
from reportgen.i18n import load_language
from reportgen.questions import Marking
from tests.test_cli import run

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "check.md").read_text("utf-8")


def test_every_rule_is_told() -> None:
    """In the order of the command's list, by its English title."""
    english = load_language("en", content.templates())
    rows = re.findall(r"^\| `([\w.]+)` \| (.+?) \| .+ \|$", (DOCS / "check-rules.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [(rule, english.label(f"check.rules.{rule}.title")) for rule in rules()]


def test_every_limit_is_told_with_its_default() -> None:
    """As `--limit` takes it."""
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", GUIDE, re.MULTILINE)
    assert {name: float(number.replace(",", "")) for name, number in rows} == vars(Limits())


def test_every_key_of_the_json_is_told() -> None:
    """The example fits the schema."""
    schema = json.loads(contract.JSON_SCHEMA.read_text("utf-8"))
    example = re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    assert example
    jsonschema.validate(json.loads(example[1]), schema)
    keys = {*schema["properties"], *schema["$defs"]["verdict"]["properties"]} - {"schema", "verdicts"}
    told = set(re.findall(r"`(\w+)`", GUIDE.partition("## The JSON")[2]))
    assert keys <= told


def test_every_column_of_the_marks_and_every_cost_is_told() -> None:
    """The example of `[marking]` has the defaults."""
    told = re.findall(r"^\| `(\w+)` \|", GUIDE.partition("## Marks")[2].partition("## The JSON")[0], re.MULTILINE)
    assert tuple(told) == marks.COLUMNS
    costs = dict(re.findall(r"^(\w+) = ([\d.]+)$", GUIDE, re.MULTILINE))
    assert {name: float(cost) for name, cost in costs.items()} == Marking().model_dump()


def test_every_option_and_format_is_told() -> None:
    """And no other."""
    help_ = run("check", "--help").stdout
    options = set(re.findall(r"^  (--[a-z]+)", help_, re.MULTILINE)) - {"--help"}
    assert options == set(re.findall(r"`?(--[a-z]+)", GUIDE)) - {"--help"}
    assert all(f"`{name}`" in GUIDE for name in FORMATS)
