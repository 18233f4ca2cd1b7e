"""Alembic runs on the connection it is handed, inside that connection's transaction."""

from alembic import context

from db.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
    on_version_apply=context.config.attributes["step"],
)
with context.begin_transaction():
    context.run_migrations()
