"""The recipe that makes every shipped model file. Users of selinet-web never need it."""
