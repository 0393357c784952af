"""The addresses of the votes of a meeting, below /desk/."""

from django.urls import path

from rotherham_hwb.desk.minutes.votes import views as votes

OF = "meetings/<int:pk>/"
ONE = f"{OF}votes/<int:vote>/"

urlpatterns = [
    path(f"{OF}minutes/items/<int:item>/votes/", votes.item_votes, name="desk_item_votes"),
    path(f"{OF}minutes/<int:minute>/votes/", votes.votes, name="desk_votes"),
    path(ONE, votes.vote, name="desk_vote"),
    path(f"{ONE}remove/", votes.remove, name="desk_vote_remove"),
    path(f"{ONE}own/", votes.own, name="desk_vote_own"),
    path(f"{ONE}resolve/", votes.resolve, name="desk_vote_resolve"),
]
