"""Templates lose their indents, and nothing that a page shows or runs."""

from sitebuilder.templates import unindented


def test_indents_go_and_line_breaks_stay() -> None:
    source = "  <p>\n    one\n\t{% if two %}\n      two\n    {% endif %}\n  </p>\n"
    assert unindented(source) == "  <p>\none\n{% if two %}\ntwo\n{% endif %}\n</p>\n"


def test_scripts_and_what_shows_its_spaces_stay_as_written() -> None:
    kept = "<script>\n  run();\n</script>", '<pre class="x">\n  a\n</pre>', "<textarea>\n  b</textarea>"
    for element in kept:
        assert unindented(f"<div>\n  {element}  <b>c</b>\n</div>") == f"<div>\n{element}  <b>c</b>\n</div>"
