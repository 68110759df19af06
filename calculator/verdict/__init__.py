"""What the answers say: fit, requirements, the order of the motions and whether that is enough for a verdict."""
