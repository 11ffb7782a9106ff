"""What is shown of a review."""
