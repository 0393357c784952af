"""The small council of the public pages' tests."""

from tests.public.conftest import town, whole_town

__all__ = ["town", "whole_town"]
