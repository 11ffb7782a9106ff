"""Spreadsheets in: attendance and members as other programs hold them, to a plan of what to write. Nothing here writes.

```
bytes  → sheet    rows of text cells                          (sheet)
sheet  → reading  who was there on which day, row by row      (layouts; a layout a module)
reading, society, answers → import                            (people, plan)
sheet, society, answers   → import of members                 (member_list, members)
import → new files, edits of files, a review file, a summary  (review, summary)
```
"""
