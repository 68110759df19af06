"""Nothing: the page runs no event loop."""
