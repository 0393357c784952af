from django.urls import include, path

from meetings import views
from meetings.sign_in.own_name import own_name

urlpatterns = [
    path("", include("meetings.sign_in.urls")),
    path("account/name/", own_name, name="account_name"),
    path("signed-in/", views.after_sign_in, name="after_sign_in"),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
]
