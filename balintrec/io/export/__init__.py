"""Records out: tables as values, and those as CSV or SQLite; the days to come as a calendar. Nothing here writes.

```
model              → shapes     which columns and tables a kind of record has     (shape)
loaded society, on → tables     records, lists, standings, register, unread       (tables)
tables             → bytes      (spreadsheet, database)
society, on        → occasions  → bytes                                           (occasions, calendar)
```

The text below a record's front matter and what people are reached by stay out unless they are asked for by name.
"""
