"""What readers see: the Markdown, the figures and the words that the templates set."""
