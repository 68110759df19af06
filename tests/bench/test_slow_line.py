"""The slow line of the benches: what is on its way at once shares it."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

from tests.site.serving import Line, serve_folder


def test_two_files_at_once_take_as_long_as_both(tmp_path: Path) -> None:
    body = bytes(50_000)
    (tmp_path / "one.bin").write_bytes(body)
    (tmp_path / "other.bin").write_bytes(body)
    with (
        serve_folder(tmp_path, line=Line(bits_per_second=2_000_000, delay_s=0.01)) as url,
        ThreadPoolExecutor() as pool,
    ):
        started = time.monotonic()
        got = list(pool.map(lambda name: urlopen(url + name).read(), ("one.bin", "other.bin")))
        took = time.monotonic() - started
    assert got == [body, body]
    assert took >= 0.4
