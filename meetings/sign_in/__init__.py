"""Signing in, with django-allauth behind our doors and in our words (ADR 0010)."""
