import { and, eq } from 'drizzle-orm';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Connection, SecretChange, UnderWay } from '../../contract/marketplace.ts';
import { append } from '../audit/append.ts';
import { request } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { once } from '../once.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { createClient, type Client } from './client.ts';
import { keepConnection, lookUpCredentials, readConnection, whyNoCredentials, type KeptConnection } from './connection.ts';
import { readCredentials, writeCredentials, type Credentials } from './credentials.ts';
import { wantedBy, type Entered, type Wanted } from './entered.ts';
import { readTellingKeys, readUnderWay } from './underWay.ts';

export const noSealingKey = 'This desk runs without the key of its data folder, so it cannot keep a token in a safe way. The key opens when somebody signs in who worked on this machine before; then enter the token again, or work with the exchange folder.';

type Request = Entered & { requestId: string; seenAt?: number | null | undefined };

const method = 'marketplace.set';
let last: Promise<unknown> = Promise.resolve();

/**
 * Changes the connection. The secrets are sealed first, under the new address beside the old one, and the commit of the setting is what makes
 * them count: a crash in between leaves the old line working. Throws BAD_INPUT, CONFLICT (somebody changed it since
 * `seenAt`) or NOT_ALLOWED_NOW (something is under way on the line in use, the new one does not work, or secrets cannot be kept); then nothing was changed.
 */
export function setConnection(desk: Desk, input: Request, by: SignedIn): Promise<Connection> {
  // One at a time: two writers of the sealed file would each drop what the other added.
  const turn = last.then(() => change(desk, input, by));
  last = turn.catch(() => undefined);
  return turn;
}

async function change(desk: Desk, { requestId, seenAt, ...entered }: Request, by: SignedIn): Promise<Connection> {
  const mark = (secret: SecretChange) => (secret.change === 'replace' ? createHmac('sha256', desk.sealingKey ?? '').update(secret.value).digest('hex') : secret.change);
  // What is remembered of the request holds no secret, nor a plain hash that short ones could be guessed from.
  const asked = { requestId, kind: entered.kind, url: entered.url, token: mark(entered.token), webhookSecret: mark(entered.webhookSecret) };
  const [earlier] = await desk.db.select({ id: request.requestId }).from(request).where(and(eq(request.personId, by.personId), eq(request.requestId, requestId)));
  if (earlier) await once(desk, by, method, asked, () => Promise.reject(new Error('A request that was answered is not run again.')));
  else await changeAnew(desk, entered, { ...asked, seenAt }, by);
  return describeConnection(desk, by);
}

async function changeAnew(desk: Desk, entered: Entered, { seenAt, ...asked }: Pick<Request, 'requestId' | 'seenAt'>, by: SignedIn): Promise<void> {
  const wanted = await wantedBy(desk, entered);
  const { before, url, secrets, fault } = wanted;
  requireSeen(before, seenAt);
  if (fault) throw new DeskError('BAD_INPUT', fault.words, { field: fault.field });
  const wantsSecrets = secrets !== null && (secrets.token !== null || secrets.webhookSecret !== null);
  if (wantsSecrets && desk.sealingKey === null) throw new DeskError('NOT_ALLOWED_NOW', noSealingKey);
  const isOtherLine = before.kind !== entered.kind || (entered.kind === 'api' && before.url !== url);
  if (isOtherLine && !(before.kind === 'api' && entered.kind === 'api')) refuseWhileUnderWay(await readUnderWay(desk.db, by));
  const answers = entered.kind === 'api' ? await askWho(desk, wanted, isOtherLine, by) : { name: before.name, source: before.source, isSame: false };

  if (secrets && desk.sealingKey) await sealBeside(desk, desk.sealingKey, secrets);
  await once(desk, by, method, asked, async (tx) => {
    requireSeen(await readConnection({ db: tx }), seenAt);
    if (isOtherLine && !answers.isSame) refuseWhileUnderWay(await readUnderWay(tx, by));
    const { name, source } = answers;
    const value: KeptConnection = { kind: entered.kind, url, webhook: secrets?.webhookSecret != null, name, source, changedAt: tx.now, changedBy: by.name };
    await keepConnection(tx, value);
    await note(tx, by, value, entered);
    tx.emit({ type: 'marketplace.changed' });
    return null;
  });
  if (desk.sealingKey && url !== null) await sealOnly(desk, desk.sealingKey, url);
}

/** Who answers at the new address. A line that does not work is not put in the place of one that may. */
async function askWho(desk: Desk, { before, url, secrets }: Wanted, isOtherLine: boolean, by: SignedIn): Promise<{ name: string | null; source: string | null; isSame: boolean }> {
  const kept = await lookUpCredentials(desk, url);
  const isTokenKept = typeof kept !== 'string' && kept.token === secrets?.token;
  if (!isOtherLine && isTokenKept && before.source !== null) return { name: before.name, source: before.source, isSame: true };
  try {
    const client = createClient({ url: url ?? '', token: secrets?.token ?? '', isTrial: true });
    const { name, source } = await client.getMarketplace();
    const isUnderWay = isOtherLine && (await readUnderWay(desk.db, by)).length > 0;
    return { name, source, isSame: isUnderWay && (await knowsOurs(desk, client)) };
  } catch (error) {
    if (error instanceof LineFault) throw new DeskError('NOT_ALLOWED_NOW', `The new connection does not work and was not saved. ${error.message}`, { line: error.code });
    throw error;
  }
}

/** A marketplace that moved knows the payouts and returns it was given; another one does not, however alike it looks. */
async function knowsOurs(desk: Desk, client: Client): Promise<boolean> {
  const { refunds, returns } = await readTellingKeys(desk.db);
  for (const key of refunds) if (await client.getRefund({ key })) return true;
  for (const key of returns) if (await client.getReturn({ key })) return true;
  return false;
}

/** A change of something else than what the person saw would undo what another decided. */
function requireSeen({ changedAt, changedBy }: KeptConnection, seenAt: number | null | undefined): void {
  if (seenAt === undefined || seenAt === changedAt) return;
  throw new DeskError('CONFLICT', `${changedBy ?? 'Somebody'} changed the connection meanwhile. What is in use stands above; look at it before you change it again.`);
}

function refuseWhileUnderWay(all: UnderWay[]): void {
  if (all.length === 0) return;
  const names = all.slice(0, 5).map(({ reference, words }) => (reference === '' ? words : `${reference} (${words})`)).join('; ');
  const more = all.length > 5 ? `, and ${all.length - 5} more` : '';
  throw new DeskError('NOT_ALLOWED_NOW', `Something is under way: ${names}${more}. What was handed over by the connection in use can only be asked about there; on another one it could be paid twice. Change it when it is settled or has failed.`, { underWay: all.length });
}

async function sealBeside(desk: Desk, key: Uint8Array, secrets: Credentials): Promise<void> {
  const all = await readCredentials(desk.dataDir, key);
  const others = Array.isArray(all) ? all.filter((one) => one.url !== secrets.url) : [];
  await writeCredentials(desk.dataDir, key, [...others, secrets]);
}

/** Forgets the secrets of addresses no longer in use. */
async function sealOnly(desk: Desk, key: Uint8Array, url: string): Promise<void> {
  const all = await readCredentials(desk.dataDir, key);
  if (Array.isArray(all) && all.some((one) => one.url !== url)) await writeCredentials(desk.dataDir, key, all.filter((one) => one.url === url));
}

async function note(tx: Tx, by: SignedIn, { kind, url, name, source }: KeptConnection, { token, webhookSecret }: Entered): Promise<void> {
  const words = kind === 'folder' ? `${by.name} set the desk to hand over by the exchange folder` : `${by.name} connected the desk to ${name ?? 'the marketplace'} at ${url ?? ''}`;
  const data = { kind, url, source, token: token.change, webhookSecret: webhookSecret.change };
  await append(tx, { by, action: 'settings.changed', subject: 'settings:connection', words, data });
}

/** The connection in use as everyone may see it: of secrets only whether they are there. */
export async function describeConnection(desk: Desk, by: SignedIn): Promise<Connection> {
  const { kind, url, name, source, changedAt, changedBy } = await readConnection(desk);
  const found = url === null ? 'absent' : await lookUpCredentials(desk, url);
  const secrets = typeof found === 'string' ? null : found;
  const why = typeof found === 'string' ? whyNoCredentials[found] : secrets?.token === null ? whyNoCredentials.absent : null;
  return {
    kind,
    folder: join(desk.dataDir, 'exchange'),
    url,
    name,
    source,
    hasToken: secrets?.token != null,
    hasWebhookSecret: secrets?.webhookSecret != null,
    whyNot: kind === 'api' ? why : null,
    canKeepSecrets: desk.sealingKey !== null,
    underWay: await readUnderWay(desk.db, by),
    changedAt,
    changedBy,
  };
}
