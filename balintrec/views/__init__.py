"""What is shown of a member, a group, an application, a review: computed once, as plain values."""
