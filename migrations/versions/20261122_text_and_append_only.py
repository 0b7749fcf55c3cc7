"""Add full-text search, and make revisions append-only for whoever writes.

The words are cut by the project itself (`timeline.names.search_text`), so that SQLite and
PostgreSQL hold the same tokens; both are told to take them as they are.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REFUSE = "history is never overwritten: a revision is not altered and not deleted"


def upgrade() -> None:
    """Make the text table and the triggers of each engine."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "create virtual table event_text using fts5("
            "words, tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* M* Co'\")"
        )
        for verb in ("update", "delete"):
            op.execute(
                f"create trigger revision_no_{verb} before {verb} on revision "
                f"begin select raise(abort, '{REFUSE}'); end"
            )
    else:
        op.execute("create table event_text (event_id bigint primary key, words tsvector not null)")
        op.execute("create index ix_event_text_words on event_text using gin (words)")
        op.execute(
            "create function revision_refuse() returns trigger language plpgsql as "
            f"$$ begin raise exception '{REFUSE}'; end $$"
        )
        op.execute(
            "create trigger revision_append_only before update or delete on revision "
            "for each statement execute function revision_refuse()"
        )


def downgrade() -> None:
    """Take the triggers and the text table away."""
    op.execute("drop table event_text")
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"drop trigger revision_no_{verb}")
    else:
        op.execute("drop trigger revision_append_only on revision")
        op.execute("drop function revision_refuse")
