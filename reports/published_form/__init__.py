"""A PDF as the portal publishes it: what is on a list comes along, everything else stays behind.

Knows no Django, and runs in the limited process of `reports.files.inspecting`. The lists follow
ISO 32000-1; what is not on them is dropped at every level, whether or not anybody has thought of
it. The same bytes in give the same bytes out.
"""
