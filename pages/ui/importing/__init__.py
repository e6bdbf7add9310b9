"""What the page of imports is made of: from the upload to the receipt."""
