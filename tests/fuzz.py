"""Inputs that nobody thought of, for as long as there is time: pieces of sound ones cut, doubled, swapped and spoiled.

The run says its seed and how many inputs it tried; `MOTIONBOOK_FUZZ_SEED` tries the same again. hypothesis would
shrink a finding, and tries a hundredth of the inputs in the same time.
"""

import os
import random
import time
from collections.abc import Iterator, Sequence

import pytest

SECONDS = float(os.environ.get("MOTIONBOOK_FUZZ_SECONDS", "2"))
"""For each kind of input; a run through the night has more."""
SEED = int(os.environ.get("MOTIONBOOK_FUZZ_SEED", "0")) or random.SystemRandom().randrange(1, 2**31)
TRIED = "inputs tried"
"""Name under which a test says how many there were; the closing lines of the run list them."""

SPOILERS = (
    *("\0", "\ufeff", "\u202e", "\u2028", "\u200d", "\ud800", "\r", "\r\n", "\t", "\x0b"),
    *("é", "e\u0301", "🤝🏽", "\u3000", "ß", "---\n", "+++\n", "```", "~~~", "<!--", "-->"),
    *("<script>", "</script>", "<svg onload=x>", "<![CDATA[", "&#0;", "&lt;", "javascript:", "data:text/html,"),
    *("//evil.example", "../../", "%00", "%2e%2e", "#", "?", "[[", "]]", "![](", "[@", "](<", "| --- |", "\\|", "||"),
    *("&x ", "*x", "!!python/object", "<<: ", ": ", "- ", "? ", "|\n", ">-\n", "\t- ", "{", "}", "'", '"'),
    *("NaN", "-0", "1e999", "9" * 400, "true", "null", "\\u0000", "\\ud800", "=", "&", "&amp;", "+", ",", "%", " "),
)  # fmt: skip


def spoil(text: str, corpus: Sequence[str], chance: random.Random) -> str:
    """A text with some of it cut out, doubled, moved, taken from another one, or followed by what often harms."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        at = chance.randint(0, len(text))
        end = min(len(text), at + chance.choice((0, 1, 3, 12, 60)))
        piece = text[at:end]
        other = chance.choice(corpus)
        start = chance.randint(0, len(other))
        change = chance.choice(("spoil", "spoil", "cut", "double", "move", "take", "many"))
        if change == "move":
            rest = text[:at] + text[end:]
            to = chance.randint(0, len(rest))
            text = rest[:to] + piece + rest[to:]
            continue
        put = {
            "spoil": chance.choice(SPOILERS),
            "cut": "",
            "double": piece * 2,
            "take": other[start : start + 60],
            "many": (piece or chance.choice(SPOILERS)) * chance.choice((5, 50)),
        }[change]
        text = text[:at] + put + text[end:]
    return text


def inputs(request: pytest.FixtureRequest, corpus: Sequence[str], salt: str) -> Iterator[tuple[str, random.Random]]:
    """Spoiled texts until the time is over; each with the chance that made it, and named if its test fails."""
    chance = random.Random(f"{SEED} {salt}")
    end, count, text = time.monotonic() + SECONDS, 0, ""
    try:
        while time.monotonic() < end:
            text = spoil(chance.choice(corpus), corpus, chance)
            yield text, chance
            count += 1
    except GeneratorExit:
        print(f"seed {SEED}, input {count}: {text!r}")
        raise
    finally:
        request.node.user_properties.append((TRIED, (salt, count)))
    assert count > 0
