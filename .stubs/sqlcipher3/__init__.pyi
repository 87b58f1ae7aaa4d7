"""Types for the part of sqlcipher3 that exists in every build of it; it ships none itself."""

from sqlcipher3.dbapi2 import *
