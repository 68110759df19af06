"""The codes of problems in tables of rules, out of the one table of `kb.problems.codes`."""

from kb.problems.codes import CODES

RULE_CODES = {code: kind for code, kind in CODES.items() if int(code[1:]) >= 100}
