import type { ConnectionKind, SecretChange } from '../../contract/marketplace.ts';
import type { Desk } from '../desk.ts';
import { marketplaceAddress } from './address.ts';
import { lookUpCredentials, readConnection, type KeptConnection } from './connection.ts';
import type { Credentials } from './credentials.ts';

/** What a person entered as the connection. */
export type Entered = { kind: ConnectionKind; url: string | null; token: SecretChange; webhookSecret: SecretChange };

/** What the entry comes to: `fault` says in words why it cannot be used. Kept secrets are only those of the very same address. */
export type Wanted = { before: KeptConnection; url: string | null; secrets: Credentials | null; fault: { field: 'url' | 'token'; words: string } | null };

/** Joins what was entered with what is kept. */
export async function wantedBy(desk: Pick<Desk, 'db' | 'dataDir' | 'sealingKey'>, { kind, url: typed, token, webhookSecret }: Entered): Promise<Wanted> {
  const before = await readConnection(desk);
  const url = typed === null || typed.trim() === '' ? null : marketplaceAddress(typed);
  const fault = (field: 'url' | 'token', words: string): Wanted => ({ before, url, secrets: null, fault: { field, words } });
  if (kind === 'api' && url === null) return fault('url', typed === null || typed.trim() === '' ? 'Enter the address of the API.' : addressWords);
  // With the folder the address is kept, so that it need not be typed again.
  const address = url ?? before.url;
  const kept = await lookUpCredentials(desk, address);
  const was = typeof kept === 'string' ? null : kept;
  if (address === null) return { before, url, secrets: null, fault: null };
  const secrets = { url: address, token: changed(token, was?.token ?? null), webhookSecret: changed(webhookSecret, was?.webhookSecret ?? null) };
  if (kind === 'api' && secrets.token === null) {
    return fault('token', before.url !== null && before.url !== address ? 'Enter the token for this address: the one that is kept belongs to another address and is never sent here.' : 'Enter the token that the marketplace gave to this desk.');
  }
  return { before, url: address, secrets, fault: null };
}

const addressWords = 'This address cannot be used. It has to begin with https:// (http:// only for this machine itself) and must have no name, password or question mark in it.';

function changed(change: SecretChange, kept: string | null): string | null {
  if (change.change === 'keep') return kept;
  return change.change === 'replace' ? change.value : null;
}
