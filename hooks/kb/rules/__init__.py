"""Decision tables written in Markdown: read from the source text, checked exactly, compiled to `rules.json`.

What is checked is what is computed: the checks, the compiled conditions and the calculator share one meaning of a cell.
"""

from kb.rules.compile import compile_rules
from kb.rules.read_tables import anchors_of, read_tables

__all__ = ["anchors_of", "compile_rules", "read_tables"]
