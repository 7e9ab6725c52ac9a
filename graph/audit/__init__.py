"""Who looked at whom and changed what: entries chained by hash, so that a cut or an edit is found."""
