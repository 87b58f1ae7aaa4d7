"""Tests of the readers of finished articles."""
