"""What a restricted text says and a public one holds: runs of words, figures, names; no Django."""

from rotherham_hwb.checks.leaks.passages import LeakedPassage, RestrictedTexts, Text

__all__ = ["LeakedPassage", "RestrictedTexts", "Text"]
