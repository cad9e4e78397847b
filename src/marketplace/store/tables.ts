/** The tables of the marketplace. Money is whole minor units; moments are integer ms UTC; documents are JSON as they came. */
export const tables = `
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS request (
  key TEXT PRIMARY KEY,
  operation TEXT NOT NULL,
  hash TEXT NOT NULL,
  status INTEGER,
  answer TEXT,
  at INTEGER NOT NULL,
  CHECK ((status IS NULL) = (answer IS NULL))
) STRICT;

CREATE TABLE IF NOT EXISTS dispute (
  dispute_id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('escalated', 'decided', 'withdrawn', 'settled')),
  escalated_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  closed_because TEXT,
  document TEXT NOT NULL,
  opened_seq INTEGER NOT NULL,
  closed_seq INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS dispute_by_escalation ON dispute (escalated_at, dispute_id);
CREATE INDEX IF NOT EXISTS dispute_by_order ON dispute (order_id);

CREATE TABLE IF NOT EXISTS purchase (
  order_id TEXT PRIMARY KEY,
  currency TEXT NOT NULL,
  captured INTEGER NOT NULL CHECK (captured >= 0),
  refunded_before INTEGER NOT NULL DEFAULT 0,
  charged_back INTEGER NOT NULL DEFAULT 0,
  most INTEGER,
  is_blocked INTEGER NOT NULL DEFAULT 0 CHECK (is_blocked IN (0, 1)),
  is_funded INTEGER NOT NULL DEFAULT 1 CHECK (is_funded IN (0, 1)),
  chargeback TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS file (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, media_type TEXT, bytes BLOB NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  type TEXT NOT NULL,
  dispute_id TEXT NOT NULL,
  about TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS letter (
  key TEXT PRIMARY KEY,
  dispute_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  offer_id TEXT,
  questions TEXT,
  answer_due_at TEXT,
  state TEXT NOT NULL CHECK (state IN ('accepted', 'delivered', 'read', 'failed')),
  at INTEGER NOT NULL,
  reason TEXT,
  next_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS letter_to_move ON letter (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS letter_by_dispute ON letter (dispute_id);

CREATE TABLE IF NOT EXISTS reply (reply_id TEXT PRIMARY KEY, dispute_id TEXT NOT NULL, at INTEGER NOT NULL, document TEXT NOT NULL, files TEXT NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS refund (
  key TEXT PRIMARY KEY,
  dispute_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  purpose TEXT NOT NULL CHECK (purpose IN ('order', 'return_postage')),
  document TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('processing', 'settled', 'failed')),
  reason TEXT,
  changed_at INTEGER NOT NULL,
  settles_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS refund_to_settle ON refund (settles_at) WHERE settles_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS refund_by_order ON refund (order_id);

CREATE TABLE IF NOT EXISTS correction (
  key TEXT PRIMARY KEY,
  dispute_id TEXT NOT NULL,
  order_id TEXT,
  document TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'done', 'refused')),
  at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS correction_to_do ON correction (done_at) WHERE done_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  entry_id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('refund', 'return_postage', 'correction', 'reversal')),
  key TEXT,
  dispute_id TEXT,
  order_id TEXT,
  currency TEXT NOT NULL,
  amount INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS ledger_by_time ON ledger (at);
CREATE INDEX IF NOT EXISTS ledger_by_order ON ledger (order_id);
CREATE UNIQUE INDEX IF NOT EXISTS ledger_once ON ledger (key, kind) WHERE key IS NOT NULL;
CREATE TRIGGER IF NOT EXISTS ledger_never_changed BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never changed'); END;
CREATE TRIGGER IF NOT EXISTS ledger_never_removed BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never removed'); END;

CREATE TABLE IF NOT EXISTS goods_return (
  key TEXT PRIMARY KEY,
  dispute_id TEXT NOT NULL,
  document TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ordered', 'called_off')),
  label TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS return_event (
  event_id TEXT PRIMARY KEY,
  key TEXT NOT NULL REFERENCES goods_return (key),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('shipped', 'in_transit', 'delivered', 'inspected', 'refused')),
  words TEXT,
  lines TEXT NOT NULL,
  photos TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS return_event_by_key ON return_event (key, at);

CREATE TABLE IF NOT EXISTS webhook (
  seq INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'taken')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  last TEXT,
  taken_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS webhook_waiting ON webhook (next_at) WHERE state = 'waiting';

CREATE TABLE IF NOT EXISTS fault (
  fault TEXT NOT NULL,
  operation TEXT NOT NULL,
  chance REAL NOT NULL,
  next INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  until INTEGER,
  how TEXT NOT NULL,
  drawn INTEGER NOT NULL,
  struck INTEGER NOT NULL,
  PRIMARY KEY (fault, operation)
) STRICT;
`;
