"""Tables of a text: what can scroll can be reached by keyboard."""

import pytest

from sitebuilder.texts import mark_up_tables

LINKED = '<table><tr><td><a href="x/">x</a></td></tr></table>'
PLAIN = "<table><tr><td>1</td></tr></table>"
REACHED = '<table tabindex="0"><tr><td>1</td></tr></table>'


@pytest.mark.parametrize(
    ("html", "wanted"),
    [(PLAIN, REACHED), (LINKED, LINKED), (f"{PLAIN}\n{LINKED}{PLAIN}", f"{REACHED}\n{LINKED}{REACHED}")],
)
def test_a_table_without_a_link_can_be_reached(html: str, wanted: str) -> None:
    assert mark_up_tables(html, ()) == wanted


def test_a_table_of_rules_is_reached_once_by_its_region() -> None:
    found = mark_up_tables(f'<p id="a" class="scores">Points</p>\n{PLAIN}', ())
    assert found.count('tabindex="0"') == 1
    assert 'role="region" tabindex="0" aria-label="Points"' in found
