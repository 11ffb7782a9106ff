"""Rules, kinds of record and policies explained on a terminal."""
