"""Prove that age files are read and written as c2sp.org/age says, with vectors and with stock tools."""
