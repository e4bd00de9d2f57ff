"""Numbers, dates and wording in Finnish, Swedish and English."""
