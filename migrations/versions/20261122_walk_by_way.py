"""File actors that count by a tie apart from those that count by an organization.

Both stood on the axis 2 of `walk`; now 2 is for ties and 9 for organizations, so that a filter that
asks for either is a walk, and the index can hold it.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TIES, ORGANIZATIONS = 2, 9


def upgrade() -> None:
    """Add the rows of organizations, and take away those that were on the other axis for them."""
    op.execute(
        "insert into walk (axis, key, sort_key, event_id) "
        f"select distinct {ORGANIZATIONS}, w.key, w.sort_key, w.event_id from walk as w "
        "join involvement as i on i.event_id = w.event_id and i.actor_id = w.key "
        f"where w.axis = {TIES} and i.via = 'member'"
    )
    op.execute(
        f"delete from walk where axis = {TIES} and not exists (select 1 from involvement as i "
        "where i.event_id = walk.event_id and i.actor_id = walk.key and i.via = 'affiliated')"
    )


def downgrade() -> None:
    """File both on one axis again."""
    op.execute(
        "insert into walk (axis, key, sort_key, event_id) "
        f"select {TIES}, key, sort_key, event_id from walk as w where axis = {ORGANIZATIONS} "
        f"and not exists (select 1 from walk as o where o.axis = {TIES} and o.key = w.key "
        "and o.sort_key = w.sort_key and o.event_id = w.event_id)"
    )
    op.execute(f"delete from walk where axis = {ORGANIZATIONS}")
