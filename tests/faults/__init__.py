"""Faults from outside, at any moment: kills, full and failing disks, a second process, changed bytes."""
