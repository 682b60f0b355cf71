"""What people do with items beside their status; what links are made of; official facts"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("act", sa.String(length=20), server_default="status", nullable=False))
        batch_op.add_column(sa.Column("change", sa.Text(), server_default="{}", nullable=False))
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("vanished", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(batch_op.f("ix_items_revision"), ["revision"], unique=False)
    op.create_table(
        "item_findings",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("document", "finding", "item", name=op.f("pk_item_findings")),
    )
    op.create_index(op.f("ix_item_findings_item"), "item_findings", ["item"], unique=False)
    op.create_table(
        "letter_facts",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_letter_facts")),
    )
    op.create_table(
        "link_nodes",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_nodes")),
    )
    op.create_index(op.f("ix_link_nodes_document"), "link_nodes", ["document"], unique=False)
    op.create_table(
        "link_tokens",
        sa.Column("node", sa.Integer(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("sought", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["node"], ["link_nodes.id"], name=op.f("fk_link_tokens_node")),
        sa.PrimaryKeyConstraint("node", "token", "sought", name=op.f("pk_link_tokens")),
    )
    op.create_index(op.f("ix_link_tokens_token"), "link_tokens", ["token"], unique=False)
    op.create_table(
        "official_facts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("result", sa.String(length=60), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_facts")),
    )
    op.create_index(op.f("ix_official_facts_number"), "official_facts", ["number"], unique=False)
    counters = sa.table("counters", sa.column("name", sa.String()), sa.column("value", sa.Integer()))
    op.bulk_insert(counters, [{"name": "tracked_by", "value": 0}])


def downgrade() -> None:
    op.execute("DELETE FROM counters WHERE name = 'tracked_by'")
    for table in ("official_facts", "link_tokens", "link_nodes", "letter_facts", "item_findings"):
        op.drop_table(table)
    with op.batch_alter_table("items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_items_revision"))
        batch_op.drop_column("vanished")
        batch_op.drop_column("revision")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_column("change")
        batch_op.drop_column("act")
