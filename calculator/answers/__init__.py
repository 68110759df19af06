"""A request and its answers, checked; what they leave open."""
