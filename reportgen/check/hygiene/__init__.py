"""What a last reading would have caught: notes to oneself, copied sentences, the same scores twice, empty headings."""
