"""The addresses of the live screen of a meeting, below /desk/."""

from django.urls import path

from rotherham_hwb.desk.live import items as at_meeting_items
from rotherham_hwb.desk.live import people as at_meeting_people
from rotherham_hwb.desk.live import views as at_meeting

AT = "meetings/<int:pk>/at/"
PERSON = f"{AT}people/<slug:key>/"

urlpatterns = [
    path(AT, at_meeting.at_meeting, name="desk_at_meeting"),
    path(f"{AT}open/", at_meeting.begin_record, name="desk_at_open"),
    path(f"{AT}press/", at_meeting.press, name="desk_at_press"),
    path(f"{AT}clock/", at_meeting.set_clock, name="desk_at_clock"),
    path(f"{AT}public/", at_meeting.count_public, name="desk_at_public"),
    path(f"{AT}people/", at_meeting_people.add, name="desk_at_add"),
    path(PERSON, at_meeting_people.person, name="desk_at_person"),
    path(f"{PERSON}stand-in/", at_meeting_people.stand_in, name="desk_at_stand_in"),
    path(f"{PERSON}chair/", at_meeting_people.take_chair, name="desk_at_chair"),
    path(f"{PERSON}take-off/", at_meeting_people.take_off, name="desk_at_take_off"),
    path(f"{PERSON}times/<int:movement>/", at_meeting_people.take_back, name="desk_at_take_back"),
    path(f"{AT}notes/", at_meeting_items.note, name="desk_at_meeting_note"),
    path(f"{AT}notes/<int:item>/", at_meeting_items.note, name="desk_at_note"),
    path(f"{AT}interests/", at_meeting_items.declare, name="desk_at_declare_at_large"),
    path(f"{AT}items/<int:item>/interests/", at_meeting_items.declare, name="desk_at_declare"),
    path(f"{AT}interests/<int:declaration>/", at_meeting_items.interest, name="desk_at_interest"),
]
