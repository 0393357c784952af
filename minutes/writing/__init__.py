"""The entries of minutes: drafted, written, numbered, pointing at one another."""
