"""The library as data: documents, links, sources and rules. Imports no site generator and reads no network or clock."""
