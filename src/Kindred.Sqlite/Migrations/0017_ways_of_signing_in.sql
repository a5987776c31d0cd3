-- Passkeys, code apps and recovery codes. Days only; what a code app shares is sealed under a key of the keystore, a recovery code is a hash under one.
ALTER TABLE members ADD COLUMN code_secret TEXT;

CREATE TABLE passkeys (
    credential BLOB PRIMARY KEY,
    handle TEXT NOT NULL,
    domain TEXT NOT NULL,
    public_key BLOB NOT NULL,
    sign_count INTEGER NOT NULL,
    transports TEXT NOT NULL,
    may_be_copied INTEGER NOT NULL,
    is_copied INTEGER NOT NULL,
    name TEXT,
    made INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX passkeys_of_member ON passkeys (handle);

CREATE TABLE recovery_codes (
    hash BLOB PRIMARY KEY,
    handle TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_of_member ON recovery_codes (handle);
