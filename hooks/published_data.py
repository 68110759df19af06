"""Write the library and its rules as data under `/api/v1/`, the schemas under `/schema/`, a Markdown twin per page."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import calculator
import kb
from build_state import BuildState, get_state
from case_results import case_results
from kb.pages.markdown import render_markdown
from kb.published.export import cases_json, graph_json, index_json, rules_json
from kb.published.report import report_json
from kb.published.worksheets import NAME, worksheet, worksheet_csv

SCHEMAS = (Path(kb.__file__).parent / "published" / "schema", Path(calculator.__file__).parent / "schema")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the JSON files of the site."""
    state = get_state()
    catalogue = state.catalogue
    published = {
        "api/v1/index.json": index_json(catalogue),
        "api/v1/graph.json": graph_json(catalogue),
        "api/v1/rules.json": rules_json(catalogue),
        "api/v1/cases.json": cases_json(catalogue, published_results(state)),
        "api/v1/report.json": report_json(catalogue),
    }
    for folder in SCHEMAS:
        for schema in sorted(folder.glob("*.schema.json")):
            published[f"schema/{schema.name.replace('.schema', '')}"] = schema.read_text(encoding="utf-8")
    for document in catalogue.documents.values():
        if sheet := worksheet(document):
            published[f"{document.url}{NAME}"] = worksheet_csv(sheet)
    for url, content in published.items():
        files.append(File.generated(config, url, content=content))
    return files


# What a reader of the case library needs of a result; the whole of it is one request to the calculator away.
KEPT = ("motion", "rank", "tied", "vetoed", "fit", "range")


def published_results(state: BuildState) -> dict[str, Any]:
    """What is published of the result for every case, by the id of its document."""
    results = {}
    for identity, result in case_results(state).items():
        ranking = [{key: row[key] for key in KEPT} for row in result["ranking"]]
        results[identity] = {key: result[key] for key in ("status", "headline", "summary")} | {"ranking": ranking}
    return results


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write each document's clean Markdown beside its page.

    Not as a file of the build: MkDocs would make a page of everything that ends in .md.
    """
    catalogue = get_state().catalogue
    for document in catalogue.documents.values():
        twin = Path(config.site_dir, document.url, "index.md")
        twin.parent.mkdir(parents=True, exist_ok=True)
        twin.write_text(render_markdown(document, catalogue, twin=True), encoding="utf-8")
