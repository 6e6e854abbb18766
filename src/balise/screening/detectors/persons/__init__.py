"""A person who can be recognised, with something that is nobody else's business."""
