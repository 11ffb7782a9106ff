"""Records from spreadsheets: attendance and members, to a plan of what to write; `export` is the way back.

```
bytes  → sheet    rows of text cells                              (workbook, sheet)
sheet  → reading  who was there on which day, row by row          (columns, table, layouts; times, days, words)
reading, society, answers → plan: new files, edits, review file   (people, match, meetings, importing)
sheet, society, answers   → plan of an import of members          (member_list, members)
```

Nothing here writes.
"""
