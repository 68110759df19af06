"""`library.yml`: its table, what is read of it, its schema, its colors."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from kb.library.settings import (
    BY_OPTION,
    GROUNDS,
    GROUPS,
    NO_SETTINGS,
    SETTINGS,
    SETTINGS_PATH,
    SelectorChoice,
    contrast,
    read_settings,
    settings_schema,
    title_of_library,
)
from kb.reading.document import parse_document

FILES = {"images/logo.svg": b"<svg/>", "images/favicon.svg": b"<svg/>"}


def every_example() -> str:
    """A file with every setting, each as its example has it."""
    lines = []
    for setting in SETTINGS:
        lines.append(f"{setting.key}: {setting.example}".rstrip())
        lines += [f"  {one.key}: {one.example}" for one in GROUPS.get(setting.key, ())]
        if of_an_option := BY_OPTION.get(setting.key):
            lines += ["  postgres:", *(f"    {one.key}: {one.example}" for one in of_an_option)]
    return "\n".join(lines) + "\n"


def test_every_example_is_accepted_and_read() -> None:
    settings, problems = read_settings({**FILES, SETTINGS_PATH: every_example().encode()})
    assert problems == []
    assert settings.title == "Database notes"
    assert settings.selector is SelectorChoice.OWN
    assert settings.drafts is False
    assert settings.decision == {"noun": "database", "plural": "databases"}
    assert settings.colors == {"light": "#1f4e9e", "dark": "#8fb4ff"}


def test_the_schema_accepts_every_example_and_refuses_what_the_reader_refuses() -> None:
    schema = json.loads(settings_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    data = yaml.safe_load(every_example())
    jsonschema.validate(data, schema)
    for key, value in {"titel": "x", "language": "English", "selector": "mine", "drafts": "maybe"}.items():
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**data, key: value}, schema)


def test_no_file_and_an_empty_one_say_nothing() -> None:
    assert read_settings({}) == (NO_SETTINGS, [])
    settings, problems = read_settings({SETTINGS_PATH: b"# nothing yet\n"})
    assert settings == NO_SETTINGS
    assert problems == []


def test_the_title_is_the_owners_then_the_first_pages_then_the_folders() -> None:
    readme, _ = parse_document("README.md", "# My notes\n")
    named, _ = read_settings({SETTINGS_PATH: b"title: Ours\n"})
    assert title_of_library(named, {"README": readme}, "folder") == "Ours"
    assert title_of_library(NO_SETTINGS, {"README": readme}, "folder") == "My notes"
    assert title_of_library(NO_SETTINGS, {}, "folder") == "folder"


def test_contrast_is_the_one_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == 1


def test_colors_are_checked_on_the_grounds_that_pages_have(root: Path) -> None:
    tokens = (root / "site_overrides/assets/stylesheets/tokens.css").read_text(encoding="utf-8")
    assert re.findall(r"--ground: (#\w{6});", tokens) == [GROUNDS["light"], GROUNDS["dark"]]
