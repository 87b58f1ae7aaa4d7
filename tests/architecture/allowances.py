"""List who may do what the house forbids in general. An entry that nobody uses any more fails a test.

Every list is here, and only here: whoever extends one does so in sight of the others.
"""

# Raw words and private keys may leave their wrapping here: to be stored, compared, redacted, or shown to their
# owner.
REVEALS = {
    "fieldnotes/cli/commands/reading.py",  # `show` serves the owner
    "fieldnotes/domain/bundle.py",  # a bundle is checked as text
    "fieldnotes/domain/interview.py",  # lengths and mentions
    "fieldnotes/domain/text.py",  # the wrapping itself
    "fieldnotes/redaction/pipeline.py",  # the one way from raw words to public ones
    "fieldnotes/tui/manuscript.py",  # the owner's own text, to be edited
    "fieldnotes/tui/screens/passage.py",  # translation and paraphrase, shown to be changed
    "fieldnotes/vault/compartment.py",  # a new recovery key, sealed and shown once
    "fieldnotes/vault/create.py",  # new keys, sealed into their first slots
    "fieldnotes/vault/keyring.py",  # a key, sealed under a new passphrase
    "fieldnotes/vault/masterkey.py",  # a new recovery key, sealed and shown once
    "fieldnotes/vault/rows.py",  # what is stored and searched
    "fieldnotes/workflows/alignment.py",  # passages of a bundle that changed are found by their words
    "fieldnotes/workflows/demo.py",  # the demo proves that its own invented words are gone
    "fieldnotes/workflows/doubts.py",  # what is asked about, cut out for its owner
    "fieldnotes/workflows/erasing.py",  # mentions of who withdrew are taken out of what others said
    "fieldnotes/workflows/promised.py",  # what was said, to be compared with a finished article
    "fieldnotes/workflows/loading.py",  # warnings about pseudonyms
    "fieldnotes/workflows/reviewing.py",  # what is decided about, judged and generalised by its words
    "fieldnotes/workflows/sighting.py",  # what is decided about, shown to its owner in its passage
    "fieldnotes/workflows/renaming.py",  # names typed into the notes are replaced by mentions
}

# What lets words through the wall is held by these alone: the class that asks for it and the mint that shows it.
MINT_HOLDERS = {"fieldnotes/domain/clearance.py", "fieldnotes/domain/text.py"}

# Files may be opened or written here, by open, os.open, Path.open, write_text, write_bytes.
FILES = {
    "fieldnotes/backup/remotes/directory.py",  # a repository on a disk
    "fieldnotes/backup/remotes/sftp.py",  # a repository on another machine's disk
    "fieldnotes/backup/restoring.py",  # what comes back, sealed as it was sent
    "fieldnotes/backup/saving.py",  # the sealed files of a vault, to be sent
    "fieldnotes/backup/session.py",  # `Repository.open`, which opens no file
    "fieldnotes/cli/commands/bundles.py",  # the bundle that the owner names
    "fieldnotes/cli/main.py",  # /dev/null, after a reader of our output went away
    "fieldnotes/cli/secrets.py",  # passphrase files
    "fieldnotes/formats/atomic.py",  # the one way in which sealed files are written
    "fieldnotes/formats/age/files.py",  # age files
    "fieldnotes/formats/age/parcel.py",  # a tar archive in memory
    "fieldnotes/formats/drafts/archive.py",  # parts of a document in memory
    "fieldnotes/tui/session.py",  # the vault's folder, to see that it was deleted
    "fieldnotes/vault/attachments.py",  # what is put in, kept sealed and taken out
    "fieldnotes/vault/backups.py",  # a copy of notes.db and key slots, sealed as they are, inside the vault
    "fieldnotes/vault/connection.py",  # a new database, before SQLCipher opens it
    "fieldnotes/vault/create.py",  # a new vault's constant texts
    "fieldnotes/vault/keyslots.py",  # slots, copied as they are, and overwritten before they are unlinked
    "fieldnotes/vault/layout.py",  # RECOVERY.txt and the folders
    "fieldnotes/vault/process.py",  # the lock file
    "fieldnotes/vault/unlocked.py",  # notes.db as the sealed bytes that a backup copies
    "fieldnotes/workflows/demo.py",  # invented data in a temporary folder
    "fieldnotes/workflows/repositories.py",  # `Repository.open`, which opens no file
}

# SQL that is not a constant is run here; none of it is made of anything that a person typed.
SQL_MADE_AT_RUN_TIME = {
    ("fieldnotes/vault/connection.py", "*"),  # the one module that hands statements on; pragmas and the key
    ("fieldnotes/vault/migrations.py", "migrate"),  # numbered files of the package; the number they end with
}

# Packages that one module only may import: one place to change when another is chosen.
ONE_IMPORTER_EACH = ("mnemonic", "zxcvbn")

# What is never loaded for `fieldnotes --help`.
SLOW_TO_LOAD = {
    "asyncio", "asyncssh", "cryptography", "http", "mnemonic", "pydantic", "rich", "segno", "sqlcipher3", "textual",
    "zstandard", "zxcvbn",
}  # fmt: skip
