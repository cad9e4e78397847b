import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { person } from '../db/schema/person.ts';

// One name in two roles is one pair of eyes.

/** The ids of all seats of who has a name, as SQL in brackets. */
export function seatsOf(name: string | SQLWrapper): SQL {
  return sql`(select seat.person_id from ${person} as seat where lower(trim(seat.name)) = lower(trim(${name})))`;
}

/** Whether an id is a seat of who has a name, as SQL; for a few rows this is less than a list of the seats. */
export function isSeatOf(personId: SQLWrapper, name: string | SQLWrapper): SQL {
  return sql`exists (select 1 from ${person} as seat where seat.person_id = ${personId} and lower(trim(seat.name)) = lower(trim(${name})))`;
}
