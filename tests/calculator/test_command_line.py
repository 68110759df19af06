"""`python -m calculator`: what it prints, where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from calculator import CalculatorError
from calculator.cli import CHECKOUT, compile_live
from tests.calculator.support import CODEBOOK, HERE

RULES = str(HERE / "rules_codebook.json")
ANSWERS = {"acv_usd": "20K-40K", "user": "executive", "latitude": None, "buyer_user": "different-people"}


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """One run of the command line from the checkout."""
    command = [sys.executable, "-m", "calculator", *arguments]
    return subprocess.run(command, cwd=CHECKOUT, input=stdin, capture_output=True, check=False)


def write(folder: Path, name: str, value: Any) -> str:
    """A file with a JSON value, or with bytes as they are."""
    path = folder / name
    path.write_bytes(value if isinstance(value, bytes) else json.dumps(value).encode())
    return str(path)


@pytest.mark.parametrize("wrapped", [False, True], ids=["bare answers", "request"])
def test_rank_prints_what_the_door_answers(tmp_path: Path, wrapped: bool) -> None:
    path = write(tmp_path, "a.json", {"answers": ANSWERS, "seed": 1} if wrapped else ANSWERS)
    done = run("rank", "--answers", path, "--rules", RULES)
    assert done.returncode == 0
    assert done.stderr == b""
    assert done.stdout.decode() == CODEBOOK.answer(json.dumps({"answers": ANSWERS})) + "\n"


def test_answers_from_standard_input() -> None:
    done = run("rank", "--answers", "-", "--rules", RULES, "--detail", "point", stdin=json.dumps(ANSWERS).encode())
    assert done.stdout.decode() == CODEBOOK.answer(json.dumps({"answers": ANSWERS, "detail": "point"})) + "\n"


def test_text_and_markdown(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", ANSWERS)
    text = run("rank", "--answers", path, "--rules", RULES, "--format", "text").stdout.decode()
    lines = text.splitlines()
    assert lines[0] == "Not enough yet: sales-led is ahead so far."
    assert "1. Sales-led" in text
    assert "questions/user/#user-executive" in text
    assert "Ask next" in lines
    assert max(map(len, lines)) < 180
    page = run("rank", "--answers", path, "--rules", RULES, "--format", "markdown").stdout.decode()
    assert page.startswith("## Not enough yet: sales-led is ahead so far.\n")
    assert "| 1. Sales-led | " in page
    point = run("rank", "--answers", path, "--rules", RULES, "--format", "text", "--detail", "point").stdout.decode()
    assert "Why" in point.splitlines()


def test_batch_answers_each_line_and_tells_the_bad_ones(tmp_path: Path) -> None:
    lines = [
        json.dumps({"answers": ANSWERS, "detail": "point"}),
        "",
        json.dumps({"acv_usd": -1}),
        "not json",
        json.dumps({"user": "executive"}),
    ]
    path = write(tmp_path, "b.jsonl", "\n".join(lines).encode() + b"\n\xff\n")
    done = run("rank", "--batch", path, "--rules", RULES, "--detail", "point")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2
    assert [r["status"] for r in results] == ["not-enough", "error", "error", "not-enough", "error"]
    assert done.stderr.decode().splitlines() == [
        "line 3: answers.acv_usd: the answer cannot be negative",
        "line 4: request: this is not JSON: Expecting value at line 1 column 1",
        "line 6: request: line 6 is not UTF-8 at byte 1",
    ]


def test_a_good_batch_exits_0(tmp_path: Path) -> None:
    path = write(tmp_path, "b.jsonl", b"\xef\xbb\xbf" + json.dumps(ANSWERS).encode())
    done = run("rank", "--batch", path, "--rules", RULES, "--detail", "point")
    assert done.returncode == 0
    assert done.stdout.decode() == CODEBOOK.answer(json.dumps({"answers": ANSWERS, "detail": "point"})) + "\n"


def test_sweep(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", {"user": "technical-operator", "stakeholders": "few"})
    found = json.loads(run("sweep", "acv_usd", "--answers", path, "--rules", RULES).stdout)
    assert [piece["label"] for piece in found["pieces"]] == [
        "under $1,000",
        "$1,000 to under $5,000",
        "$5,000 to under $25,000",
        "$25,000 to $100,000",
        "over $100,000",
    ]
    assert found["thresholds"][0]["from"] is None
    table = run("sweep", "acv_usd", "--answers", path, "--rules", RULES, "--format", "markdown").stdout.decode()
    assert table.startswith("| acv_usd | Leads | developer-led | marketplace-led |")
    assert run("sweep", "acv_usd", "--answers", path, "--rules", RULES, "--format", "text").stdout
    done = run("sweep", "user", "--answers", path, "--rules", RULES)
    assert done.returncode == 2
    message = "question: user is not a numeric question that changes the ranking (found 'user'); allowed: acv_usd\n"
    assert done.stderr.decode() == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe{", "answers: FILE is not UTF-8 at byte 1; save it as UTF-8"),
        (b"x" * 1_048_577, "answers: FILE has more than 1,048,576 bytes; send only the answers"),
        (b"[1]", "request: the answers must be a JSON object"),
        (b"", "request: this is not JSON: Expecting value at line 1 column 1"),
        (
            b'{"acv_usd": NaN, "user": "ceo"}',
            "answers.acv_usd: NaN is not a number that can be computed with (found 'NaN'); allowed: "
            "1 to 10,000,000 USD per year, lt1k, 1k-5k, 5k-25k, 25k-100k, gt100k\n"
            "answers.user: 'ceo' is not one of its answers (found 'ceo'); allowed: developer, technical-operator, "
            "business-individual, business-team, small-business-owner, executive",
        ),
        (b'{"user": "executive", "user": "developer"}', "answers.user: it is answered twice; keep one"),
    ],
    ids=["not UTF-8", "too large", "a list", "empty", "two bad fields", "twice"],
)
def test_a_bad_file_exits_2_with_the_field_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = write(tmp_path, "a.json", content)
    done = run("rank", "--answers", path, "--rules", RULES)
    assert done.returncode == 2
    assert done.stderr.decode() == message.replace("FILE", path) + "\n"
    assert json.loads(done.stdout)["status"] == "error"


def test_missing_files_exit_2(tmp_path: Path) -> None:
    absent = str(tmp_path / "none.json")
    done = run("rank", "--answers", absent, "--rules", RULES)
    assert (done.returncode, done.stderr.decode().splitlines()) == (
        2,
        [f"answers: the file cannot be read: No such file or directory (found {shown(absent)!r})"],
    )
    path = write(tmp_path, "a.json", ANSWERS)
    done = run("rank", "--answers", path, "--rules", absent)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("rules: the file cannot be read: No such file or directory")
    done = run("rank", "--batch", absent, "--rules", RULES)
    assert done.returncode == 2
    assert done.stderr.decode().startswith("batch: the file cannot be read: No such file or directory")
    done = run("rank", "--answers", str(tmp_path), "--rules", RULES)
    assert done.stderr.decode().startswith("answers: the file cannot be read: Is a directory")


def shown(path: str) -> str:
    """A path as an error shows it."""
    return path if len(path) <= 80 else path[:77] + "..."


def test_a_missing_library_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CalculatorError, match=r"there is no such folder of pages; name a rules\.json with --rules"):
        compile_live(tmp_path / "frameworks")


def test_no_command_is_a_usage_error() -> None:
    done = run()
    assert done.returncode == 2
    assert b"usage: python -m calculator" in done.stderr


def test_the_library_is_compiled_live(tmp_path: Path) -> None:
    """Without --rules the pages of the checkout are read."""
    library = CHECKOUT / "frameworks"
    if not (CHECKOUT / "hooks" / "kb" / "rules").is_dir() or not (library / "questions").is_dir():
        pytest.skip("the library's reader or its pages are not here")
    path = write(tmp_path, "a.json", {"acv_usd": 24_000, "buyer_user": "different-people"})
    done = run("rank", "--answers", path, "--detail", "point")
    assert done.returncode == 0, done.stderr.decode()
    result = json.loads(done.stdout)
    assert result["answered"] == 2
    assert len(result["ranking"]) == 5
