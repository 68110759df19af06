"""Ranks the go-to-market motions by rules read from the library: JSON text in, JSON text out.

The rooms in the order in which a request goes through them; each imports only those before it:

- `exact`: numbers as people write them and as they are printed
- `rules`: the rule base, read once
- `answers`: a request and its answers, checked
- `verdict`: fit, requirements, the order of the motions, the sentence on top
- `uncertainty`: how sure that is, and which question would settle most
- `change`: what would change the answer
- `advice`: second motions, what to read, whom to compare with
- `market`: what only going to market needs: economics, gaps, moving from today's motion

`result` puts them together, `sections` gives its words, `api` is the way in. docs/scoring.md has every definition.
"""

from calculator.api import Calculator, answer, calculator_for
from calculator.errors import CalculatorError

__all__ = ["Calculator", "CalculatorError", "answer", "calculator_for"]
