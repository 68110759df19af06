"""The scoring package made ready for the browser: compiled wheel, Python runtime, memory snapshot, fonts."""
