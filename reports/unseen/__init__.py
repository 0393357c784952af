"""What hides in a paper: words that its file holds and no reader of its pages sees."""
