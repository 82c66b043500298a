"""The operators' side of the desk: sources and their health, the log, kept bytes and texts, documents by hand."""

from . import documents, feeds  # noqa: F401  (registers each table)
