"""Alembic's entry: it runs inside the connection that holds the migration lock (``database.upgrade``)."""

from alembic import context

import models.tables  # noqa: F401 - registers every table
from models.base import Table

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
# no transaction of Alembic's own: the caller's commits schema and version together
context.run_migrations()
