from django.urls import path

from rotherham_hwb.desk.minutes import discarding
from rotherham_hwb.desk.minutes.notices import views as decision_notices

urlpatterns = [
    path(
        "meetings/<int:pk>/minutes/discard/",
        discarding.discard_minutes,
        name="desk_discard_minutes",
    ),
    path(
        "meetings/<int:pk>/decision-notices/",
        decision_notices.decision_notices,
        name="desk_decision_notices",
    ),
    path(
        "meetings/<int:pk>/minutes/<int:minute>/notice/",
        decision_notices.decision_notice,
        name="desk_decision_notice",
    ),
    path(
        "meetings/<int:pk>/minutes/<int:minute>/notice/publish/",
        decision_notices.publish,
        name="desk_publish_notice",
    ),
]
