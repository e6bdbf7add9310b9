"""What a sender proposed and a person refused is kept with its reason"""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "declined_cell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("sheet", AutoString(), nullable=False),
        sa.Column("cell", AutoString(), nullable=False),
        sa.Column("row_code", AutoString(length=48), nullable=False),
        sa.Column("column_key", AutoString(length=32), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("period_id", sa.Integer(), nullable=True),
        sa.Column("proposed", AutoString(), nullable=False),
        sa.Column("kept", AutoString(), nullable=False),
        sa.Column("said", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_declined_cell_has_a_reason")),
        sa.ForeignKeyConstraint(["import_id"], ["matrix_import.id"], name=op.f("fk_declined_cell_import_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_declined_cell_organisation_id")),
        sa.ForeignKeyConstraint(["period_id"], ["reporting_period.id"], name=op.f("fk_declined_cell_period_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declined_cell")),
    )
    with op.batch_alter_table("declined_cell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_declined_cell_import_id"), ["import_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("declined_cell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_declined_cell_import_id"))
    op.drop_table("declined_cell")
