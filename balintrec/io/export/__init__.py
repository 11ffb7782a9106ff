"""Records out: tables as values, and those as CSV or SQLite; a calendar of what is to come. Nothing here writes.

```
model              → record tables   which columns and tables a kind of record has   (columns)
loaded society, on → tables          records, lists, standings, register, unread     (tables)
tables             → bytes                                                           (spreadsheet, database)
society, on        → calendar items → bytes                                          (calendar)
```

The text of a record, and e-mail addresses and handles, are left out unless they are asked for.
"""
