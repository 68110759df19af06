"""Ranks the go-to-market motions by rules read from the library: JSON text in, JSON text out."""

from calculator.door import Calculator, answer
from calculator.errors import CalculatorError

__all__ = ["Calculator", "CalculatorError", "answer"]
