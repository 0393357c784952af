from django.urls import path

from rotherham_hwb.desk.people import council, log, looks, person, roles, who_is_told, who_sees

urlpatterns = [
    path("boards/", roles.boards, name="desk_boards"),
    path("council-looks/", looks.council_looks, name="desk_council_looks"),
    path("council-officers/", council.council_officers, name="desk_council_officers"),
    path("council-officers/<int:pk>/end/", council.end_council_role, name="desk_end_council_role"),
    path("boards/<slug:slug>/people/", roles.roles, name="desk_roles"),
    path("boards/<slug:slug>/people/add/", roles.invite, name="desk_invite"),
    path("boards/<slug:slug>/who-sees-what/", who_sees.who_sees, name="desk_who_sees"),
    path("boards/<slug:slug>/who-is-told/", who_is_told.who_is_told, name="desk_who_is_told"),
    path("boards/<slug:slug>/log/", log.log, name="desk_log"),
    path("people/<int:pk>/name/", roles.answer_name, name="desk_answer_name"),
    path("persons/<int:pk>/", person.person, name="desk_person"),
    path("persons/<int:pk>/name/", person.name, name="desk_person_name"),
    path("persons/<int:pk>/former-names/", person.former_names, name="desk_person_former"),
    path(
        "persons/<int:pk>/former-names/remove/",
        person.remove_former,
        name="desk_person_former_remove",
    ),
    path("persons/<int:pk>/sort-name/", person.sort_name, name="desk_person_sort_name"),
    path("persons/<int:pk>/ward/", person.term, name="desk_person_term"),
    path("persons/<int:pk>/ward/<int:term>/", person.term, name="desk_person_term_change"),
    path("persons/<int:pk>/account/", person.account, name="desk_person_account"),
    path("persons/<int:pk>/account/join/", person.join, name="desk_person_join"),
    path("persons/<int:pk>/account/part/", person.part, name="desk_person_part"),
    path("roles/<int:pk>/end/", roles.end, name="desk_end_role"),
    path("invitations/<int:pk>/again/", roles.send_again, name="desk_invitation_again"),
    path("invitations/<int:pk>/withdraw/", roles.withdraw, name="desk_invitation_withdraw"),
]
