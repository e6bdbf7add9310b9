"""What the pages of meetings and minutes are made of: reading, editing, publishing, and the draft of a note."""
