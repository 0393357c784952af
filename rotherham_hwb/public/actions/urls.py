from django.urls import path

from rotherham_hwb.public.actions import views

urlpatterns = [
    path("boards/<slug:slug>/actions/", views.board_actions, name="board_actions"),
    path("boards/<slug:slug>/actions.csv", views.board_actions_file, name="board_actions_file"),
    path("actions/<str:token>/", views.action_link, name="action_link"),
]
