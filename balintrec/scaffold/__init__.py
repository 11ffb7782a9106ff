"""New records, societies and CI files from the package's templates."""
