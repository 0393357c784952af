from django.urls import path

from rotherham_hwb.desk.actions import of_minute as actions_of_minute
from rotherham_hwb.desk.actions import one_action
from rotherham_hwb.desk.actions import views as actions

urlpatterns = [
    path("actions/", actions.actions, name="desk_actions"),
    path("actions/<int:pk>/", one_action.action, name="desk_action"),
    path("actions/<int:pk>/send/<int:owner>/", one_action.send, name="desk_action_send"),
    path("actions/<int:pk>/<slug:step>/", one_action.step, name="desk_action_step"),
    path("action-reports/<int:pk>/take/", one_action.take, name="desk_report_take"),
    path("action-reports/<int:pk>/refuse/", one_action.refuse, name="desk_report_refuse"),
    path("meetings/<int:pk>/actions/", actions.meeting_actions, name="desk_meeting_actions"),
    path(
        "meetings/<int:pk>/minutes/<int:minute>/actions/",
        actions_of_minute.minute_actions,
        name="desk_minute_actions",
    ),
]
