"""One document as data: its front matter, headings, sections and words, each with where it stands."""
