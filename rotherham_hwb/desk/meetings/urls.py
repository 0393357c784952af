"""The addresses of planning and rearranging meetings, and of boards' settings."""

from django.urls import path

from rotherham_hwb.desk.boards import settings as boards
from rotherham_hwb.desk.meetings import calendar, call_several, message, series
from rotherham_hwb.desk.meetings import planning as meetings

urlpatterns = [
    path("calendar/", calendar.month, name="desk_calendar"),
    path("calendar/list/", calendar.coming, name="desk_coming"),
    path("meetings/new/", meetings.new, name="desk_new_meeting"),
    path("meetings/series/", series.series, name="desk_series"),
    path("meetings/<int:pk>/edit/", meetings.edit, name="desk_edit_meeting"),
    path("meetings/call/", call_several.call_several, name="desk_call_several"),
    path("meetings/<int:pk>/delete/", meetings.delete, name="desk_delete_meeting"),
    path("meetings/<int:pk>/move/", meetings.move, name="desk_move_meeting"),
    path("meetings/<int:pk>/cancel/", meetings.cancel, name="desk_cancel_meeting"),
    path("meetings/<int:pk>/postpone/", meetings.postpone, name="desk_postpone_meeting"),
    path("meetings/<int:pk>/reinstate/", meetings.reinstate, name="desk_reinstate_meeting"),
    path("meetings/<int:pk>/new-date/", meetings.new_date, name="desk_new_date"),
    path("meetings/<int:pk>/message/", message.message, name="desk_message"),
    path("meetings/<int:pk>/notice/", meetings.notice, name="desk_notice"),
    path("boards/<slug:slug>/", boards.board, name="desk_board"),
    path("boards/<slug:slug>/settings/", boards.settings, name="desk_board_settings"),
    path("boards/<slug:slug>/deadlines/", boards.deadlines, name="desk_board_deadlines"),
    path("boards/<slug:slug>/standing/", boards.standing, name="desk_add_standing"),
    path("boards/<slug:slug>/standing/<int:pk>/", boards.standing, name="desk_standing"),
    path("boards/<slug:slug>/standing/<int:pk>/arrange/", boards.arrange, name="desk_arrange"),
    path("closures/", boards.closures, name="desk_closures"),
    path("closures/<int:pk>/remove/", boards.remove_closure, name="desk_remove_closure"),
]
