"""The small council of the public pages' tests."""

from tests.public.conftest import files_of_this_test_alone, town

__all__ = ["files_of_this_test_alone", "town"]
