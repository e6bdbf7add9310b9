"""What is asked of who reports: for one milestone, for a screen full of them, with evidence."""
