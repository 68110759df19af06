"""What a link means, which documents belong together, and where old addresses lead."""
