"""${message}.

Say here why. Schema and data never change in one file; nothing is imported from the project.
A migration must work with the running release: what goes is first no longer used, one release earlier.
"""

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Bring the schema up."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take the schema down again."""
    ${downgrades if downgrades else "pass"}
