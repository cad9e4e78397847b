import type { Db } from '../db/open.ts';
import { person } from '../db/schema/person.ts';

/** The names of everybody at this desk, by their ids. */
export async function namesOf(db: Db): Promise<Map<string, string>> {
  const rows = await db.select({ personId: person.personId, name: person.name }).from(person);
  return new Map(rows.map(({ personId, name }) => [personId, name]));
}
