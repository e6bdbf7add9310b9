"""Accounts: who may sign in, as what."""

from __future__ import annotations

import streamlit as st

from models.language import _, plural
from models.queries.account import accounts
from models.queries.organisations import list_organisations
from models.rules.access import Action
from models.vocabulary import AGENCY_KINDS, OrganisationKind, Role
from pages.ui import frame
from pages.ui.account_parts import account_list, new_account, one_account
from pages.ui.entry import show_news
from pages.ui.gate import Visit, database, require

_OF_ORGANISATION = {Role.AGENCY: AGENCY_KINDS, Role.CSO: frozenset({OrganisationKind.CSO})}


def page(visit: Visit) -> None:
    """The list, one account with what can be done to it, and a new one."""
    top, listing = st.container(), st.container()
    with database() as session:
        known = accounts(session, visit.actor)
        everybody = list_organisations(session, visit.actor)
    organisations = {
        role: {o.id: o.name for o in everybody if o.kind in kinds} for role, kinds in _OF_ORGANISATION.items()
    }
    with top:
        frame.head(_("Akun"), lead=plural("{n} akun aktif", sum(1 for row in known if row.active)))
        show_news()
        secret = st.container()
    change, create = st.tabs([_("Ubah akun"), _("Akun baru")])
    with change:
        one_account(visit.actor, known, organisations, secret)
    with create:
        new_account(organisations, secret)
    with listing, database() as session:  # read once more: an account made in this run is in the list at once
        account_list(accounts(session, visit.actor))


page(require(Action.MANAGE_ACCOUNTS))
