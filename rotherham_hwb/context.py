"""What every page's template knows besides its own context."""

from django.conf import settings
from django.http import HttpRequest

from meetings.access import PUBLIC
from meetings.identity import council_name, identity

SECTIONS = {
    "/meetings/": "meetings",
    "/minutes/": "meetings",
    "/papers/": "meetings",
    "/boards/": "boards",
    "/decisions/": "decisions",
    "/search/": "search",
    "/reading/": "reading",
    "/desk/": "desk",
    "/desk/reports/": "reports",
    "/desk/placements/": "reports",
    "/desk/approvals/": "approvals",
    "/account/": "mfa_index",
    "/sign-in/": "account_login",
}
"""Which entry of the menu the addresses below a path belong to, by the entry's route."""


def portal(request: HttpRequest) -> dict[str, object]:
    return {
        "council_name": council_name(),
        "council": identity(),
        "viewer": getattr(request, "viewer", PUBLIC),
        "demo": settings.DEMO,
        "current_section": section_of(request.path),
    }


def section_of(path: str) -> str:
    """The entry of the menu under which an address stands; the longest path that fits decides."""
    fitting = [each for each in SECTIONS if path.startswith(each)]
    return SECTIONS[max(fitting, key=len)] if fitting else ""
