"""Numbers as people write them and as they are printed; exact and the same on every machine."""
