"""Tests mirror the packages. Importing the commands makes the checkout's folders importable, here as everywhere."""

import motionbook  # noqa: F401
