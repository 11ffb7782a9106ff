"""The requirement `practice`: what a person did."""
