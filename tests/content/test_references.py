"""Citations, relations and links of our library: everything leads somewhere, and everything is led to."""

import re
from collections.abc import Iterator

from kb.checks.claims import count_claims
from kb.library.catalogue import Catalogue
from kb.reading.blocks import BlockKind
from kb.reading.document import Document, Kind
from kb.reading.sections import Role
from kb.reading.timestamps import parse_time
from kb.sources.citations import marks_ours


def test_every_citation_lies_within_its_source(catalogue: Catalogue) -> None:
    wrong = []
    count = 0
    for document in catalogue.documents.values():
        for citation in document.citations:
            if marks_ours(citation, catalogue.sources):
                continue
            count += 1
            source, seconds = catalogue.sources.get(citation.key), parse_time(citation.at)
            if source is None or (citation.at and seconds is None):
                wrong.append(f"{document.path}:{citation.line}: {citation.key} {citation.at}")
            elif seconds is not None and source.duration is not None and seconds > source.duration:
                wrong.append(f"{document.path}:{citation.line}: {citation.at} is past the end of {citation.key}")
    assert not wrong
    assert count > 1000


def test_every_claim_is_cited_or_marked(catalogue: Catalogue) -> None:
    """The lists of steps, cases and mistakes; at least two in five items name their source."""
    claims = count_claims(catalogue.documents.values(), catalogue.sources)
    assert claims.bare == 0
    assert claims.cited > 450
    assert not [problem for problem in catalogue.problems if problem.code == "E091"]


REMARK = re.compile(
    r"\b(?:is|are) ours\.|\bour (?:own )?(?:inference|arrangement)\b(?!:)|\b(?:is|in) our (?:reading|view)\b",
    re.IGNORECASE,
)


def test_no_remark_says_what_the_sign_says(catalogue: Catalogue) -> None:
    """Nothing but the sign tells a reader of a framework which words are ours; doubts about sources may."""
    found = [
        f"{document.path}:{number}: {line[:80]}"
        for document in catalogue.documents.values()
        if document.kind in (Kind.FRAMEWORK, Kind.MOTION)
        for number, line in enumerate(document.lines, 1)
        if REMARK.search(line) and not line.startswith(("|", "- **Doubts**"))
    ]
    assert not found, "\n".join(found)


def test_every_relation_has_a_reason(catalogue: Catalogue) -> None:
    without = [f"{one.source} -> {one.target}" for one in catalogue.relations if not one.reason.strip()]
    assert not without
    assert catalogue.relations


def test_nothing_is_wanted(catalogue: Catalogue) -> None:
    assert not [wanted.name for wanted in catalogue.wanted]


def test_no_document_is_an_orphan(catalogue: Catalogue) -> None:
    """Each document but the first page is linked from another one."""
    linked = {
        target
        for target, backlinks in catalogue.backlinks.items()
        if any(backlink.id != target for backlink in backlinks)
    }
    assert not [identity for identity in catalogue.documents if identity not in linked and identity != "index"]


def examples(document: Document) -> Iterator[tuple[int, str]]:
    """Line and source text of every item of a document's lists of examples."""
    for block in document.structure.blocks:
        if block.kind is BlockKind.ITEM and document.structure.role_at(block.line) is Role.EXAMPLES:
            yield block.line, block.text


def test_every_company_in_an_example_has_its_source(catalogue: Catalogue) -> None:
    """A bold name opens the item; in it stands a citation, or a link to the case that holds the evidence."""
    without, count = [], 0
    for document in catalogue.documents.values():
        for line, text in examples(document):
            if re.match(r"\*\*[^*]+\*\*", text):
                count += 1
                if "[@" not in text.replace("[@ours]", "") and "cases/" not in text:
                    without.append(f"{document.path}:{line}: {text[:60]}")
    assert not without, "\n".join(without)
    assert count > 100


def test_every_framework_has_the_parts_of_its_kind(catalogue: Catalogue) -> None:
    wanted = (Role.WHAT, Role.HOW, Role.APPLY, Role.APPLIES, Role.LIMITS, Role.MISTAKES, Role.SOURCE, Role.RELATED)
    missing = []
    for document in catalogue.documents.values():
        if document.kind is Kind.FRAMEWORK:
            roles = {section.role for section in document.structure.sections if section.level == 2}
            missing += [f"{document.path}: {role}" for role in wanted if role not in roles]
    assert not missing


def test_every_path_is_read_whole(catalogue: Catalogue) -> None:
    assert [path.slug for path in catalogue.paths] == [
        "choose-a-motion",
        "first-ten-customers",
        "self-serve-to-enterprise",
        "adding-partners",
        "pricing-for-a-motion",
        "moving-motion",
    ]
    assert not [problem for problem in catalogue.problems if problem.code == "E090"]
    assert all(step.reason for path in catalogue.paths for step in path.steps)
