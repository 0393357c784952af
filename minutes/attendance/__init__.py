"""Who was there: expected, come and gone, with what interests, and whether enough."""
