"""The list of problem codes: complete, each code once and in its part."""

import re

from kb.pages.codes_page import write_codes_page
from kb.problems.codes import CODES
from tests.kb.small_library import make_catalogue


def test_every_code_is_listed_once_with_its_own_anchor() -> None:
    heads = re.findall(r"^### ([EW]\d{3}): .+ \{: #(\w+) \}$", write_codes_page(make_catalogue({})), re.MULTILINE)
    assert sorted(code for code, _ in heads) == sorted(CODES)
    assert all(anchor == code.lower() for code, anchor in heads)
