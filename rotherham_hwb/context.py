"""What every page's template knows besides its own context."""

from django.conf import settings
from django.http import HttpRequest

from meetings.access import PUBLIC


def portal(request: HttpRequest) -> dict[str, object]:
    return {
        "council_name": settings.COUNCIL_NAME,
        "viewer": getattr(request, "viewer", PUBLIC),
        "demo": settings.DEMO,
    }
