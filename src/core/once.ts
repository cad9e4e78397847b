import canonicalize from 'canonicalize';
import { and, eq } from 'drizzle-orm';
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
  const inputSha256 = sha256(canonicalize(input) ?? '');
  return desk.write(async (tx) => {
    const [earlier] = await tx
      .select()
      .from(request)
      .where(and(eq(request.personId, by.personId), eq(request.requestId, input.requestId)));
    if (earlier && (earlier.method !== method || earlier.inputSha256 !== inputSha256)) {
      throw new DeskError('BAD_INPUT', 'This request id was used before for another command. Nothing was changed.');
    }
    if (earlier) return earlier.value as Value;
    const value = await change(tx);
    await tx.insert(request).values({ requestId: input.requestId, personId: by.personId, method, inputSha256, value: value ?? null, at: tx.now });
    return value;
  });
}
