"""Every page of a site for search engines, as https://www.sitemaps.org has it."""

from html import escape

from kb.published.site_page import Site


def sitemap_xml(site: Site) -> str:
    """The sitemap as a text: addresses in order, each with the day of its last change where that is known.

    The first is the site's root, from which the page's scripts see all others, wherever the site is served. Where
    nobody has said where it is published, addresses are relative, which search engines do not follow.
    """
    rows = []
    for url, page in site.pages.items():
        changed = f"<lastmod>{page.updated}</lastmod>" if page.updated else ""
        rows.append(f"  <url><loc>{escape(site.absolute(url))}</loc>{changed}</url>")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *rows, "</urlset>"]) + "\n"
