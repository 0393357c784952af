"""Every way out of the portal: each route under the kind of what it gives, and each e-mail.

A route that is not here fails `test_outlets`, and one that an outsider may reach must be opened
by the canary: put a new one under its kind, and give its addresses in `canary_world.addresses`.
"""

from __future__ import annotations

from enum import Enum

DESK_DOORS = frozenset({"officers", "authors", "approvers"})


class Kind(Enum):
    """What a route gives."""

    PAGE = "a page for anyone"
    FILE = "a PDF or a picture for anyone"
    CSV = "a table for anyone's spreadsheet"
    FEED = "a feed for anyone's reader"
    JSON = "data for anyone's program"
    LOOKS = "the council's colours or crest, for anyone; no record"
    LINK = "a page for whoever holds a link"
    LINK_FILE = "a PDF for whoever holds a link"
    MEMBERS = "a page or a step of a board member"
    SIGNING_IN = "a page of one's own account; no record of a meeting"
    WORD = "a Word file for the officer"
    DESK = "a page or a step behind the desk's doors"
    DESK_FILE = "a file behind the desk's doors"

    @property
    def doors(self) -> frozenset[str]:
        """The doors that a route of this kind may have."""
        return DOORS.get(self, frozenset({"public"}))


DOORS = {
    Kind.LINK: frozenset({"by_signed_link"}),
    Kind.LINK_FILE: frozenset({"by_signed_link"}),
    Kind.MEMBERS: frozenset({"members"}),
    Kind.SIGNING_IN: frozenset({"public", "signed_in", "by_signed_link"}),
    Kind.WORD: frozenset({"officers"}),
    Kind.DESK: DESK_DOORS,
    Kind.DESK_FILE: DESK_DOORS,
}

MEDIA = {
    Kind.PAGE: ("text/html",),
    Kind.FILE: ("application/pdf", "image/"),
    Kind.CSV: ("text/csv",),
    Kind.FEED: ("application/atom+xml", "application/rss+xml", "text/calendar"),
    Kind.JSON: ("application/json",),
    Kind.LOOKS: ("text/css", "image/"),
    Kind.LINK: ("text/html",),
    Kind.LINK_FILE: ("application/pdf",),
    Kind.MEMBERS: ("text/html",),
    Kind.WORD: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
}
"""How what a kind gives begins to call itself."""

STEPS = frozenset({"mark_read", "withdraw_apologies"})
"""Of these a GET gives nothing."""

NAMES = {
    Kind.PAGE: """
        accessibility attendance attending board board_actions boards decision_notice decisions
        home meeting meetings minute minutes paper public_notice search thread
    """,
    Kind.FILE: """
        decision_notice_file minute_extract minutes_file pack_file paper_file paper_picture
        public_notice_file
    """,
    Kind.LOOKS: "council_crest council_style",
    Kind.CSV: "attendance_file board_actions_file",
    Kind.LINK: "action_link chair_review",
    Kind.LINK_FILE: "chair_review_file",
    Kind.MEMBERS: "apologies mark_read reading withdraw_apologies",
    Kind.WORD: "desk_agenda_word desk_minutes_word",
    Kind.DESK_FILE: """
        desk_front_sheet_pdf desk_front_sheet_picture desk_membership_export
        desk_membership_template desk_minutes_leaves desk_minutes_signed desk_pack_source
        paper_original report_preview
    """,
    Kind.SIGNING_IN: """
        account_change_password account_name account_confirm_email account_confirm_login_code
        account_email account_email_verification_sent account_inactive account_login
        account_logout own_mail account_reauthenticate account_reset_password
        account_reset_password_done account_reset_password_from_key
        account_reset_password_from_key_done account_set_password account_signup
        after_sign_in invitation mfa_activate_totp mfa_add_webauthn mfa_authenticate
        mfa_deactivate_totp mfa_download_recovery_codes mfa_edit_webauthn
        mfa_generate_recovery_codes mfa_index mfa_list_webauthn mfa_reauthenticate
        mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_view_recovery_codes
        openid_connect_callback openid_connect_login socialaccount_connections
        socialaccount_login_cancelled socialaccount_login_error socialaccount_signup
    """,
    Kind.DESK: """
        approvals desk desk_accept_section desk_action desk_action_send desk_action_step
        desk_actions desk_add_editions desk_add_paper desk_add_standing desk_agenda desk_agenda_add
        desk_agenda_change desk_agenda_move desk_agenda_remove desk_agenda_section
        desk_agenda_copy desk_agenda_quick
        desk_agenda_standing desk_agenda_take desk_answer_name desk_arrange desk_at_add
        desk_at_chair
        desk_at_clock desk_at_declare desk_at_declare_at_large desk_at_interest
        desk_at_meeting desk_at_meeting_note desk_at_note desk_at_open desk_at_person
        desk_at_press desk_at_public desk_at_stand_in desk_at_take_back desk_at_take_off
        desk_board desk_board_about desk_board_deadlines desk_board_former desk_board_former_remove
        desk_board_name desk_board_settings desk_boards desk_bulk_again desk_council_looks
        desk_council_officers
        desk_end_council_role desk_new_board desk_reinstate_board desk_retire_board
        desk_add_member desk_add_seat desk_end_place desk_person desk_person_account
        desk_person_former desk_person_former_remove desk_person_join desk_person_name
        desk_pack_batch desk_pack_batch_again desk_pack_board desk_person_term desk_print_import
        desk_person_term_change desk_person_part desk_person_sort_name desk_place desk_seat
        desk_seats
        desk_bulk_without desk_make_safe
        desk_bulk_discard desk_bulk_match desk_bulk_upload desk_calendar desk_call desk_call_several
        desk_cancel_meeting desk_chair desk_chair_accept desk_chair_refuse desk_chair_revoke
        desk_chair_send
        desk_checks desk_clear_papers desk_closures desk_coming desk_compile desk_delete_meeting
        desk_compile_progress desk_compile_supplement desk_correct desk_correct_fact
        desk_count_again desk_decide_fact desk_decision_notice desk_decision_notices
        desk_discard_minutes desk_discard_paper desk_edit_meeting desk_end_grant
        desk_end_role desk_fact_restriction desk_front_sheet desk_grants
        desk_import desk_import_again desk_imports desk_invitation_again
        desk_invitation_withdraw desk_invite desk_item_votes desk_late_item desk_log
        desk_meeting desk_meeting_actions desk_meetings desk_message desk_membership
        desk_membership_confirm
        desk_minute desk_minute_actions desk_minute_class desk_minute_exclusion
        desk_minute_move desk_minute_remove desk_minute_undo_exclusion desk_minutes
        desk_minutes_add desk_minutes_approve desk_minutes_correct desk_minutes_draft
        desk_minutes_return desk_minutes_sign desk_move_meeting desk_new_date
        desk_new_meeting desk_notice desk_open_supplement desk_overrule desk_pack_again
        desk_pack_discard desk_pack_file desk_pack_lines desk_pack_unplaced desk_paper desk_people
        desk_people_answer desk_people_look desk_postpone_meeting desk_preview desk_publish
        desk_publish_import desk_publish_minutes desk_publish_notice desk_publish_supplement
        desk_reinstate_meeting desk_remove_closure desk_replace_paper desk_report_refuse
        desk_report_take desk_roles desk_section_move desk_section_remove
        desk_series desk_standing desk_supplement
        desk_supplement_paper desk_upload desk_upload_without desk_urgency desk_vote desk_vote_own
        desk_vote_remove desk_vote_resolve
        desk_redaction_confirm desk_redactions desk_take_back
        desk_votes desk_who_is_told desk_who_sees desk_withdraw
        paper_classify paper_clear paper_clear_anyway
        paper_defer paper_place paper_remind paper_sign_off paper_take_back paper_take_up
        recommendations report report_appendices report_aside report_attach report_autosave
        report_background report_field report_field_add report_field_move report_pictures
        report_posts report_provide report_send report_start report_template
        report_template_add report_templates report_write reports sign_off
    """,
}

OUTLETS = {name: kind for kind, names in NAMES.items() for name in names.split()}

BEHIND_THE_DESK = (Kind.DESK, Kind.DESK_FILE)
"""Opened by the tests of their own pages; the canary opens all else."""

EMAILS = frozenset(
    {
        *("action_owner", "apologies", "board_message", "chair_answered", "daily", "invitation"),
        *("meeting_moved", "minutes_published", "minutes_with_chair"),
        *("paper_cleared", "paper_deferred", "paper_granted"),
        *("paper_returned", "paper_withdrawn", "published", "sign_off_asked"),
        *("sign_off_reminder", "unproven"),
    }
)
"""By the name of its template in `templates/emails`."""
