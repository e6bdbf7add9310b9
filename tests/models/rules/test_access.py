"""Who may do what: every role × every action, on nothing in particular, on its own rows and on others'."""

from __future__ import annotations

import pytest

from models.rules.access import SYSTEM, VISITOR, Action, Actor, Subject, can, may_begin
from models.vocabulary import Assessor, Role

A, O, N = "always", "own rows only", "never"  # noqa: E741 - the columns below stay readable
_ROLES = (
    Role.VISITOR, Role.AGENCY, Role.CSO, Role.DIRECTOR, Role.SECRETARIAT, Role.ADMINISTRATOR, Role.SYSTEM,
)  # fmt: skip
#: one line per action; the columns are the roles above
_TABLE = {
    #                       visitor agency cso director secretariat administrator system
    Action.SEE_PUBLIC:      (A, A, A, A, A, A, A),
    Action.SEE_SUBMITTED:   (N, O, O, A, A, A, A),
    Action.SEE_DRAFT:       (N, O, O, N, N, N, A),
    Action.SEE_INTERNAL:    (N, N, N, A, A, A, A),
    Action.SEE_PERSONAL:    (N, N, N, N, A, N, A),
    Action.SEE_HISTORY:     (N, O, O, A, A, A, A),
    Action.EXPORT:          (A, A, A, A, A, A, A),
    Action.REPORT:          (N, O, O, N, A, A, A),
    Action.VERIFY:          (N, N, N, N, A, A, A),
    Action.EDIT_PLAN:       (N, N, N, N, A, A, A),
    Action.EDIT_MEETING:    (N, N, N, N, A, A, A),
    Action.RELEASE:         (N, N, N, N, A, A, A),
    Action.IMPORT:          (N, O, O, N, A, A, A),
    Action.DISPATCH:        (N, N, N, N, A, A, A),
    Action.MANAGE_ACCOUNTS: (N, N, N, N, N, A, A),
    Action.MANAGE_SETTINGS: (N, N, N, N, N, A, A),
}  # fmt: skip
CASES = [
    pytest.param(role, action, rule, id=f"{role}-{action}")
    for action, rules in _TABLE.items()
    for role, rule in zip(_ROLES, rules, strict=True)
]
OWN, FOREIGN = 5, 6
_OWN_ASSESSOR = {Role.AGENCY: Assessor.AGENCY, Role.CSO: Assessor.CSO}


def test_the_table_names_every_role_and_action() -> None:
    assert set(_ROLES) == set(Role)
    assert set(_TABLE) == set(Action), "a new action is decided here first"


@pytest.mark.parametrize(("role", "action", "rule"), CASES)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, action: Action, rule: str) -> None:
    actor = Actor(role, 1, OWN)
    assessor = _OWN_ASSESSOR.get(role, Assessor.AGENCY)
    subjects = {
        "nothing in particular": (None, rule == A),
        "an own row": (Subject(OWN, assessor), rule in (A, O)),
        "an own row of no assessment": (Subject(OWN), rule in (A, O)),
        "another's row": (Subject(FOREIGN, assessor), rule == A),
        "nobody's row": (Subject(None, assessor), rule == A),
        "an own row of a milestone of others": (Subject(OWN, assessor, is_party=False), rule == A),
        **{
            f"own row, assessment of {other}": (Subject(OWN, other), rule == A)
            for other in Assessor
            if other is not assessor
        },
    }
    assert {name: can(actor, action, subject) for name, (subject, _) in subjects.items()} == {
        name: allowed for name, (_, allowed) in subjects.items()
    }
    assert may_begin(actor, action) is (rule != N)


@pytest.mark.parametrize("role", [Role.AGENCY, Role.CSO])
@pytest.mark.parametrize("action", Action)
def test_an_account_without_an_organisation_owns_nothing(role: Role, action: Action) -> None:
    everybody = action in (Action.SEE_PUBLIC, Action.EXPORT)
    assert can(Actor(role, 1, None), action, Subject(None, _OWN_ASSESSOR[role])) is everybody


def test_who_is_signed_in() -> None:
    assert [role for role in Role if Actor(role, 1).signed_in] == [
        Role.AGENCY,
        Role.CSO,
        Role.DIRECTOR,
        Role.SECRETARIAT,
        Role.ADMINISTRATOR,
    ]
    assert VISITOR.role is Role.VISITOR
    assert SYSTEM.role is Role.SYSTEM
