from django.urls import path

from meetings import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("signed-in/", views.after_sign_in, name="after_sign_in"),
]
