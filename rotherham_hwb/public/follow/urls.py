from django.urls import path

from rotherham_hwb.public.follow import mail

urlpatterns = [
    path("account/e-mails/", mail.own_mail, name="own_mail"),
]
