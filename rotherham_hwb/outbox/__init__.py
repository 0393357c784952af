"""E-mails that wait to be sent: stored with what they tell of, sent after it, tried again."""
