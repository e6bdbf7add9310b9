"""Documents of the forum and of co-creation: what they are, as a link or as a stored file, and taken back"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = ("forum_rules", "invitation", "co_creation", "response", "plan", "report", "other")
TEXT = sqlmodel.sql.sqltypes.AutoString


def new_columns() -> tuple[sa.Column, ...]:
    return (
        sa.Column("kind", sa.String(32), nullable=False, server_default="other"),
        sa.Column("file_name", TEXT(), nullable=False, server_default=""),
        sa.Column("sha256", TEXT(64), nullable=False, server_default=""),
        sa.Column("size", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("media_type", TEXT(), nullable=False, server_default=""),
        sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()),
    )


def upgrade() -> None:
    with op.batch_alter_table("plan_document") as table:
        for column in new_columns():
            table.add_column(column)
    with op.batch_alter_table("plan_document") as table:
        for column in new_columns():
            table.alter_column(column.name, server_default=None, existing_type=column.type, existing_nullable=False)
        words = ", ".join(f"'{kind}'" for kind in KINDS)
        table.create_check_constraint(op.f("ck_plan_document_kind"), f"kind IN ({words})")
        table.create_check_constraint(op.f("ck_plan_document_link_or_file"), "url <> '' OR sha256 <> ''")


def downgrade() -> None:
    with op.batch_alter_table("plan_document") as table:
        table.drop_constraint(op.f("ck_plan_document_link_or_file"), type_="check")
        table.drop_constraint(op.f("ck_plan_document_kind"), type_="check")
        for column in new_columns():
            table.drop_column(column.name)
