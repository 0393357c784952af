"""The addresses of minutes once they are out, below /desk/."""

from django.urls import path

from rotherham_hwb.desk.minutes.approval import views as approval

urlpatterns = [
    path("meetings/<int:pk>/minutes/approve/", approval.approve, name="desk_minutes_approve"),
    path("meetings/<int:pk>/minutes/correct/", approval.correct, name="desk_minutes_correct"),
    path("meetings/<int:pk>/minutes/sign/", approval.sign, name="desk_minutes_sign"),
    path("meetings/<int:pk>/minutes/leaves.pdf", approval.leaves, name="desk_minutes_leaves"),
    path("meetings/<int:pk>/minutes/signed.pdf", approval.signed_file, name="desk_minutes_signed"),
]
