"""Checks of the source blocks that stand in the documents themselves: one video one episode, times, front matter."""

import re
from collections.abc import Iterable, Iterator

from kb.problems.problem import Problem, finding
from kb.reading.document import Document, Kind
from kb.reading.sections import Role
from kb.reading.slugs import name_key, short_name
from kb.reading.source_blocks import SourceBlock, video_id
from kb.reading.timestamps import format_time
from kb.sources.registry import SourceRegistry


def check_source_blocks(document: Document, sources: SourceRegistry) -> Iterator[Problem]:
    """What one document's source blocks say about themselves and against its front matter."""
    if document.kind is not Kind.FRAMEWORK or document.meta is None:
        return
    path, blocks = document.path, document.structure.source_blocks
    guest, episode = document.meta.text("source_guest"), document.meta.text("source_episode")
    if not blocks:
        if guest or document.meta.text("source"):
            section = next((s for s in document.structure.sections if s.level == 2 and s.role is Role.SOURCE), None)
            yield finding(
                path,
                (section.line, 1) if section else (1, 1),
                "W089",
                "source section has no labels" if section else "document has no source section",
                "readers cannot look up who said it and when",
                "write its lines as - **Guest**: name, - **Episode**: title"
                if section
                else "add ## Source with guest, episode and timestamps",
            )
        return
    if guest and not any(same_person(guest, block.guest) for block in blocks if block.guest):
        named = next((block for block in blocks if block.guest), None)
        if named:
            yield finding(
                path,
                (named.guest_line, 1),
                "E086",
                f"guest '{named.guest}' is not the source_guest '{guest}'",
                "one of the two credits the wrong person",
                "correct the one that is wrong",
            )
    if episode and not any(same_episode(episode, block.episode) for block in blocks if block.episode):
        named = next((block for block in blocks if block.episode), None)
        if named:
            yield finding(
                path,
                (named.episode_line, 1),
                "E086",
                f"episode '{named.episode}' is not the source_episode '{episode}'",
                "one of the two names the wrong recording",
                "correct the one that is wrong",
            )
    for block in blocks:
        yield from _check_block(document, block, sources)


def _check_block(document: Document, block: SourceBlock, sources: SourceRegistry) -> Iterator[Problem]:
    path = document.path
    if block.video_line and not block.video_url:
        yield finding(
            path,
            (block.video_line, 1),
            "W088",
            "the video is not linked",
            "readers cannot check the words",
            "link the video behind its label",
        )
    elif block.video_url and video_id(block.video_url) is not None and len(block.video_id) != 11:
        yield finding(
            path,
            (block.video_line, 1),
            "E088",
            f"'{block.video_url}' is not the address of a video",
            "the link leads nowhere",
            "copy the address of the video again",
        )
    duration = _duration(document, block, sources)
    for moment in block.timestamps:
        if moment.key:
            continue  # Citations have checks of their own.
        if moment.at is None:
            yield finding(
                path,
                moment,
                "E084",
                f"'{moment.written}' is no time",
                "readers cannot find the moment",
                "write HH:MM:SS, as in 01:17:35",
            )
            continue
        if moment.until is not None and moment.until < moment.at:
            yield finding(
                path,
                moment,
                "E084",
                f"{moment.written} comes after its end {format_time(moment.until)}",
                "the stretch is empty",
                "put the earlier time first",
            )
        last = max(moment.at, moment.until or 0)
        if duration is not None and last > duration:
            yield finding(
                path,
                moment,
                "E081",
                f"{format_time(last)} is past the end of the recording ({format_time(duration)})",
                "readers cannot find the moment",
                "look the moment up again",
            )


def _duration(document: Document, block: SourceBlock, sources: SourceRegistry) -> int | None:
    """Length of a block's recording, as far as the registry knows it."""
    assert document.meta is not None
    source = sources.get(document.meta.text("source"))
    if source is None or (block.video_id and source.video_id and block.video_id != source.video_id):
        source = next((one for one in sources if one.video_id and one.video_id == block.video_id), None)
    return source.duration if source else None


def check_videos(documents: Iterable[Document]) -> Iterator[Problem]:
    """One video given for two episodes, and one episode with two videos, over the whole library."""
    by_video: dict[str, dict[str, list[tuple[Document, SourceBlock]]]] = {}
    by_episode: dict[str, dict[str, list[tuple[Document, SourceBlock]]]] = {}
    for document in documents:
        for block in document.structure.source_blocks:
            key = episode_key(block.episode)
            if len(block.video_id) == 11 and key:
                by_video.setdefault(block.video_id, {}).setdefault(key, []).append((document, block))
                by_episode.setdefault(key, {}).setdefault(block.video_id, []).append((document, block))
    for identity, episodes in sorted(by_video.items()):
        groups = _merge_prefixes(episodes)
        for document, block, other in _minority(groups):
            yield finding(
                document.path,
                (block.video_line, 1),
                "E082",
                f"video {identity} is given for '{block.episode}' here and for '{other[1].episode}' in {other[0].path}",
                "one of the two links leads to the wrong episode",
                "look up which episode the video shows and correct the other",
            )
    for _, videos in sorted(by_episode.items()):
        for document, block, other in _minority(videos):
            yield finding(
                document.path,
                (block.video_line, 1),
                "W082",
                f"episode '{block.episode}' has video {block.video_id} here and {other[1].video_id} in {other[0].path}",
                "one of the two links leads to the wrong episode",
                "look up which video is the episode and correct the other",
            )


type _Groups = dict[str, list[tuple[Document, SourceBlock]]]


def _merge_prefixes(groups: _Groups) -> _Groups:
    """Groups whose keys begin with each other are one: `10 growth tactics` and `10 growth tactics | Elena Verna`."""
    merged: _Groups = {}
    for key in sorted(groups):
        home = next((known for known in merged if _same_key(known, key)), key)
        merged.setdefault(home, []).extend(groups[key])
    return merged


def _minority(groups: _Groups) -> Iterator[tuple[Document, SourceBlock, tuple[Document, SourceBlock]]]:
    """Members of all groups but the largest, each with a member of that one; on a tie the first by name is largest."""
    if len(groups) < 2:
        return
    ranked = sorted(groups, key=lambda key: (-len({document.id for document, _ in groups[key]}), key))
    for key in ranked[1:]:
        for document, block in groups[key]:
            yield document, block, groups[ranked[0]][0]


def check_guests(documents: Iterable[Document]) -> Iterator[Problem]:
    """One recording credited to different people, over the whole library."""
    by_episode: dict[str, dict[str, list[tuple[Document, SourceBlock]]]] = {}
    for document in documents:
        for block in document.structure.source_blocks:
            key, guest = episode_key(block.episode), name_key(short_name(block.guest.partition(",")[0]))
            if key and guest:
                by_episode.setdefault(key, {}).setdefault(guest, []).append((document, block))
    for _, guests in sorted(by_episode.items()):
        for document, block, other in _minority(_merge_parts(guests)):
            yield finding(
                document.path,
                (block.guest_line or block.line, 1),
                "W086",
                f"episode '{block.episode}' is credited to {block.guest} here and to {other[1].guest} "
                f"in {other[0].path}",
                "one of the two names the wrong person or the wrong episode",
                "look up who speaks in the episode and correct the other",
            )


def _merge_parts(groups: "_Groups") -> "_Groups":
    """Groups whose names hold each other are one: `Bret Taylor` and `Bret Taylor, co-founder of Sierra`."""
    merged: _Groups = {}
    for key in sorted(groups, key=lambda name: (len(name), name)):
        home = next((known for known in merged if set(known.split()) <= set(key.split())), key)
        merged.setdefault(home, []).extend(groups[key])
    return merged


_PARENTHESIS = re.compile(r"\s*\([^()]*\)")


def episode_key(episode: str) -> str:
    """What stays of an episode's title without quotes, the guest's name behind a bar, and remarks in parentheses.

    Of `"Title", 31 July 2025` the quoted part counts.
    """
    quoted = re.match(r"[\"“](.+)[\"”](?:,|\Z)", episode)
    title = quoted[1] if quoted else episode
    return name_key(_PARENTHESIS.sub("", title.partition(" | ")[0])) or name_key(title)


def _same_key(one: str, other: str) -> bool:
    """Whether one key is the other, or its beginning up to a whole word (at least three words)."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short.split()) >= 3 and long.startswith(short + " ")


def same_episode(one: str, other: str) -> bool:
    """Whether two titles are one episode: equal, or one the beginning of the other."""
    return _same_key(episode_key(one), episode_key(other))


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person: equal, or equal without what stands in parentheses or behind a comma."""
    names = [{name_key(name), name_key(short_name(name)), name_key(name.partition(",")[0])} for name in (one, other)]
    return bool(names[0] & names[1])
