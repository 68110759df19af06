"""Where our library is, and how any library is read."""

from sitebuilder.inputs import OWN_LIBRARY, has_questions, load_library

__all__ = ["OWN_LIBRARY", "has_questions", "load_library"]
