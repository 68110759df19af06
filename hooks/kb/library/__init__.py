"""The whole library as one value, and the ways to look at it."""
