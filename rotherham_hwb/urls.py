"""The map of the portal; every view passes through a door of `meetings.doors`."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
