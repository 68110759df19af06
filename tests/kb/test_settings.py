"""`library.yml`: its table, what is read of it, its schema, its colors."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from kb.library.catalogue import build_catalogue
from kb.library.settings import (
    BY_OPTION,
    GROUNDS,
    GROUPS,
    NO_SETTINGS,
    SETTINGS,
    SETTINGS_PATH,
    SelectorChoice,
    Way,
    contrast,
    read_settings,
    settings_schema,
    title_of_library,
)
from kb.reading.document import parse_document

FILES = {
    "images/logo.svg": b"<svg/>",
    "images/favicon.svg": b"<svg/>",
    "pricing/fence.md": b"# Fence\n",
    "pricing/old/wall.md": b"# Wall\n",
}


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
    assert settings.navigation == (Way("pricing"), Way("browse"))
    assert settings.hidden == ("pricing/old",)
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


def test_the_navigation_names_what_there_is_with_labels_of_its_own() -> None:
    text = b"navigation:\n  - pricing: What it costs\n  - pricing/fence\n  - map\n"
    settings, problems = read_settings({**FILES, SETTINGS_PATH: text})
    assert problems == []
    assert settings.navigation == (Way("pricing", "What it costs"), Way("pricing/fence"), Way("map"))
    assert settings.labels == {"pricing": "What it costs"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "navigation: pricing",
            "1:13: E092 'navigation' is no list; nothing of it is read; write one as navigation: [pricing, browse]",
        ),
        (
            "navigation: [prices]",
            "1:14: E092 'prices' is no folder or page of the library; it leads nowhere; "
            "did you mean 'pricing'? (allowed: browse, by-motion, guests, map, ",
        ),
        (
            "navigation: [pricing, pricing]",
            "1:23: E092 'pricing' stands twice; once is enough; take one out",
        ),
        (
            "navigation: [pricing: [a]]",
            "1:14: E092 'pricing' has no single label; readers would see nothing; "
            "write it as pricing: What it is called",
        ),
        (
            "hidden: [pricing/fence]",
            "1:10: E092 'pricing/fence' is no folder or page of the library; it leads nowhere; "
            "did you mean 'pricing'? (allowed: pricing, pricing/old)",
        ),
        (
            "readme: none",
            "1:9: E092 'none' is no readme; nobody can tell what is meant; use one of folder, page, hidden",
        ),
    ],
)
def test_a_wrong_place_is_told_by_its_place(text: str, told: str) -> None:
    _, problems = read_settings({**FILES, SETTINGS_PATH: text.encode()})
    assert [str(problem)[: len(SETTINGS_PATH) + 1 + len(told)] for problem in problems] == [f"{SETTINGS_PATH}:{told}"]


def test_nothing_of_a_hidden_folder_is_read_and_a_readme_is_what_its_owner_says() -> None:
    files = {"notes/README.md": b"# About the notes\n", "notes/old/a.md": b"# A\n", "notes/older.md": b"# B\n"}

    def addresses(text: str) -> dict[str, str]:
        catalogue = build_catalogue({**files, SETTINGS_PATH: text.encode()}, foreign=True)
        return {identity: document.url for identity, document in catalogue.documents.items()}

    both = {"notes/old/a": "notes/old/a/", "notes/older": "notes/older/"}
    assert addresses("") == {"notes/README": "notes/", **both}
    assert addresses("hidden: [notes/old]") == {"notes/README": "notes/", "notes/older": "notes/older/"}
    assert addresses("readme: page") == {"notes/README": "notes/README/", **both}
    assert addresses("readme: hidden") == both
