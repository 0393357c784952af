"""The map of the portal; every view passes through a door of `meetings.doors`."""

from django.urls import include, path

urlpatterns = [
    path("", include("rotherham_hwb.public.urls")),
    path("", include("meetings.urls")),
    path("", include("rotherham_hwb.public.pages.pack_urls")),
    path("", include("rotherham_hwb.public.actions.urls")),
    path("", include("rotherham_hwb.public.follow.urls")),
    path("", include("rotherham_hwb.public.chair.urls")),
    path("reading/", include("rotherham_hwb.reader.urls")),
    path("desk/", include("rotherham_hwb.desk.urls")),
    path("desk/", include("rotherham_hwb.desk.meetings.urls")),
    path("desk/", include("rotherham_hwb.desk.reports.urls")),
]

handler400 = "rotherham_hwb.public.pages.errors.bad_request"
handler403 = "rotherham_hwb.public.pages.errors.forbidden"
handler404 = "rotherham_hwb.public.pages.errors.not_found"
handler500 = "rotherham_hwb.public.pages.errors.server_error"
