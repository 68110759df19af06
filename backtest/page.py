"""The backtest as a page and as text: what was right, what was not, and what the figures do not say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from backtest.robustness import ROUNDS

BASELINES = {
    "majority": "Always the commonest motion",
    "acv_bands": "Contract value bands alone",
    "situations": "Three-row situation table alone",
    "classifier": "Logistic regression fitted to the other companies",
}
ROBUSTNESS = {
    "five_questions": "Five questions, each the one the selector asks next",
    "one_option_off": "Every answer one option off with a chance of 20 %, at the end of a list half of the time",
    "always_one_option_off": "The same, at the end of a list always, to the only neighbor",
    "as_people_disagree": "Every answer one option off as often as two people disagreed about it",
    "answers_missing": "30 % of the answers missing at random",
}
START = {
    "all_answers": "All known answers",
    "one_option_off": ROBUSTNESS["one_option_off"],
    "always_one_option_off": ROBUSTNESS["always_one_option_off"],
    "answers_missing": ROBUSTNESS["answers_missing"],
}
WORDS = {
    "clear": "Clear",
    "likely": "Likely",
    "leaning": "Leaning",
    "level": "Level between two",
    "open": "Open",
    "not-enough": "Not enough yet",
    "conflict": "Every motion ruled out",
}


def write_markdown(
    figures: Mapping[str, Any], *, current_rules: str | None = None, current_cases: str | None = None
) -> str:
    """The page `about/backtest`.

    Args:
        figures: what `run_backtest` gave.
        current_rules: version of the rules in force, to say so where the figures are older.
        current_cases: the same for the cases.
    """
    selector = figures["selector"]
    misses = [case for case in figures["cases"] if case["verdict"] == "miss"]
    accepted = [case for case in figures["cases"] if case["verdict"] == "acceptable"]
    parts = [
        "# How often the selector is right",
        f"We ran it on {selector['count']} software companies whose motion is known. It put the labeled motion first "
        f"for {share(selector['strict'])} of them, and a motion that a fair expert would accept for "
        f"{share(selector['accepted'])}.",
        stale(figures, current_rules, current_cases),
        "## How this was done",
        "Each company was answered and labeled by hand from public documents, one company at one stage. The points "
        "start from a codebook that was written before any company was looked at. A point changes only for a reason "
        "found in a source, never to make a company come out right. "
        "[The points that changed](how-scoring-works.md#points-that-changed) are listed.",
        "The labels are ours. [The case library](../cases/index.md) says how sure each is and which figures were not "
        "read again. Almost all marketplace-led cases live in an application marketplace; for cloud marketplaces there "
        "is next to no evidence here.",
        by_revenue(figures["selector"], figures["by_revenue"]),
        "A tie for first place is not the label alone; it is accepted only if every motion in it is.",
        "## Against simpler ways of choosing",
        table(
            ("Way of choosing", "Labeled motion first", "Accepted motion first", "Accepted motion in the first two"),
            [("**The selector**", *three(selector))]
            + [(name, *three(figures["baselines"][key])) for key, name in BASELINES.items()],
        ),
        "The fitted classifier saw every company but the one it was asked about. It cannot give a reason.",
        "## With fewer, wrong or missing answers",
        table(
            (
                "What the selector was given",
                "Labeled motion first",
                "Accepted motion first",
                "Accepted motion in the first two",
            ),
            [("All known answers", *three(selector))]
            + [(name, *three(figures["robustness"][key])) for key, name in ROBUSTNESS.items()]
            + [(f"Without {name.replace('_', ' ')}", *three(each)) for name, each in figures["without"].items()],
        ),
        f"Answers are varied {ROUNDS} times per company, with a fixed seed. One option off means the next option on "
        "the question's own list, also where the options have no natural order. A contract value moves to the middle "
        "of the next band. What a company does not know stays unknown.",
        *fragile(figures["one_answer_off"]),
        decisive(figures["decisive"]),
        "## Where the project started",
        "The points are the codebook's but for those listed as changed. What was added to their sums are the "
        "requirements that rule a motion out. "
        "The same measures without them:",
        table(
            ("Points alone", "Labeled motion first", "Accepted motion first", "Accepted motion in the first two"),
            [(name, *three(figures["points_alone"][key])) for key, name in START.items()],
        ),
        "## Would fitted weights do better?",
        tuned(figures["tuned_weights"]),
        "## How sure it says it is",
        table(
            ("What the result says", "Companies", "Share", "Accepted motion first", "Labeled motion first"),
            [
                (
                    WORDS[word],
                    str(each["count"]),
                    share(each["share"]),
                    *((share(each["accepted"]), share(each["strict"])) if each["count"] else ("-", "-")),
                )
                for word, each in ((word, figures["calibration"][word]) for word in WORDS)
            ],
        ),
        "## By motion",
        table(
            ("Label", "Companies", "Labeled motion first", "Accepted motion first", "Accepted motion in the first two"),
            [
                (name, str(each["count"]), *three(each))
                for name, each in ((name, figures["per_motion"][name]) for name in figures["motions"])
            ],
        ),
        "## Where it goes when it is wrong",
        "Rows are labels, columns what the selector put first.",
        table(
            ("Label", *figures["motions"], "tie"),
            [
                (label, *(str(row[column]) for column in (*figures["motions"], "tie")))
                for label, row in ((label, figures["confusion"][label]) for label in figures["motions"])
            ],
        ),
        f"## The misses ({len(misses)})",
        "\n".join(describe(case) for case in misses) or "None.",
        f"## Accepted, but not the label ({len(accepted)})",
        "\n".join(describe(case) for case in accepted) or "None.",
        *failed_choices(figures["failed"]),
        "## What would close the gap",
        "Most companies that do not come out with their label began with users who adopted freely and later sold to "
        "enterprises. Price, approval and length of the evaluation then describe the enterprise deal, and no question "
        "asks how the first user of that customer arrived. Asking how the largest accounts began would tell them "
        "apart. None of our sources gives a rule for that answer, so there is no table for it yet.",
        "Wrong answers cost most at [cloud commitment](../questions/cloud_commit.md), "
        "[partner need](../questions/partner_need.md) and [host platform](../questions/platform.md). The first and the "
        "last are read together and the second stands alone in its group, so nothing beside them corrects a slip. A "
        "second question in each group, asked another way, would. Our sources give no points for one.",
        "Surer results need fewer silent cells. The sources say little about what partner-led and marketplace-led "
        "need, so most of their points are inherited, and a lead's share falls with every cell that may be wrong.",
        "## What this does not show",
        "The companies are well known and most succeeded, so a motion that fails quietly is missing. One person's "
        "reading of a filing stands behind most answers. A result that is robust here is not a chance of success.",
        f"Figures for rules `{figures['rules_version']}` and cases `{figures['cases_version']}`. "
        "`make backtest WRITE=1` computes them again; as data: [backtest.json](../backtest.json).",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def tuned(figures: Mapping[str, Any]) -> str:
    """What fitting the group weights to the companies would bring, and why it is not done."""
    names = {
        "declared": "As declared",
        "fitted": "Fitted to all companies, measured on the same companies",
        "left_out": "Fitted to the other companies, measured on the one left out",
    }
    rows = [
        (name, share(figures[key]["all_answers"]), share(figures[key]["one_option_off"])) for key, name in names.items()
    ]
    gain = max(figures["left_out"][key] - figures["declared"][key] for key in ("all_answers", "one_option_off"))
    verdict = (
        "On companies the fitting has not seen, the gain is gone. The declared weights stay."
        if gain < 1
        else "Some of the gain holds on companies that the fitting has not seen."
    )
    return "\n\n".join(
        (
            "We tried whole weights from 1 to 5 for every group of questions. The shares are of companies with an "
            "accepted motion first.",
            table(("Group weights", "All answers", "One option off"), rows),
            verdict,
        )
    )


def by_revenue(selector: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """Both scores: under our rule for labels and under its opposite."""
    return (
        "A company is labeled by the motion in which a typical new customer first pays, by count. The opposite rule "
        f"follows the money, and would relabel {len(other['relabeled'])} companies. Under it the selector puts the "
        f"label first for {share(other['strict'])} in place of {share(selector['strict'])}; what counts as accepted "
        "is the same under both."
    )


def decisive(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """How far one answer restates the label of a motion."""
    lines = [
        f"{motion.capitalize()} hangs on [{each['question'].replace('_', ' ')}](../questions/{each['question']}.md): "
        f"with that answer {each['right']} of its {each['count']} companies come out right, without it "
        f"{each['right_without']}."
        for motion, each in figures.items()
    ]
    return " ".join((*lines, "For these two motions one answer comes close to restating the label."))


def failed_choices(failed: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    """What the selector says of motions that companies gave up; nothing where the library has no such cases."""
    if not failed:
        return
    yield f"## First choices that failed ({len(failed)})"
    yield (
        "These companies chose a motion, gave it up and changed. They are labeled by what they changed to and count in "
        "no figure above. Would the selector have advised against the first choice?"
    )
    yield table(
        ("Company", "First choice", "Its place and fit", "Changed to", "Its place and fit"),
        [
            (
                f"[{each['title']}](../cases/{each['id']}.md)",
                each["first_choice"]["motion"],
                place(each["first_choice"]),
                each["changed_to"]["motion"],
                place(each["changed_to"]),
            )
            for each in failed
        ],
    )
    better = sum(each["changed_to"]["rank"] < each["first_choice"]["rank"] for each in failed)
    yield (
        f"It puts the later motion before the first choice for {better} of {len(failed)}. The answers were written "
        "after the change was known, so this shows that the tables can tell the two apart, and no more."
    )


def place(each: Mapping[str, Any]) -> str:
    """Place and fit of one motion."""
    return f"{each['rank']}., {each['fit']:.1f}" + (", ruled out" if each["vetoed"] else "")


def stale(figures: Mapping[str, Any], rules: str | None, cases: str | None) -> str:
    """A sentence where the figures were computed under other rules or cases; nothing otherwise."""
    changed = [
        name
        for name, now, then in (("rules", rules, figures["rules_version"]), ("cases", cases, figures["cases_version"]))
        if now is not None and now != then
    ]
    if not changed:
        return ""
    return f"**The {' and '.join(changed)} have changed since these figures were computed.**"


def describe(case: Mapping[str, Any]) -> str:
    """One company that did not come out with its label first, and why."""
    first = " and ".join(case["places"][0])
    doubt = "" if case["confidence"] == "high" else " The label itself is of medium confidence."
    fits = ", ".join(f"{motion} {fit}" for motion, fit in case["fit"].items())
    reasons = "; ".join(reason(each) for each in case["reasons"])
    vetoes = f" Ruled out: {'; '.join(case['vetoes'])}." if case["vetoes"] else ""
    return (
        f"- [{case['title']}](../cases/{case['id']}.md): labeled {case['primary']}, the selector says {first} "
        f"({fits}). It turns on {reasons or 'small differences'}.{vetoes}{doubt}"
    )


def reason(entry: Mapping[str, Any]) -> str:
    """One answer that favors the motion in front, with its row."""
    page, _, anchor = (entry["url"] or "").partition("/#")
    answer = entry["answer"] or "no answer"
    name = f"[{entry['question']}](../{page}.md#{anchor})" if page and anchor else entry["question"]
    return f"{name}, {answer} (+{entry['gain']})"


def share(value: float) -> str:
    """A percentage as the pages write it."""
    return f"{value:g} %"


def three(score: Mapping[str, Any]) -> tuple[str, str, str]:
    """The three shares of a score."""
    return share(score["strict"]), share(score["accepted"]), share(score["top_two"])


def fragile(scores: Mapping[str, Any]) -> Iterable[str]:
    """Which single answers must be right, the most important first."""
    yield "## Which answers must be right"
    yield (
        "One answer at a time is moved one option, up and down, and all others stay. The first rows are the answers "
        "to be sure of."
    )
    order = sorted(scores, key=lambda name: (scores[name]["accepted"], name))
    header = ("Answer that is one option off", "Labeled motion first", "Accepted motion first")
    yield table(
        header,
        [
            (f"[{each['label']}](../questions/{name}.md)", share(each["strict"]), share(each["accepted"]))
            for name, each in ((name, scores[name]) for name in order)
        ],
    )


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, figures to the right."""
    lines = ["| " + " | ".join(header) + " |", "|---|" + "--:|" * (len(header) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])
