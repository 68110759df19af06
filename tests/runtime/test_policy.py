"""The policy of pages: their own files, the scripts that stand in them by their hashes, and nothing that varies."""

from pathlib import Path

import pytest

from runtime.policy import VaryingScriptError, content_policy, hash_of, inline_scripts


def test_scripts_that_run_are_found_and_data_and_files_are_not(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<script src="a.mjs"></script><script type="application/ld+json">{"a": 1}</script>'
        '<script data-base="{{ base }}">one()</script><script>\n  two()\n</script>'
    )
    assert inline_scripts([page]) == ["one()", "\n  two()\n"]


def test_a_script_that_varies_is_refused_with_what_to_do(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<script>go({{ target }})</script>")
    with pytest.raises(VaryingScriptError) as refusal:
        inline_scripts([page])
    assert str(refusal.value) == (
        f"{page}: a script in a template must be the same on every page, or the page's policy refuses it; "
        "give it what varies by a data attribute of its element"
    )


def test_the_policy_allows_no_text_to_become_code() -> None:
    policy = content_policy(["one()"])
    # echo -n "one()" | openssl dgst -sha256 -binary | base64
    assert hash_of("one()") == "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='"
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src "))
    assert scripts == f"script-src 'self' 'wasm-unsafe-eval' {hash_of('one()')}"
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-inline" not in policy.replace("style-src 'self' 'unsafe-inline'", "")
    assert "'unsafe-eval'" not in policy
