"""The library as data: documents, links, sources and rules. Imports no site generator and reads no network or clock.

The rooms in the order in which data goes through them; each imports only those before it:

- `problems`: what can be wrong, where, why it matters and how to mend it
- `reading`: one document as data, each thing with its place
- `sources`: who said it, and the citations that lead there
- `links`: what a link means, which documents belong together
- `checks`: what must hold of a document by itself
- `rules`: decision tables, compiled for the calculator
- `library`: everything as one value, the `Catalogue`
- `published`: what programs read
- `pages`: what readers see
"""
