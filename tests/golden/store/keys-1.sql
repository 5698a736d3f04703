PRAGMA journal_mode = wal;
BEGIN;
CREATE TABLE schema_version (part TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL);
CREATE TABLE subject_secrets (city TEXT NOT NULL, subject TEXT NOT NULL, secret TEXT NOT NULL, PRIMARY KEY (city, subject));
INSERT INTO schema_version VALUES ('keys', 1);
INSERT INTO subject_secrets VALUES ('guangzhou', 'household/h302', '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20');
COMMIT;
