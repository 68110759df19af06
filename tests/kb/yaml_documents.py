"""Random YAML texts that PyYAML and our reader must read alike, with what they mean."""

from typing import Any

from hypothesis import strategies as st

WORDS = st.text("abcxyz019é'-_.()/,!\"", min_size=1, max_size=12)
PLAIN = st.lists(st.text("abcxyz09é'_.()/-", min_size=1, max_size=8), min_size=1, max_size=4).map(" ".join)
KEYS = st.text("abcdefg_", min_size=1, max_size=6)
TEXTS = st.text("ab c\n\t:#'\"\\-é[]{}&*!|>%@,?", max_size=24)
VALUES = st.recursive(
    TEXTS | PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def is_plain(text: str, flow: bool) -> bool:
    """Whether a text can stand without quotes, on the safe side."""
    if not text or text != text.strip() or not text[0].isalnum() or "\n" in text or "\t" in text:
        return False
    return (
        not any(mark in text for mark in (": ", " #"))
        and text[-1] != ":"
        and not (flow and any(mark in text for mark in ",[]{}?:"))
    )


def write_scalar(draw: st.DrawFn, text: str, indent: str, flow: bool) -> str:
    """One of the spellings of a text."""
    styles = ["double", "single"] if "\n" not in text and "\t" not in text else ["double"]
    if is_plain(text, flow):
        styles += ["plain", "plain", "wrapped"] if " " in text and "  " not in text else ["plain"]
    if not flow and text.strip(" \n\t") and "\t" not in text and text[0] not in " \n" and "\n " not in text:
        styles.append("literal")
    style = draw(st.sampled_from(styles))
    if style == "plain":
        return text
    if style == "wrapped":
        head, _, tail = text.partition(" ")
        # A continuation line that began with a mark would be something else; letters and digits cannot.
        return f"{head}\n{indent}  {tail}" if tail[0].isalnum() and ":" not in text else text
    if style == "single":
        return "'" + text.replace("'", "''") + "'"
    if style == "literal":
        body = text.rstrip("\n")
        breaks = len(text) - len(body)
        lines = "\n".join(f"{indent}  {line}" if line else "" for line in body.split("\n"))
        return "|" + ("-" if breaks == 0 else "" if breaks == 1 else "+") + "\n" + lines + "\n" * max(breaks - 1, 0)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def write_flow(draw: st.DrawFn, value: Any, indent: str) -> str:
    """A value in brackets."""
    gap = draw(st.sampled_from(["", " ", f"\n{indent}  "]))
    if isinstance(value, list):
        inner = f",{gap}".join(write_flow(draw, item, indent) for item in value)
        return f"[{gap if value else ''}{inner}{draw(st.sampled_from(['', ','])) if value else ''}]"
    if isinstance(value, dict):
        inner = f",{gap or ' '}".join(f"{key}: {write_flow(draw, item, indent)}" for key, item in value.items())
        return "{" + inner + "}"
    return write_scalar(draw, value, indent, True)


def write_block(draw: st.DrawFn, value: Any, indent: str) -> str:
    """What stands behind a key or a dash, its line break included."""
    if isinstance(value, str):
        comment = draw(st.sampled_from(["", "", "  # a remark"]))
        text = write_scalar(draw, value, indent, False)
        if not text.startswith("|"):
            text += comment
        return f" {text}\n"
    if not value or draw(st.booleans()):
        return f" {write_flow(draw, value, indent)}\n"
    if isinstance(value, list):
        start = draw(st.sampled_from([indent + "  ", indent + "    "]))
        return "\n" + "".join(f"{start}-{write_block(draw, item, start)}" for item in value)
    return "\n" + write_mapping(draw, value, indent + "  ")


def write_mapping(draw: st.DrawFn, value: dict[str, Any], indent: str) -> str:
    """Keys with values, each on its line, with remarks and empty lines between."""
    lines = []
    for key, item in value.items():
        lines.append(draw(st.sampled_from(["", "", "\n", f"{indent}# a remark\n"])))
        lines.append(f"{indent}{key}:{write_block(draw, item, indent)}")
    return "".join(lines)


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """A mapping written down in a random style."""
    return write_mapping(draw, draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)), "")
