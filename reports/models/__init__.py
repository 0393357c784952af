"""Papers, the reports among them that are written here, and who has signed them off."""

from reports.models.grant import PaperGrant
from reports.models.paper import (
    UNPUBLISHED,
    WRITABLE,
    Paper,
    PaperState,
    PaperVersion,
    Placement,
)
from reports.models.report import (
    BackgroundPaper,
    ListedAppendix,
    Recommendation,
    Report,
    ReportDraft,
    ReportPicture,
)
from reports.models.safe_copy import SafeCopy
from reports.models.sign_off import SignOff, SignOffState
from reports.models.staged import StagedFile
from reports.models.template import (
    WRITTEN,
    FieldKind,
    FieldPlace,
    ReportTemplate,
    SignOffRole,
    TemplateField,
)
from reports.models.upload import Upload

__all__ = [
    "UNPUBLISHED",
    "WRITABLE",
    "WRITTEN",
    "BackgroundPaper",
    "FieldKind",
    "FieldPlace",
    "ListedAppendix",
    "Paper",
    "PaperGrant",
    "PaperState",
    "PaperVersion",
    "Placement",
    "Recommendation",
    "Report",
    "ReportDraft",
    "ReportPicture",
    "ReportTemplate",
    "SafeCopy",
    "SignOff",
    "SignOffRole",
    "SignOffState",
    "StagedFile",
    "TemplateField",
    "Upload",
]
