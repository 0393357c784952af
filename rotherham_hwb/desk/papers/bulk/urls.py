from django.urls import path

from rotherham_hwb.desk.boards.members import views as membership
from rotherham_hwb.desk.papers.bulk import views as bulk
from rotherham_hwb.desk.word import views as word

urlpatterns = [
    path("meetings/<int:pk>/upload/", bulk.upload, name="desk_bulk_upload"),
    path("meetings/<int:pk>/upload/match/", bulk.match, name="desk_bulk_match"),
    path("meetings/<int:pk>/upload/again/", bulk.again, name="desk_bulk_again"),
    path("meetings/<int:pk>/upload/without/", bulk.without, name="desk_bulk_without"),
    path("meetings/<int:pk>/upload/discard/", bulk.discard, name="desk_bulk_discard"),
    path("meetings/<int:pk>/agenda.docx", word.agenda, name="desk_agenda_word"),
    path("meetings/<int:pk>/minutes.docx", word.minutes, name="desk_minutes_word"),
    path("boards/<slug:slug>/members/", membership.members, name="desk_membership"),
    path("boards/<slug:slug>/members/confirm/", membership.confirm, name="desk_membership_confirm"),
    path(
        "boards/<slug:slug>/members/template.csv",
        membership.template,
        name="desk_membership_template",
    ),
    path("boards/<slug:slug>/members/export.csv", membership.export, name="desk_membership_export"),
]
