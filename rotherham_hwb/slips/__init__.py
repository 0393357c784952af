"""Slips that a reader would see in a text, and personal data: one list, for checks and old packs.

No Django and no record: text in, slips out.
"""
