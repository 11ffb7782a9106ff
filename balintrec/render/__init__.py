"""From values to files through the package's own templates: what `new` and `init` write."""
