import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ImportReport, type FailedFile, type ImportedCase } from '../../../contract/intake.ts';
import { at, int, json, word } from './columns.ts';
import { vaultFile } from './evidence.ts';

/** One run of intake with its report. */
export const importRun = sqliteTable(
  'import_run',
  {
    importId: text().primaryKey(),
    personName: text().notNull(),
    /** The files and folders taken in: where they lie, and the names they were given by. */
    paths: json<{ path: string; name: string }[]>().notNull(),
    state: word(ImportReport.shape.state).notNull(),
    error: text(),
    done: int().notNull(),
    total: int().notNull(),
    cases: json<ImportedCase[]>().notNull(),
    failed: json<FailedFile[]>().notNull(),
    startedAt: at().notNull(),
    finishedAt: at(),
  },
  (table) => [index('import_run_started').on(table.startedAt)],
);

/** A file that made no case, kept as it came. */
export const keptFile = sqliteTable(
  'kept_file',
  {
    importId: text()
      .notNull()
      .references(() => importRun.importId),
    path: text().notNull(),
    sha256: text()
      .notNull()
      .references(() => vaultFile.sha256),
  },
  (table) => [primaryKey({ columns: [table.importId, table.path] })],
);
