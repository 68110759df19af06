"""What programs read: JSON, feeds, structured data, the clean Markdown."""
