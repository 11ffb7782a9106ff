"""Made-up societies of any size, and what reading them costs. Not part of the package: see README.md here."""
