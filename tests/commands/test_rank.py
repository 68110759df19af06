"""`motionbook rank` and `motionbook sweep`: what it prints, where, and with which exit code."""

import json
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from calculator import CalculatorError
from installation import ROOT
from motionbook.rank import compile_live
from tests.calculator.support import CODEBOOK, CODEBOOK_TEXT, HERE
from tests.calculator.test_advice import SALES

RULES = str(HERE / "rules_codebook.json")
ANSWERS = {"acv_usd": "20K-40K", "user": "executive", "latitude": None, "buyer_user": "different-people"}


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """One run of the command line from the checkout."""
    command = [sys.executable, "-m", "motionbook", *arguments]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, check=False)


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


def text_of(*arguments: str, stdin: bytes = b"") -> str:
    """What a command prints in words."""
    return run(*arguments, "--rules", RULES, "--format", "text", stdin=stdin).stdout.decode()


def test_text_is_for_reading(tmp_path: Path) -> None:
    text = text_of("rank", "--answers", write(tmp_path, "a.json", ANSWERS))
    lines = text.splitlines()
    assert lines[0] == "Too early for a verdict: sales-led is first in 63 % of variations so far."
    assert lines[1] == "Leads in 63 % of 4,096 variations · 3 of 16 answered"
    assert "1. Sales-led" in text
    titles = [line for line in lines if line and line[0].isalpha() and lines[lines.index(line) - 1] == ""]
    assert titles[0] == "Why sales-led rather than partner-led"
    assert {"Says nothing between sales-led and partner-led", "Sales-led and the others"} <= set(titles)
    assert "What rules a motion out" in titles
    assert "Ask next" in titles
    assert max(map(len, lines)) <= 110
    # Questions and answers by their names, and every sentence once.
    assert "User: executive" in text
    assert "(questions/user/#user-executive)" in text
    asked = lines.index("Ask next")
    for name in json.loads(CODEBOOK_TEXT)["questions"]:
        if "_" in name["id"]:
            here = [line for n, line in enumerate(lines) if name["id"] in line and "/" not in line]
            assert all(asked < lines.index(line) < asked + 5 for line in here), here
    sentences = [line for line in lines if len(line) > 60 and "/" not in line]
    assert len(sentences) == len(set(sentences))


def test_text_without_answers_asks_first() -> None:
    lines = text_of("rank", "--answers", "-", stdin=b"{}").splitlines()
    assert lines[:2] == ["Answer a few questions to see which motion fits.", "0 of 16 answered"]
    titles = [line for before, line in pairwise(lines) if not before and line[:1].isalpha()]
    assert titles[0] == "Ask next"
    assert len(titles) == 2  # and the caution


def test_text_of_a_tie_with_everything_answered(tmp_path: Path) -> None:
    rules = json.loads(CODEBOOK_TEXT)
    for criterion in rules["criteria"]:
        for row in criterion["rows"]:
            row["points"] |= {"partner-led": row["points"]["sales-led"]}
    rules["vetoes"] = []
    answers = SALES | {"network_effect": "none", "rival_motion": "direct-sales"}
    path = write(tmp_path, "a.json", answers)
    done = run("rank", "--answers", path, "--rules", write(tmp_path, "r.json", rules), "--format", "text")
    lines = done.stdout.decode().splitlines()
    assert lines[:2] == [
        "Sales-led and partner-led are level, first in 50 % and 50 % of variations.",
        "16 of 16 answered",
    ]
    assert "Sales-led against partner-led" not in lines, "nothing speaks for one of the two"
    ranked = [line for line in lines if line[:2] in ("1.", "3.")]
    assert [line[:2] for line in ranked] == ["1.", "1.", "3."]
    assert not any(" to " in line for line in ranked), "nothing is open, so there is no range"
    assert not any("Dashes" in line for line in lines)


def test_text_of_a_conflict_says_what_to_reconsider(tmp_path: Path) -> None:
    rules = json.loads(CODEBOOK_TEXT)
    everyone = {"stakeholders": {"options": ["one", "few"]}}
    rules["vetoes"] = [
        {**rules["vetoes"][0], "id": f"bar-{motion['id']}", "motion": motion["id"], "when": everyone}
        for motion in rules["motions"]
    ]
    path = write(tmp_path, "a.json", {"stakeholders": "one"})
    done = run("rank", "--answers", path, "--rules", write(tmp_path, "r.json", rules), "--format", "text")
    text = done.stdout.decode()
    assert text.startswith("No motion fits: every one is ruled out by an answer.\n1 of 16 answered\n")
    assert "\nAnswers to reconsider\n" in text
    assert "\n  Developer-led could lead if stakeholders were “Many”\n" in text
    assert "\nWhy " not in text
    assert text.count("ruled out\n") == 5


def test_markdown(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", ANSWERS)
    page = run("rank", "--answers", path, "--rules", RULES, "--format", "markdown").stdout.decode()
    assert page.startswith("## Too early for a verdict: sales-led is first in 63 % of variations so far.\n")
    assert "| 1. Sales-led | " in page
    assert "(questions/user/#user-executive)" in page
    point = text_of("rank", "--answers", path, "--detail", "point")
    assert "leads in" not in point


YAML = """\
# as a founder types it
acv_usd: 20-40K
user: executive
latitude:
buyer_user: "different-people"
"""


@pytest.mark.parametrize("name", ["a.yaml", "a.YML", "-"])
def test_answers_in_yaml_are_those_in_json(tmp_path: Path, name: str) -> None:
    path = name if name == "-" else write(tmp_path, name, YAML.encode())
    done = run("rank", "--answers", path, "--rules", RULES, stdin=YAML.encode())
    assert done.stderr == b""
    assert done.stdout.decode() == CODEBOOK.answer(json.dumps({"answers": ANSWERS})) + "\n"


def test_a_yaml_request_with_numbers_ranges_and_quotes(tmp_path: Path) -> None:
    text = "answers:\n  acv_usd: {from: 5_000, to: 9000}\nseed: 7\nsamples: 64\n".replace("5_000", "5000")
    done = run("rank", "--answers", write(tmp_path, "a.yaml", text.encode()), "--rules", RULES)
    request = {"answers": {"acv_usd": {"from": 5000, "to": 9000}}, "seed": 7, "samples": 64}
    assert done.stdout.decode() == CODEBOOK.answer(json.dumps(request)) + "\n"
    # In quotes it is text, and the text is read like any other answer.
    quoted = run("rank", "--answers", write(tmp_path, "b.yaml", b"acv_usd: '24000'\n"), "--rules", RULES)
    assert json.loads(quoted.stdout)["answers"] == {"acv_usd": 24000}


def test_a_terminal_gets_words_and_a_pipe_gets_json(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    path = write(tmp_path, "a.json", {"user": "executive"})
    command = [sys.executable, "-m", "motionbook", "rank", "--answers", path, "--rules", RULES, "--detail", "point"]
    main, terminal = pty.openpty()
    subprocess.run(command, cwd=ROOT, stdout=terminal, check=True)
    assert os.read(main, 20).startswith(b"Not enough yet")
    os.close(main)
    os.close(terminal)
    assert subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.startswith(b"{")


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
        "line 3: answers.acv_usd: the answer cannot be negative (found -1); "
        "allowed: 1 to 10,000,000 USD per year, lt1k, 1k-5k, 5k-25k, 25k-100k, gt100k",
        "line 4: request: this is not JSON: Expecting value at line 1 column 1",
        "line 6: request: line 6 is not UTF-8 at byte 1",
    ]


def test_a_long_batch_keeps_its_order_and_its_bad_lines_in_place(tmp_path: Path) -> None:
    lines = [json.dumps({"acv_usd": 1000 + n}) if n % 10 else "{broken" for n in range(1000)]
    path = write(tmp_path, "b.jsonl", "\n".join(lines).encode())
    done = run("rank", "--batch", path, "--rules", RULES, "--detail", "point")
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["status"] == "error" for r in results] == [n % 10 == 0 for n in range(1000)]
    assert all(r["answers"] == {"acv_usd": 1000 + n} for n, r in enumerate(results) if n % 10)
    assert [line.partition(":")[0] for line in done.stderr.decode().splitlines()] == [
        f"line {n + 1}" for n in range(0, 1000, 10)
    ]


def test_a_batch_in_words_is_a_line_each(tmp_path: Path) -> None:
    path = write(tmp_path, "b.jsonl", b'{"user": "executive"}\n\nnot json\n')
    done = run("rank", "--batch", path, "--rules", RULES, "--detail", "point", "--format", "text")
    assert done.stdout.decode().splitlines() == [
        "- line 1: Not enough yet: sales-led has the most fit so far. 1 of 16 answered",
        "- line 3: refused",
    ]
    assert done.stderr.decode() == "line 3: request: this is not JSON: Expecting value at line 1 column 1\n"


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
    assert table.startswith("| Average contract value | Leads | Developer-led | Product-led |")
    lines = text_of("sweep", "acv_usd", "--answers", path).splitlines()
    assert lines[0] == "Average contract value, everything else as answered:"
    assert len(lines) == 1 + len(found["thresholds"]) > 2
    assert all(line.endswith(("leads", "are level")) for line in lines[1:])
    bare = run("sweep", "acv_usd", "--rules", RULES)
    assert bare.stdout == run("sweep", "acv_usd", "--rules", RULES, "--answers", "-", stdin=b"{}").stdout
    always = text_of("sweep", "acv_usd", "--answers", "-", stdin=json.dumps(SALES).encode())
    assert always == "Average contract value: Sales-led leads at every value.\n"
    done = run("sweep", "user", "--answers", path, "--rules", RULES)
    assert done.returncode == 2
    message = "question: user is not a numeric question that changes the ranking; allowed: acv_usd\n"
    assert done.stderr.decode() == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe{", "answers: FILE is not UTF-8 at byte 1; save it as UTF-8"),
        (b"x" * 1_048_577, "answers: FILE has more than 1,048,576 bytes; send only the answers"),
        (b"[1]", "request: the answers must be an object of question ids and answers"),
        (b" \n", 'request: FILE is empty; write answers, such as {"acv_usd": "20K-40K"}'),
        (
            b'{"acv_usd": NaN, "user": "ceo"}',
            "answers.acv_usd: NaN is not a number that can be computed with; allowed: "
            "1 to 10,000,000 USD per year, lt1k, 1k-5k, 5k-25k, 25k-100k, gt100k\n"
            "answers.user: 'ceo' is not one of its answers; allowed: developer, technical-operator, "
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


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", 'request: FILE is empty; write answers, such as {"acv_usd": "20K-40K"}'),
        (b"- user\n", "request: the answers must be an object of question ids and answers"),
        (
            b"acv_usd: [1\n",
            "request: FILE line 1 column 10: bracket [ is never closed; "
            "close it with ], or put the value in quotes if it is text",
        ),
        (
            b"user: developer\nuser: executive\n",
            "request: FILE line 2 column 1: key 'user' is written twice (first on line 1); keep one",
        ),
        (
            b"latitude: yes\nstakeholders: true\n",
            "answers.latitude: 'yes' is not one of its answers; allowed: adopt-freely, card-limit, manager-approval, "
            "procurement\nanswers.stakeholders: the answer must be the name of one option or null for not sure, and "
            "this is not text (found True); allowed: one, few, many",
        ),
    ],
    ids=["empty", "a list", "broken", "twice", "truth values"],
)
def test_a_bad_yaml_file_exits_2_with_the_place_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = write(tmp_path, "a.yaml", content)
    done = run("rank", "--answers", path, "--rules", RULES, "--format", "text")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == message.replace("FILE", path) + "\n"


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


def test_a_library_without_rules_is_refused(tmp_path: Path) -> None:
    (tmp_path / "growth").mkdir()
    (tmp_path / "growth" / "note.md").write_text("---\nname: Note\n---\n\n# Note\n", encoding="utf-8")
    with pytest.raises(CalculatorError, match="has no questions and tables to rank by; leave DIR out"):
        compile_live(tmp_path)


@pytest.mark.ours
def test_a_library_with_a_wrong_table_is_refused_with_the_place(tmp_path: Path) -> None:
    library = shutil.copytree(ROOT / "frameworks", tmp_path / "frameworks")
    page = library / "questions" / "acv_usd.md"
    text = page.read_text(encoding="utf-8")
    assert "| `[$1K..$5K)` |" in text
    page.write_text(text.replace("| `[$1K..$5K)` |", "| `[$1K..$4K)` |"), encoding="utf-8")
    done = run("rank", "--answers", "-", "--frameworks", str(library), "--format", "text", stdin=b"{}")
    assert (done.returncode, done.stdout) == (2, b"")
    [line] = done.stderr.decode().splitlines()
    assert line.startswith(f"rules: {page}:")
    assert "E110 gap: no row matches acv_usd [$4K..$5K)" in line


def test_no_command_is_a_usage_error() -> None:
    done = run()
    assert done.returncode == 2
    assert b"usage: motionbook" in done.stderr


@pytest.mark.ours
def test_the_library_is_compiled_live(tmp_path: Path) -> None:
    """Without --rules the pages of the checkout are read."""
    library = ROOT / "frameworks"
    if not (ROOT / "hooks" / "kb" / "rules").is_dir() or not (library / "questions").is_dir():
        pytest.skip("the library's reader or its pages are not here")
    path = write(tmp_path, "a.json", {"acv_usd": 24_000, "buyer_user": "different-people"})
    done = run("rank", "--answers", path, "--detail", "point")
    assert done.returncode == 0, done.stderr.decode()
    result = json.loads(done.stdout)
    assert result["answered"] == 2
    assert len(result["ranking"]) == 5
