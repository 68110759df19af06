"""What follows from the verdict: second motions, gaps, economics, moving, reading."""
