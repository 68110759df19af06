"""Who said it, where and at which second: the source section of a document, in the spellings it has in the wild."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.reading.blocks import Block, BlockKind
from kb.reading.plain_text import plain_text
from kb.reading.slugs import name_key
from kb.reading.timestamps import parse_time


@dataclass(frozen=True, slots=True)
class Timestamp:
    """One moment of a recording and what is said there."""

    at: int | None
    """Seconds; None where what is written is no time."""
    until: int | None
    """Last second of a stretch."""
    written: str
    """The time as written."""
    text: str
    """What it is about."""
    line: int
    column: int
    is_approximate: bool = False
    """Marked with `~`."""
    key: str = ""
    """Source key, where it is a citation."""


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """One source of a document."""

    guest: str
    episode: str
    book: str
    video_url: str
    video_id: str
    timestamps: tuple[Timestamp, ...]
    doubts: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    """Every label with its words, in order."""
    line: int
    """First line."""
    guest_line: int = 0
    episode_line: int = 0
    video_line: int = 0


_LABELS = {
    "guest": "guest",
    "guests": "guest",
    "author": "guest",
    "speaker": "guest",
    "who": "guest",
    "episode": "episode",
    "podcast": "episode",
    "talk": "episode",
    "interview": "episode",
    "title": "episode",
    "article": "episode",
    "book": "book",
    "original source": "book",
    "youtube": "video",
    "video": "video",
    "watch": "video",
    "link": "video",
    "url": "video",
    "doubts": "doubts",
    "doubt": "doubts",
    "doubtful": "doubts",
}
"""Labels by their words; a field with a time in it is a timestamp whatever its label."""

_FIELD = re.compile(r"\*\*(.+?)\*\*[ ]*:?[ ]*(.*)\Z", re.DOTALL)
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?"
_GROUP = re.compile(rf"\([ ]*(~?)[ ]*({_CLOCK})(?:[ ]*(?:-|–|—|to)[ ]*~?({_CLOCK}))?((?:[ ]*,[ ]*{_CLOCK})*)[ ]*\)")
_CITED = re.compile(r"\[@([^\]\s]+)(?:[ \t]+([^\]]+?))?[ ]*\]")
_VIDEO = re.compile(r"(?:youtube\.com/(?:watch\?(?:[^\s()\"]*&)?v=|embed/|live/|shorts/)|youtu\.be/)([A-Za-z0-9_-]*)")
_LINK_TARGET = re.compile(r"\]\(([^()\s]+)|(https?://[^\s()<>]+)")


def video_id(url: str) -> str | None:
    """Identifier of the video an address leads to; empty where it should have one, None for other addresses."""
    match = _VIDEO.search(url)
    return match[1] if match else None


def read_source_blocks(blocks: list[Block], columns: "ColumnOf") -> tuple[SourceBlock, ...]:
    """Sources of a source section: one, or one under each heading of its own."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            groups.append([])
        else:
            groups[-1].append(block)
    return tuple(_read_block(group, columns) for group in groups if any(_field(block) for block in group))


class ColumnOf:
    """Column of a piece of text in a line."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        self._lines = lines

    def __call__(self, line: int, text: str) -> int:
        return self._lines[line - 1].find(text) + 1 or 1


def _field(block: Block) -> tuple[str, str] | None:
    if block.kind not in (BlockKind.ITEM, BlockKind.PARAGRAPH):
        return None
    match = _FIELD.match(block.text)
    return (match[1].strip().rstrip(":"), match[2].strip()) if match else None


def _read_block(blocks: list[Block], columns: ColumnOf) -> SourceBlock:
    found: dict[str, str] = {}
    at_line: dict[str, int] = {}
    fields: list[tuple[str, str]] = []
    timestamps: list[Timestamp] = []
    doubts: list[str] = []
    url = identity = ""
    label = ""
    for block in blocks:
        field = _field(block)
        if field:
            label = _LABELS.get(name_key(field[0]), "")
            fields.append((plain_text(field[0]), plain_text(field[1])))
        value = field[1] if field else block.text
        moments = list(_timestamps(value, block.line, columns))
        timestamps.extend(moments)
        if not field and label != "doubts":
            continue
        if label == "doubts":
            if value:
                doubts.append(plain_text(value))
        elif label == "video":
            target = _LINK_TARGET.search(value)
            url = url or ((target[1] or target[2]) if target else "")
            identity = identity or video_id(url) or ""
            at_line.setdefault("video", block.line)
        elif label:
            words = plain_text(value) if not value.startswith('"') else value.strip()
            found.setdefault(label, _unquote(words))
            at_line.setdefault(label, block.line)
    return SourceBlock(
        guest=found.get("guest", ""),
        episode=found.get("episode", ""),
        book=found.get("book", ""),
        video_url=url,
        video_id=identity,
        timestamps=tuple(timestamps),
        doubts=tuple(doubts),
        fields=tuple(fields),
        line=blocks[0].line,
        guest_line=at_line.get("guest", 0),
        episode_line=at_line.get("episode", 0),
        video_line=at_line.get("video", 0),
    )


def _unquote(words: str) -> str:
    text = words.strip()
    if len(text) > 1 and text[0] in '"“' and text[-1] in '"”':
        text = text[1:-1]
    return text.replace('\\"', '"').strip()


def _timestamps(value: str, line: int, columns: ColumnOf) -> Iterator[Timestamp]:
    """Moments in a field: `(00:10:46) - text; (00:17:14) - text`, stretches, lists and citations."""
    groups = sorted([*_GROUP.finditer(value), *_CITED.finditer(value)], key=lambda match: match.start())
    texts: list[str] = []
    ends: list[int | None] = []
    text, end = "", None
    for n in range(len(groups) - 1, -1, -1):  # From the end: moments without words of their own share the next one's.
        stop = groups[n + 1].start() if n + 1 < len(groups) else len(value)
        between = value[groups[n].end() : stop].strip()
        words = between.strip("-–—:;, \n").removesuffix(" and").strip() if between != "and" else ""
        end = None
        if not words and n + 1 < len(groups) and between in ("-", "–", "—") and groups[n].re is _GROUP:
            end = parse_time(groups[n + 1][2])
        elif words or n + 1 == len(groups):
            text = plain_text(words)
        texts.append(text)
        ends.append(end)
    texts.reverse()
    ends.reverse()
    skip = False
    for group, words, until in zip(groups, texts, ends, strict=True):
        if skip:
            skip = False
            continue
        if group.re is _CITED:
            if group[2]:
                at_line, column = line, columns(line, group[0])
                yield Timestamp(parse_time(group[2]), None, group[2], words, at_line, column, key=group[1])
            continue
        skip = until is not None
        column = columns(line, group[0])
        last = parse_time(group[3]) if group[3] else until
        yield Timestamp(parse_time(group[2]), last, group[2], words, line, column, bool(group[1]))
        for more in re.findall(_CLOCK, group[4]):
            yield Timestamp(parse_time(more), None, more, words, line, column, bool(group[1]))
