"""What is looked at before an agenda is published, finding by finding.

`run.check_meeting` asks every check; a check is a function from what is known to findings. What
stops a publication is put right, or overruled by an officer who says why.
"""
