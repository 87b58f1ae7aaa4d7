-- From here on `meta` also holds 'backup:…' rows: what happened last between this vault and each of its repositories. They
-- lie beside 'freshness' because every save changes that page anyway, and a backup sends whole pages.
-- They are no part of the freshness sums, so that backing up changes nothing that is to be backed up.
DELETE FROM meta WHERE key LIKE 'backup:%';
