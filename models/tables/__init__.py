"""What is stored. Importing this package registers every table."""

from models.tables import account, commitment, exchange, history, meeting, organisation, plan, progress

__all__ = ["account", "commitment", "exchange", "history", "meeting", "organisation", "plan", "progress"]
