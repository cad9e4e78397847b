import canonicalize from 'canonicalize';
import { and, eq, sql } from 'drizzle-orm';
import { hot } from './db/hot.ts';
import type { Db } from './db/open.ts';
import { request } from './db/schema/person.ts';
import type { Tx } from './db/write.ts';
import type { Desk, SignedIn } from './desk.ts';
import { DeskError } from './fault.ts';
import { sha256 } from './ids.ts';

/**
 * Runs a command once for its requestId: a retry gets the first answer and changes nothing. The answer is kept in the
 * transaction of the change. Throws BAD_INPUT when the id was used for something else.
 */
export function once<Value>(
  desk: Desk,
  by: SignedIn,
  method: string,
  input: { requestId: string },
  change: (tx: Tx) => Promise<Value>,
): Promise<Value> {
  return desk.write(async (tx) => {
    const earlier = await keptAnswer<Value>(tx, by, method, input);
    if (earlier) return earlier.value;
    const value = await change(tx);
    await keepAnswer(tx).run({ requestId: input.requestId, personId: by.personId, method, inputSha256: hashOf(input), value: value == null ? null : JSON.stringify(value), at: tx.now });
    return value;
  });
}

/** The first answer to a command, for one that looks around for long before it writes; null when it was not given yet. Throws BAD_INPUT as `once` does. */
export async function keptAnswer<Value>(db: Db | Tx, by: SignedIn, method: string, input: { requestId: string }): Promise<{ value: Value } | null> {
  const earlier = await readEarlier(db).get({ personId: by.personId, requestId: input.requestId });
  if (!earlier) return null;
  if (earlier.method !== method || earlier.inputSha256 !== hashOf(input)) throw new DeskError('BAD_INPUT', 'This request id was used before for another command. Nothing was changed.');
  return { value: earlier.value as Value };
}

const hashOf = (input: object): string => sha256(canonicalize(input) ?? '');

const readEarlier = hot((db) =>
  db
    .select()
    .from(request)
    .where(and(eq(request.personId, sql.placeholder('personId')), eq(request.requestId, sql.placeholder('requestId'))))
    .prepare(),
);
const keepAnswer = hot((db) =>
  db
    .insert(request)
    .values({
      requestId: sql.placeholder('requestId'),
      personId: sql.placeholder('personId'),
      method: sql.placeholder('method'),
      inputSha256: sql.placeholder('inputSha256'),
      // Written as text already: a placeholder of the column would write null as the word.
      value: sql`${sql.placeholder('value')}`,
      at: sql.placeholder('at'),
    })
    .prepare(),
);
