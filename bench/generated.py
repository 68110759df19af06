"""A library of any size for measuring: linked documents with sections, lists, tables and tags, the same on every run.

python -m bench.generated DIR [COUNT]
"""

import random
import sys
from pathlib import Path

COUNT = 5000
SEED = 7
FOLDERS = ("channels", "hiring", "launch", "onboarding", "positioning", "pricing", "retention", "sales")
SUBJECTS = ("Trial", "Renewal", "Discount", "Pilot", "Referral", "Upgrade", "Territory", "Forecast", "Demo", "Contract")
SHAPES = ("Ladder", "Window", "Review", "Map", "Ratio", "Checklist", "Loop", "Threshold", "Handover", "Calendar")
TAGS = tuple(f"{subject.lower()}-{shape.lower()}" for subject in SUBJECTS[:6] for shape in SHAPES[:6])
TEXT = (
    "a team that sells to small companies learns within weeks whether the first message is understood because every "
    "answer comes back by mail and is read by the person who wrote the page while a larger account takes a quarter to "
    "reply with two signatures and one security review so plan both calendars count each step and stop what nobody uses"
)
WORDS = TEXT.split()


def write_library(folder: Path, count: int = COUNT) -> None:
    """Write that many documents into a folder; those of a smaller library are the first of a larger one.

    Links lead to earlier documents only, so that every library is whole.
    """
    names: list[tuple[str, str, str]] = []
    for number in range(count):
        chance = random.Random(SEED * 1_000_003 + number)
        title = f"{chance.choice(SUBJECTS)} {chance.choice(SHAPES)} {number + 1}"
        place, slug = chance.choice(FOLDERS), title.lower().replace(" ", "-")
        others = chance.sample(names[-400:], min(4, len(names)))
        names.append((place, slug, title))
        path = folder / place / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document_text(title, place, others, chance), encoding="utf-8")


def document_text(title: str, place: str, others: list[tuple[str, str, str]], chance: random.Random) -> str:
    """One document; `others` are folder, file name and title of those that it links to."""

    def sentence() -> str:
        start = chance.randrange(len(WORDS))
        words = (WORDS * 2)[start : start + chance.randint(8, 22)]
        return f"{' '.join(words).capitalize()}."

    def paragraph() -> str:
        return " ".join(sentence() for _ in range(chance.randint(2, 5)))

    lines = ["---", f'name: "{title}"', f"category: {place}", f'one_liner: "{sentence()}"', "related_frameworks:"]
    lines += [f"  - {slug}" for _, slug, _ in others[:2]] or ["  []"]
    lines += ["tags:", *(f"  - {tag}" for tag in chance.sample(TAGS, 3)), "---", "", f"# {title}", ""]
    lines += ["## What It Is", "", paragraph(), "", f"> {sentence()}", "", paragraph(), ""]
    lines += ["## How It Works", ""]
    lines += [f"{step}. **{chance.choice(SHAPES)}.** {sentence()}" for step in range(1, 6)]
    lines += ["", "| Week | Measure | Bar |", "|---|---|--:|"]
    lines += [f"| {week} | {chance.choice(SUBJECTS)} | {chance.randint(1, 99)}% |" for week in range(1, 6)]
    for heading in ("When to Use It", "Common Mistakes", "Example"):
        lines += ["", f"## {heading}", "", paragraph(), ""]
        lines += [f"- {sentence()} `{chance.choice(TAGS)}`" for _ in range(4)]
    if others:
        lines += ["", "## Related", ""]
        lines += [f"- [{name}](../{where}/{slug}.md): {sentence()}" for where, slug, name in others]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    write_library(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else COUNT)
