from django.urls import path

from rotherham_hwb.public.pages import attendance as attendance_views
from rotherham_hwb.public.pages import council_looks, paper_files, views
from rotherham_hwb.public.pages import decisions as decision_views
from rotherham_hwb.public.pages import minutes as minutes_views
from rotherham_hwb.public.pages import notices as notice_views
from rotherham_hwb.public.search.views import search

urlpatterns = [
    path("", views.home, name="home"),
    path("boards/", views.boards, name="boards"),
    path("boards/<slug:slug>/", views.board, name="board"),
    path("boards/<slug:slug>/attendance/", attendance_views.attendance, name="attendance"),
    path(
        "boards/<slug:slug>/attendance.csv",
        attendance_views.attendance_file,
        name="attendance_file",
    ),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/notice/", notice_views.notice, name="public_notice"),
    path("meetings/<int:pk>/notice.pdf", notice_views.notice_file, name="public_notice_file"),
    path("minutes/<int:meeting_id>/", views.minutes, name="minutes"),
    path("minutes/<int:meeting_id>/minutes.pdf", minutes_views.minutes_pdf, name="minutes_file"),
    # As printed, a number may be "15A", "(a)" or "12/25".
    path(
        "minutes/<int:meeting_id>/<path:number>/extract.pdf",
        minutes_views.minute_extract,
        name="minute_extract",
    ),
    path("minutes/<int:meeting_id>/<path:number>/thread/", minutes_views.thread, name="thread"),
    path("minutes/<int:meeting_id>/<path:number>/", views.minute, name="minute"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>/file.pdf", paper_files.paper_file, name="paper_file"),
    path("papers/<int:pk>/pictures/<int:number>/", paper_files.paper_picture, name="paper_picture"),
    path("decisions/", decision_views.decisions, name="decisions"),
    path("decisions/<int:minute>/", decision_views.decision_notice, name="decision_notice"),
    path(
        "decisions/<int:minute>/notice.pdf",
        decision_views.decision_notice_file,
        name="decision_notice_file",
    ),
    path("council.css", council_looks.council_style, name="council_style"),
    path("council-crest", council_looks.council_crest, name="council_crest"),
    path("search/", search, name="search"),
    path("attending/", views.attending, name="attending"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
