"""The board member's own pages: their meetings, what is new, and apologies."""
