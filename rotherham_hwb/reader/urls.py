from django.urls import path

from rotherham_hwb.reader import views

urlpatterns = [
    path("", views.home, name="reading"),
    path("read/", views.read, name="mark_read"),
    path("meetings/<int:pk>/apologies/", views.apologies, name="apologies"),
    path("meetings/<int:pk>/apologies/withdraw/", views.withdraw, name="withdraw_apologies"),
]
