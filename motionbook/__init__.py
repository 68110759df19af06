"""Motionbook's commands: set up, serve, build, check, new, rank, backtest, bench."""

__version__ = "0.1.0"
