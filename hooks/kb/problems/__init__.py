"""What can be wrong, where, why it matters and how to mend it."""
