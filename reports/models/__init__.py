"""One paper's life: the paper, its immutable versions, and where it is placed."""

from reports.models.paper import Paper, PaperGrant, PaperState, PaperVersion, Placement

__all__ = ["Paper", "PaperGrant", "PaperState", "PaperVersion", "Placement"]
