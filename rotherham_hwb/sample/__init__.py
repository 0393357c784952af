"""Sample boards for demonstrations: every person, figure and word in them is invented."""

SAMPLE_LOGINS = [
    ("Officer (prepares and publishes packs)", "officer@sample.example", "demo-only-officer"),
    ("Board member (a councillor)", "member@sample.example", "demo-only-member"),
    ("Co-opted partner (and an author)", "partner@sample.example", "demo-only-partner"),
    ("Author of reports", "author@sample.example", "demo-only-author"),
    ("Approver of reports", "approver@sample.example", "demo-only-approver"),
]
"""What each may do, the e-mail address and the password; good for a demonstration alone."""
