"""The sample vault: a week of interviews in an invented border province, with invented people throughout."""
