"""Who said it: the source registry, and the citations that lead into it."""
