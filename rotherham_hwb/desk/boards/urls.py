from django.urls import path

from rotherham_hwb.desk.boards import identity

urlpatterns = [
    path("new-board/", identity.new, name="desk_new_board"),
    path("boards/<slug:slug>/about/", identity.about, name="desk_board_about"),
    path("boards/<slug:slug>/name/", identity.name, name="desk_board_name"),
    path("boards/<slug:slug>/former-names/", identity.former_names, name="desk_board_former"),
    path(
        "boards/<slug:slug>/former-names/remove/",
        identity.remove_former,
        name="desk_board_former_remove",
    ),
    path("boards/<slug:slug>/retire/", identity.retire, name="desk_retire_board"),
    path("boards/<slug:slug>/reinstate/", identity.reinstate, name="desk_reinstate_board"),
]
