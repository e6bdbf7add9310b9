"""What the page of plans is made of: settings, commitments, measures, IRM assessments."""
