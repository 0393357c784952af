from django.urls import path

from rotherham_hwb.desk.people import log, roles, who_is_told, who_sees

urlpatterns = [
    path("boards/", roles.boards, name="desk_boards"),
    path("boards/<slug:slug>/people/", roles.roles, name="desk_roles"),
    path("boards/<slug:slug>/people/add/", roles.invite, name="desk_invite"),
    path("boards/<slug:slug>/who-sees-what/", who_sees.who_sees, name="desk_who_sees"),
    path("boards/<slug:slug>/who-is-told/", who_is_told.who_is_told, name="desk_who_is_told"),
    path("boards/<slug:slug>/log/", log.log, name="desk_log"),
    path("people/<int:pk>/name/", roles.answer_name, name="desk_answer_name"),
    path("roles/<int:pk>/end/", roles.end, name="desk_end_role"),
    path("invitations/<int:pk>/again/", roles.send_again, name="desk_invitation_again"),
    path("invitations/<int:pk>/withdraw/", roles.withdraw, name="desk_invitation_withdraw"),
]
