"""Small real libraries for the tests of the core."""

from collections.abc import Mapping

from kb.library.catalogue import Catalogue, build_catalogue

TAGS = 'loops:\n  label: "Loops"\n  description: "What feeds itself."\n'


def make_document(name: str, category: str = "growth", extra: str = "", body: str = "") -> str:
    """A framework without any problem, with further keys and a body."""
    return (
        f'---\nname: "{name}"\ncategory: {category}\none_liner: "One line."\nsource_guest: "Ada Example"\n'
        f'source_episode: "Loops for beginners"\ntags: [loops]\n{extra}---\n\n# {name}\n\n{body}\n\n'
        '## Source\n\n- **Guest**: Ada Example\n- **Episode**: "Loops for beginners"\n'
    )


def make_catalogue(files: Mapping[str, str | bytes], *, foreign: bool = False) -> Catalogue:
    """The catalogue of a library given by its texts; a vocabulary is added."""
    contents = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    return build_catalogue({"tags.yml": TAGS.encode(), **contents}, foreign=foreign)
