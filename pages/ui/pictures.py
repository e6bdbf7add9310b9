"""Pictures of plans, kept between clicks.

The key holds everything a picture depends on: the plan, the revision of the data, the day, the language, and who
looks (role and organisation), so that nobody meets another's view. Pictures are frozen: shared, never copied.
"""

from __future__ import annotations

import datetime as dt

import streamlit as st
from sqlmodel import Session

from models.queries.plans import PlanRecord, revision
from models.queries.progress import PlanPicture, plan_picture
from models.rules.access import Actor
from pages.ui.gate import Visit, database


def picture_for(session: Session, visit: Visit, plan: PlanRecord, day: dt.date) -> PlanPicture:
    """The plan on a day as this visitor may see it."""
    # an account's own id and name change nothing in the picture
    viewer = Actor(visit.actor.role, organisation_id=visit.actor.organisation_id)
    return _picture(plan.code, revision(session), day, visit.language, viewer, plan)


@st.cache_resource(show_spinner=False, max_entries=200, ttl=3600)
def _picture(code: str, at_revision: str, day: dt.date, language: str, viewer: Actor, _plan: PlanRecord) -> PlanPicture:
    with database() as session:
        return plan_picture(session, viewer, _plan, day)
