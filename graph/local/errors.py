"""What can keep a Neo4j from running on this machine, each with what to do about it.

LocalGraphError
├── JarsUnavailable   a jar cannot be fetched, read or trusted
├── FolderUnusable    the data folder cannot be written, or the disk is full
├── FolderInUse       another process is starting or stopping the graph of this folder
└── StartFailed       the child process died or took too long: memory, port, disk
"""

from typing import ClassVar

from graph.errors import GraphUnavailable


class LocalGraphError(GraphUnavailable):
    """The graph on this machine cannot be used."""

    code: ClassVar[str] = "local-graph"


class JarsUnavailable(LocalGraphError):
    """A jar of Neo4j cannot be fetched, read or trusted."""


class FolderUnusable(LocalGraphError):
    """The data folder cannot be written."""


class FolderInUse(LocalGraphError):
    """Another process holds the data folder."""


class StartFailed(LocalGraphError):
    """The child process did not come up."""
