-- What a steward's own key signed of an answer. It goes with the answer, and with the words of it; the salt alone goes with a part of the record that is destroyed.
CREATE TABLE consent_signatures (
    consent INTEGER PRIMARY KEY,
    credential BLOB NOT NULL,
    public_key BLOB NOT NULL,
    statement TEXT NOT NULL,
    list TEXT,
    salt BLOB,
    authenticator_data BLOB NOT NULL,
    client_data BLOB NOT NULL,
    signature BLOB NOT NULL,
    entry BLOB
) STRICT;

CREATE TRIGGER signature_goes_with_answer AFTER DELETE ON consents BEGIN
    DELETE FROM consent_signatures WHERE consent = OLD.number;
END;

CREATE TRIGGER signature_goes_with_words AFTER UPDATE OF revision, condition ON consents BEGIN
    DELETE FROM consent_signatures WHERE consent = OLD.number;
END;

CREATE INDEX consents_of_steward ON consents (steward, community, number);
