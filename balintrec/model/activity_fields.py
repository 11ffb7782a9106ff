"""What each kind of activity records, so that a policy can ask for it."""

from __future__ import annotations

ROLES = {
    "sessions": ("leader", "co-leader", "presenter", "attendee", "observer"),
    "events": ("leader", "attendee"),
    "supervisions": ("supervisor", "supervisee"),
}
"""The roles that people have in each kind of activity."""
SOLE = ("presenter", "supervisor")
"""The roles that one person has alone."""
ACTIVITY_KINDS = {
    "sessions": ("ordinary", "large-group", "demonstration", "workshop"),
    "events": ("intensive", "workshop", "weekend", "leader-seminar", "conference", "course"),
    "supervisions": (),
}
TOLD_APART = {
    "groups": ("sessions",),
    "settings": ("sessions",),
    "leaders": ("sessions", "events"),
    "co-leaders": ("sessions",),
    "supervisors": ("supervisions",),
}
"""The activities that record what `distinct` tells apart."""
MEASURED = {"events": ("events",), "cases": ("sessions",), "days": ("events",)}
"""The activities that can be counted in a unit; the other units are for all."""
FILTERS = {
    "kinds": ("sessions", "events"),
    "groups": ("sessions",),
    "group_kinds": ("sessions",),
    "settings": ("sessions",),
    "recorded": ("supervisions",),
    "assessed": ("events",),
}
"""The activities that a key of `where` can let pass; modes are for all."""
