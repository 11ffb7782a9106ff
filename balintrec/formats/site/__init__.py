"""The static site of a society: its pages as paths and bytes, one after the other."""
