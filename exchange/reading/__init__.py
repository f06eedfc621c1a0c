"""Reading spreadsheets: from the bytes of a file to values, their precision and what is doubtful. No database here."""
