"""The part of YAML that people write in front matter, read with the position of every key and item."""
