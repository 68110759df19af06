"""The rule base, read once from rules.json."""
