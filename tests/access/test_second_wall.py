"""What the database refuses outside the verbs, of what is published and of who may do what."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pgtrigger
import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.utils import timezone

from meetings.access import RoleKind
from meetings.boards import end_role, give_role
from meetings.models import AuditEvent, Meeting, Role, User
from meetings.workflow import publish_agenda
from minutes.models import Ballot, DecisionNotice, Minute, Minutes
from reports.grants import end_grant, grant_paper
from reports.models import Paper, Placement
from tests import factories
from tests.minutes.full import Full

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, InternalError)


class Published(Full):
    """Minutes that hold everything, a decision notice, and an open and an exempt paper, all out."""

    def __init__(self) -> None:
        board = factories.board("Harbour Board")
        super().__init__(board, factories.officer(board))
        DecisionNotice.objects.create(
            minute=self.open,
            reasons="The lease ends.",
            options_rejected="None",
            conflicts="None",
            dispensations="None",
            published_at=timezone.now(),
            published_by=self.officer,
        )
        day = dt.date(2025, 3, 19)
        meeting = factories.meeting(board, state="called", items=2, date=day)
        one, other = meeting.items.all()
        self.paper = factories.paper(one, "An open paper")
        closed = factories.exempt("A closed matter")
        self.exempt = factories.paper(other, "A secret", **closed)
        publish_agenda(meeting, by=self.officer)
        for paper in (self.paper, self.exempt):
            factories.public_paper(paper, by=self.officer)
        self.publish()


@pytest.fixture(scope="module", autouse=True)
def world(one_world: Path) -> Published:
    return Published()


def run(sql: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        changed = int(cursor.rowcount)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        return changed


CHANGES = {
    "minutes_minutes": "chair_name='X' opened_at=now() ended_at=now() quorum=1 public_count=9 "
    "note='X' published_at='2001-01-01' decision_word='X' remote_counted=true",
    "minutes_minute": "title='X' text='X' number='X' series='X' position=99 safe_title='X' "
    "public_summary='X' urgent_reason='X' exempt_paragraphs='{7}' item_id=NULL",
    "minutes_subheading": "heading='X' text='X' position=99",
    "minutes_resolution": "text='X' label='X' fate='added' position=99",
    "minutes_exclusion": "last_id=NULL readmitted_at=NULL",
    "minutes_correction": "old='X' new='X' made_at='2001-01-01'",
    "minutes_vote": "motion='X' outcome='lost' in_favour=against+7 against=9 abstained=9 "
    "moved_by='X' seconded_by='X' manner='hands' at=now()",
    "minutes_ballot": "side='abstained'",
    "minutes_attendance": "name='X' kind='absent' role='X' votes=NOT(votes) mode='hybrid' "
    "capacity='observer' representing='X' organisation_or_post='X' position=position+50",
    "minutes_movement": "at=now() arrives=NOT(arrives)",
    "minutes_declaration": "nature='X' kind='other' leaves_room=NOT(leaves_room) dispensation='X'",
    "minutes_decisionnotice": "reasons='X' options_rejected='X' conflicts='X' dispensations='X' "
    "key_decision=true takes_effect='X' published_at='2001-01-01'",
    "meetings_auditevent": "reason='X' recorded_at='2001-01-01'",
}
"""For each table of published minutes a change of every column that says something."""
ELSEWHERE = {
    "lower the class of a minute": "UPDATE minutes_minute SET restriction='open' "
    "WHERE restriction<>'open'",
    "open an exempt paper": "UPDATE reports_paper SET restriction='open' "
    "WHERE restriction='exempt'",
    "close an open paper": "UPDATE reports_paper SET restriction='confidential', safe_title='X' "
    "WHERE restriction='open'",
    "rename a paper": "UPDATE reports_paper SET title='X'",
    "change the safe title of a paper": "UPDATE reports_paper SET safe_title='X'",
    "date the publication of a paper back": "UPDATE reports_paper SET published_at='2001-01-01'",
    "open an exempt item": "UPDATE meetings_agendaitem SET restriction='open' "
    "WHERE restriction='exempt'",
    "rename an item": "UPDATE meetings_agendaitem SET title='X'",
    "date an item back": "UPDATE meetings_agendaitem SET published_at='2001-01-01'",
    "take an item back": "UPDATE meetings_agendaitem SET published_at=NULL",
    "date an agenda back": "UPDATE meetings_meeting SET agenda_published_at='2001-01-01' "
    "WHERE agenda_published_at IS NOT NULL",
    "move an exempt paper": "UPDATE reports_placement SET item_id="
    "(SELECT min(id) FROM meetings_agendaitem) WHERE paper_id="
    "(SELECT id FROM reports_paper WHERE restriction='exempt')",
    "take an exempt paper off its item": "DELETE FROM reports_placement WHERE paper_id="
    "(SELECT id FROM reports_paper WHERE restriction='exempt')",
    "write an event of yesterday": "INSERT INTO meetings_auditevent (recorded_at, actor_name, "
    "action, record_type, record_id, record_name, reason, detail) VALUES "
    "(now() - interval '1 day', 'X', 'X', 'X', '1', 'X', '', '{}')",
    "write an event of another transaction": "INSERT INTO meetings_auditevent (written_in, "
    "actor_name, action, record_type, record_id, record_name, reason, detail) VALUES "
    "(1, 'X', 'X', 'X', '1', 'X', '', '{}')",
}


@pytest.mark.parametrize(
    ("table", "change"),
    [(table, change) for table, changes in CHANGES.items() for change in changes.split()],
)
def test_what_is_published_is_not_changed_by_a_statement(table: str, change: str) -> None:
    with pytest.raises(REFUSED):
        run(f"UPDATE {table} SET {change}")


@pytest.mark.parametrize("statement", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_what_only_a_verb_may_do_is_not_done_by_a_statement(statement: str) -> None:
    with pytest.raises(REFUSED):
        run(statement)


@pytest.mark.parametrize(
    "table",
    [
        *("minutes_vote", "minutes_ballot", "minutes_attendance", "minutes_declaration"),
        *("minutes_minute", "minutes_resolution", "minutes_subheading", "minutes_movement"),
    ],
)
def test_nothing_is_added_to_published_minutes(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns "
            "WHERE table_name = %s AND column_name <> 'id'",
            [table],
        )
        columns = cursor.fetchone()[0]

    with pytest.raises(REFUSED, match="The minutes are published"):
        run(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} LIMIT 1")


def test_what_is_not_published_may_change() -> None:
    """The walls stand round what is out: the same statements pass on a draft."""
    board = factories.board("Quarry Board")
    draft = Full(board, factories.officer(board))
    item = factories.item(factories.meeting(board, date=dt.date(2025, 3, 19)))
    paper = factories.paper(item)

    assert Minute.objects.filter(minutes=draft.minutes).update(safe_title="X")
    assert Ballot.objects.filter(vote__minute__minutes=draft.minutes).update(side="abstained")
    assert Minutes.objects.filter(pk=draft.minutes.pk).update(chair_name="X")
    assert Meeting.objects.filter(pk=item.meeting_id).update(venue="X")
    assert Paper.objects.filter(pk=paper.pk).update(title="X")
    assert Placement.objects.filter(paper=paper).delete()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO meetings_role (user_id, board_id, kind, started_on) "
        "SELECT user_id, board_id, 'member', started_on FROM meetings_role WHERE user_id = {0}",
        "UPDATE meetings_role SET ended_on = '2030-01-01' WHERE user_id = {0}",
        "DELETE FROM meetings_role WHERE user_id = {0}",
        "INSERT INTO reports_papergrant (paper_id, user_id, granted_by_id, granted_at, reason) "
        "SELECT id, {0}, {0}, now(), 'X' FROM reports_paper WHERE title = 'A quiet paper'",
    ],
)
def test_no_role_and_no_grant_comes_or_goes_in_silence(world: Published, statement: str) -> None:
    """Of somebody and of a paper that this transaction has told nothing of."""
    ruth = User.objects.create_user(email="ruth@example.org", name="Ruth", password="a password")
    Paper.objects.create(board=world.board, title="A quiet paper")
    with pgtrigger.ignore("meetings.Role:told_in_the_log"):
        Role.objects.create(user=ruth, board=world.board, kind="officer")
        run("SELECT 1")

    with pytest.raises(REFUSED, match="stands in its log"):
        run(statement.format(ruth.pk))


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO meetings_role (user_id, board_id, kind, started_on) "
        "SELECT user_id, board_id, 'officer', started_on FROM meetings_role WHERE user_id = {0}",
        "INSERT INTO meetings_role (user_id, board_id, kind, started_on) "
        "SELECT {0}, id, 'member', now() FROM meetings_board WHERE name <> 'Harbour Board'",
        "UPDATE meetings_role SET kind = 'officer' WHERE user_id = {0}",
        "UPDATE meetings_role SET ended_on = '2020-02-02' WHERE user_id = {0}",
        "DELETE FROM meetings_role WHERE user_id = {0}",
    ],
)
def test_the_event_of_one_role_covers_no_other_change(world: Published, statement: str) -> None:
    """Of the same person in the same transaction: another role, another board, or its end."""
    factories.board("Quarry Board")
    ruth = factories.user("Ruth", board=world.board, role="member")

    with pytest.raises(REFUSED, match="stands in its log"):
        run(statement.format(ruth.pk))


@pytest.mark.parametrize(
    "change",
    [
        "ended_on = NULL",
        "ended_on = '2099-01-01'",
        "user_id = {1}",
        "kind = 'officer'",
        "started_on = '2019-01-01'",
    ],
)
def test_the_event_of_a_roles_end_covers_its_end_alone(world: Published, change: str) -> None:
    ruth = factories.user("Ruth", board=world.board, role="member")
    end_role(ruth.roles.get(), by=world.officer)
    run("SELECT 1")

    with pytest.raises(REFUSED, match="stands in its log"):
        run(
            f"UPDATE meetings_role SET {change} WHERE user_id = {{0}}".format(
                ruth.pk, world.officer.pk
            )
        )


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO reports_papergrant (paper_id, user_id, granted_by_id, granted_at, reason) "
        "SELECT paper_id, {1}, {1}, now(), 'X' FROM reports_papergrant WHERE user_id = {0}",
        "UPDATE reports_papergrant SET user_id = {1} WHERE user_id = {0}",
        "UPDATE reports_papergrant SET ends_on = '2099-01-01' WHERE user_id = {0}",
        "UPDATE reports_papergrant SET ended_at = now(), ended_by_id = {1} WHERE user_id = {0}",
        "DELETE FROM reports_papergrant WHERE user_id = {0}",
    ],
)
def test_the_event_of_one_grant_covers_no_other_change(world: Published, statement: str) -> None:
    """Of the same paper in the same transaction: for another person, for longer, or its end."""
    ruth, sam = factories.user("Ruth"), factories.user("Sam")
    grant_paper(
        world.exempt, to=ruth, reason="She advises.", ends_on=timezone.localdate(), by=world.officer
    )
    run("SELECT 1")

    with pytest.raises(REFUSED, match="stands in its log"):
        run(statement.format(ruth.pk, sam.pk))


def test_a_grant_that_is_told_in_the_log_comes_and_goes(world: Published) -> None:
    made = grant_paper(
        world.exempt,
        to=factories.user("Ruth"),
        reason="She advises.",
        ends_on=timezone.localdate(),
        by=world.officer,
    )
    end_grant(made, by=world.officer)
    run("SELECT 1")

    made.refresh_from_db()
    assert made.ended_by == world.officer


def test_a_role_that_is_told_in_the_log_ends(world: Published) -> None:
    ruth = factories.user("Ruth", board=world.board, role="member")
    end_role(ruth.roles.get(), by=world.officer)
    new = give_role(ruth, world.board, RoleKind.AUTHOR, by=world.officer)
    end_role(new, by=world.officer)  # on its first day: it has had none
    run("SELECT 1")

    assert ruth.roles.get().ended_on


def test_a_role_that_is_told_in_the_log_is_given(world: Published) -> None:
    with transaction.atomic():
        factories.give(factories.user("Ruth New"), world.board, "member")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    assert AuditEvent.objects.filter(action="give a role to", record_name="Ruth New").exists()


@pytest.mark.parametrize(
    "statement",
    [
        "TRUNCATE meetings_auditevent",
        "TRUNCATE minutes_vote CASCADE",
        "ALTER TABLE minutes_vote DISABLE TRIGGER ALL",
        "ALTER TABLE minutes_vote DISABLE TRIGGER USER",
        "SET session_replication_role = replica",
        "DROP TABLE minutes_ballot",
        "ALTER TABLE minutes_ballot ADD COLUMN x int",
        "CREATE TABLE mine (x int)",
        "DROP FUNCTION a_trigger() CASCADE",
        "COPY minutes_vote TO PROGRAM 'true'",
        "CREATE ROLE mine",
    ],
)
def test_the_portal_owns_nothing(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"permission denied|must be (owner|superuser)"):
        run(statement.replace("a_trigger", a_trigger()))


def a_trigger() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname FROM pg_proc WHERE proname LIKE 'pgtrigger_append_only%'")
        return str(cursor.fetchone()[0])
