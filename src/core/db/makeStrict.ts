import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

// drizzle-kit knows no STRICT tables, so each generated migration is completed once, right after it is made.
const folder = new URL('../../../drizzle/', import.meta.url);
for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.sql'))) {
  const file = new URL(name, folder);
  const sql = readFileSync(file, 'utf8');
  const strict = sql.replace(/(CREATE TABLE [\s\S]*?\n\))(;)/g, '$1 STRICT$2');
  if (strict !== sql) writeFileSync(file, strict);
}
