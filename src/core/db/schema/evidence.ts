import { check, index, primaryKey, sqliteTable, text, uniqueIndex, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import { admissibilities, EvidenceKind, Side, sides } from '../../../contract/vocabulary.ts';
import { answer } from './answer.ts';
import { at, bytes, int, json, oneOf, word } from './columns.ts';
import { disputeCase } from './disputeCase.ts';
import { person } from './person.ts';

/** A sealed file of the vault, known by the SHA-256 of its content; one copy of the same bytes. */
export const vaultFile = sqliteTable(
  'vault_file',
  {
    sha256: text().primaryKey(),
    size: int().notNull(),
    /** Path below the vault folder. */
    name: text().notNull(),
    key: bytes().notNull(),
    /** When its bytes were handed in last. */
    createdAt: at().notNull(),
    /** When its bytes were last compared with their hash, and when they were found to differ; null: never. */
    checkedAt: at(),
    brokenAt: at(),
  },
  (table) => [uniqueIndex('vault_file_name').on(table.name)],
);

/** What inspection found in a file; shared by every case that holds the same bytes. */
export const inspection = sqliteTable('inspection', {
  sha256: text()
    .primaryKey()
    .references(() => vaultFile.sha256),
  mediaType: text().notNull(),
  show: text({ enum: ['image', 'video', 'audio', 'pdf', 'email', 'text', 'none'] }).notNull(),
  width: int(),
  height: int(),
  /** Pages of a document, frames of an animation; null where there is nothing to count. */
  pages: int(),
  takenAt: at(),
  metadata: json<{ name: string; value: string }[]>().notNull(),
  text: text(),
  previewSha256: text().references(() => vaultFile.sha256),
  thumbnailSha256: text().references(() => vaultFile.sha256),
  /** An HTML body without anything active in it, to be shown in a closed frame. */
  pageSha256: text().references(() => vaultFile.sha256),
  /** Why it cannot be shown, in words. */
  error: text(),
  inspectedAt: at().notNull(),
});

/** One file or record a side handed in. */
export const evidence = sqliteTable(
  'evidence',
  {
    evidenceId: text().primaryKey(),
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    /** The id it has in case.json. */
    sourceEvidenceId: text().notNull(),
    position: int().notNull(),
    side: word(Side).notNull(),
    /** With the side it makes the label (B-1), given once and never again. */
    labelNumber: int().notNull(),
    kind: word(EvidenceKind).notNull(),
    fileName: text().notNull(),
    /** Place in the bundle it came in, below `data/`. */
    path: text(),
    /** The mail this file was attached to, when the desk took it out of one itself. */
    attachedTo: text().references((): AnySQLiteColumn => evidence.evidenceId),
    /** The answer it came with, when it came through the exchange folder. */
    answerId: text().references(() => answer.answerId),
    /** What the document says of the file; `sha256` is what is in the vault. */
    declaredSha256: text(),
    declaredSize: int(),
    declaredMediaType: text(),
    sha256: text().references(() => vaultFile.sha256),
    statement: text(),
    handedInAt: at(),
    claimIds: json<string[]>().notNull(),
    url: text(),
    text: text(),
    state: text({ enum: ['good', 'damaged', 'missing', 'record', 'erased'] }).notNull(),
    stateWords: text(),
    admissibility: text({ enum: admissibilities }).notNull(),
    admissibilityReason: text(),
  },
  (table) => [
    uniqueIndex('evidence_source').on(table.caseId, table.sourceEvidenceId),
    uniqueIndex('evidence_label').on(table.caseId, table.side, table.labelNumber),
    index('evidence_sha256').on(table.sha256),
    check('evidence_side', oneOf(table.side, sides)),
    check('evidence_admissibility', oneOf(table.admissibility, admissibilities)),
  ],
);

/** A person opened an exhibit. */
export const openedMark = sqliteTable(
  'opened_mark',
  {
    evidenceId: text()
      .notNull()
      .references(() => evidence.evidenceId),
    personId: text()
      .notNull()
      .references(() => person.personId),
    at: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.evidenceId, table.personId] })],
);

/** The payloads a case was read from, as they came. */
export const rawFile = sqliteTable(
  'raw_file',
  {
    caseId: text()
      .notNull()
      .references(() => disputeCase.caseId),
    importId: text().notNull(),
    path: text().notNull(),
    sha256: text()
      .notNull()
      .references(() => vaultFile.sha256),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.importId, table.path] })],
);
