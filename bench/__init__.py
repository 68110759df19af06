"""Benchmarks: each a ratio measured in one run, because this machine and yours differ and both are noisy."""
