"""The vocabulary that every stage shares: documents, passages, findings, tracked items, identifiers.

Nothing here reads a file, opens a database or knows the time. The stages (`ingest`, `extract`,
`tracking`, `search`) never import one another: they meet in these types.
"""
