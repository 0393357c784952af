"""Packs that are published in tests are compiled as those of the packs' own tests."""

from tests.packs.conftest import compiled_here, kept

__all__ = ["compiled_here", "kept"]
