from django.urls import path

from rotherham_hwb.desk.boards import identity
from rotherham_hwb.desk.boards.members import seats

urlpatterns = [
    path("new-board/", identity.new, name="desk_new_board"),
    path("boards/<slug:slug>/seats/", seats.seats, name="desk_seats"),
    path("boards/<slug:slug>/seats/add/", seats.seat, name="desk_add_seat"),
    path("boards/<slug:slug>/seats/<int:pk>/", seats.seat, name="desk_seat"),
    path("boards/<slug:slug>/seats/add-member/", seats.add_member, name="desk_add_member"),
    path("places/<int:pk>/", seats.place, name="desk_place"),
    path("places/<int:pk>/end/", seats.end, name="desk_end_place"),
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
