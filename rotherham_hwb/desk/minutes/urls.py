"""The addresses of a meeting's draft minutes, below /desk/."""

from django.urls import path

from rotherham_hwb.desk.minutes import chair
from rotherham_hwb.desk.minutes import draft as minutes_draft
from rotherham_hwb.desk.minutes import one_minute as minutes_one

OF = "meetings/<int:pk>/minutes/"
ONE = f"{OF}<int:minute>/"

urlpatterns = [
    path(OF, minutes_draft.minutes, name="desk_minutes"),
    path(f"{OF}draft/", minutes_draft.draft, name="desk_minutes_draft"),
    path(f"{OF}add/", minutes_draft.add, name="desk_minutes_add"),
    path(f"{OF}return/", minutes_draft.give_back, name="desk_minutes_return"),
    path(f"{OF}chair/", chair.chair, name="desk_chair"),
    path(f"{OF}chair/send/", chair.send, name="desk_chair_send"),
    path(f"{OF}chair/<int:link>/revoke/", chair.revoke, name="desk_chair_revoke"),
    path(f"{OF}chair/<int:proposal>/accept/", chair.accept, name="desk_chair_accept"),
    path(f"{OF}chair/<int:proposal>/refuse/", chair.refuse, name="desk_chair_refuse"),
    path(ONE, minutes_one.minute, name="desk_minute"),
    path(f"{ONE}move/", minutes_draft.move, name="desk_minute_move"),
    path(f"{ONE}remove/", minutes_draft.remove, name="desk_minute_remove"),
    path(f"{ONE}class/", minutes_one.classify, name="desk_minute_class"),
    path(f"{ONE}exclusion/", minutes_one.exclusion, name="desk_minute_exclusion"),
    path(f"{ONE}exclusion/undo/", minutes_one.undo_exclusion, name="desk_minute_undo_exclusion"),
]
