"""Office files without what their reader does not see."""
