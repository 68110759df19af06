"""What builds have made, by key, on the disk: one SQLite file that several builds may use at once.

Nothing in it is needed: a store that is damaged, locked or not writable is as good as an empty one. Each entry carries
a checksum, since a cache that CI restores or a disk that fills may hold anything.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

DAY = 86_400
KEPT_DAYS = 14
"""Entries nobody has asked for since are pruned."""
MOST_BYTES = 2_000_000_000
"""Above it the oldest go first, whatever their age."""
UNSAVED_BYTES = 16_000_000
"""So much of what is new is held in memory before it is written."""
WAIT_SECONDS = 30
"""For another build that is writing."""


class Store:
    """Entries by kind and key.

    Reads and writes of one process go through one connection; a process made by forking opens its own. New entries are
    written many at a time.
    """

    def __init__(self, path: Path | None) -> None:
        """Args: path: of the file; None keeps nothing."""
        self._path = path
        self._owner = 0
        self._connection: sqlite3.Connection | None = None
        self._made: dict[str, bytes] = {}
        self._unsaved = 0
        self._used: set[str] = set()
        self.hits: dict[str, int] = {}
        """Entries found, by kind."""
        self.misses: dict[str, int] = {}
        """Entries asked for and not there, by kind: what this build had to make."""

    @property
    def keeps(self) -> bool:
        """Whether anything outlives this process."""
        return self._path is not None

    def get(self, kind: str, key: str) -> bytes | None:
        """The bytes of an entry; None where it is not there or not whole."""
        name = f"{kind}/{key}"
        found = self._made.get(name)
        if found is None:
            found = self._read(name)
            if found is not None:
                self._used.add(name)
        counts = self.misses if found is None else self.hits
        counts[kind] = counts.get(kind, 0) + 1
        return found

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep an entry; on the disk with the next `save`, and before it once much has come together."""
        self._made[f"{kind}/{key}"] = data
        self._unsaved += len(data)
        if self._unsaved > UNSAVED_BYTES and self._path is not None:
            self.save()

    def _read(self, name: str) -> bytes | None:
        connection = self._open()
        if connection is None:
            return None
        try:
            row = connection.execute("SELECT sum, data FROM entries WHERE name = ?", (name,)).fetchone()
        except sqlite3.Error:
            self._give_up()
            return None
        return row[1] if row and row[0] == _sum(row[1]) else None

    def save(self) -> None:
        """Write what is new and note what was used."""
        connection = self._open()
        made, self._made, used, self._used, self._unsaved = self._made, {}, self._used, set(), 0
        if connection is None or not (made or used):
            return
        today = int(time.time()) // DAY
        try:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(
                    "INSERT OR REPLACE INTO entries (name, sum, day, data) VALUES (?, ?, ?, ?)",
                    [(name, _sum(data), today, data) for name, data in made.items()],
                )
                connection.executemany(
                    "UPDATE entries SET day = ? WHERE name = ? AND day < ?", [(today, name, today) for name in used]
                )
        except sqlite3.Error:
            self._give_up()

    def prune(self) -> None:
        """Let old entries go, and the oldest of too many."""
        connection = self._open()
        if connection is None:
            return
        try:
            with connection:
                connection.execute("DELETE FROM entries WHERE day < ?", (int(time.time()) // DAY - KEPT_DAYS,))
                (total,) = connection.execute("SELECT coalesce(sum(length(data)), 0) FROM entries").fetchone()
                while total > MOST_BYTES:
                    gone = connection.execute(
                        "DELETE FROM entries WHERE rowid IN (SELECT rowid FROM entries ORDER BY day, rowid LIMIT 500) "
                        "RETURNING length(data)"
                    ).fetchall()
                    total -= sum(size for (size,) in gone)
        except sqlite3.Error:
            self._give_up()

    def __del__(self) -> None:
        """Whoever lets go of a store lets go of its file too; what was not saved is made again."""
        self._let_go()

    def close(self) -> None:
        """Write what is new and let go of the file."""
        self.save()
        self._let_go()

    def _let_go(self) -> None:
        """Close the connection, unless another process opened it."""
        if self._connection is not None and self._owner == os.getpid():
            self._connection.close()
        self._connection, self._owner = None, 0

    def _open(self) -> sqlite3.Connection | None:
        if self._path is None:
            return None
        if self._owner == os.getpid():
            return self._connection
        self._owner = os.getpid()
        self._connection = None
        try:
            self._connection = _connect(self._path)
        except sqlite3.DatabaseError as error:
            # "Locked" and "readonly" are moods of a sound file; what is no database at all is made anew.
            if not isinstance(error, sqlite3.OperationalError):
                self._start_afresh()
        except OSError:
            pass
        return self._connection

    def _start_afresh(self) -> None:
        assert self._path is not None
        try:
            for path in _files(self._path):
                path.unlink(missing_ok=True)
            self._connection = _connect(self._path)
        except (sqlite3.Error, OSError):
            self._connection = None

    def _give_up(self) -> None:
        """Go on without a store: what is on the disk cannot be read or written now."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        if self._path is not None:
            try:
                with closing(_connect(self._path)) as other:
                    sound = other.execute("PRAGMA quick_check").fetchone() == ("ok",)
            except sqlite3.Error:
                sound = False
            if not sound:
                self._start_afresh()


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        # A power cut may lose the last build's entries, never mix them: their sums are checked.
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS entries (name TEXT PRIMARY KEY, sum BLOB, day INTEGER, data BLOB)"
        )
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _files(path: Path) -> Iterable[Path]:
    return [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")]


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=8).digest()
