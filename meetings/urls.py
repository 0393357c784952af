from django.urls import include, path

from meetings import views

urlpatterns = [
    path("", include("meetings.sign_in.urls")),
    path("signed-in/", views.after_sign_in, name="after_sign_in"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
