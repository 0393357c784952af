"""Actions beyond the minutes room: the log, the owner's link, and the e-mails that carry it."""
