import type { Connection, TestStep } from '../../contract/marketplace.ts';
import type { DeskEvent } from '../../contract/events.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { DeskError } from './backend.ts';

type Parts = { [Name in Extract<MethodName, `marketplace.${'get' | 'set' | 'test'}`>]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** A connection in memory: any address answers, and the token `wrong` is not accepted. */
export function fakeMarketplace({ me, tell }: { me: () => { name: string }; tell: (event: DeskEvent) => void }): Parts {
  let connection: Connection = {
    kind: 'folder', folder: '/home/dana/.local/share/mediation-desk/exchange', url: null, name: null, source: null, hasToken: false, hasWebhookSecret: false,
    whyNot: null, canKeepSecrets: true, underWay: [], changedAt: null, changedBy: null,
  };
  return {
    'marketplace.get': () => connection,
    'marketplace.set': ({ kind, url: typed, token, webhookSecret, seenAt }) => {
      if (seenAt !== undefined && seenAt !== connection.changedAt) throw new DeskError({ code: 'CONFLICT', message: `${connection.changedBy ?? 'Somebody'} changed the connection meanwhile.` });
      const url = typed === null ? connection.url : addressOf(typed);
      const isOther = kind !== connection.kind || (kind === 'api' && url !== connection.url);
      if (isOther && connection.underWay.length > 0) throw new DeskError({ code: 'NOT_ALLOWED_NOW', message: `The connection was not changed: ${connection.underWay.map(({ reference }) => reference).join(', ')}.` });
      if (kind === 'api' && url === null) throw new DeskError({ code: 'BAD_INPUT', message: 'This address cannot be used.', data: { field: 'url' } });
      const has = (change: typeof token, was: boolean) => (change.change === 'keep' ? was : change.change === 'replace');
      const isApi = kind === 'api';
      connection = {
        ...connection, kind, url, name: isApi ? 'Pandora Market' : connection.name, source: isApi ? 'pandora' : connection.source,
        hasToken: has(token, connection.hasToken), hasWebhookSecret: has(webhookSecret, connection.hasWebhookSecret), changedAt: Date.now(), changedBy: me().name,
      };
      queueMicrotask(() => tell({ type: 'marketplace.changed' }));
      return connection;
    },
    'marketplace.test': ({ kind, url, token }) => {
      const steps = kind === 'folder' ? [step('folder', 'good', `Files can be written to ${connection.folder}.`)] : testApi(url, token.change === 'replace' ? token.value : connection.hasToken ? 'kept' : null);
      return { ok: steps.every(({ verdict }) => verdict !== 'fault'), steps };
    },
  };
}

/** The core is stricter; here any safe-looking address will do. */
function addressOf(typed: string): string | null {
  return /^https:\/\/\S+$|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/.test(typed.trim()) ? typed.trim().replace(/\/+$/, '') : null;
}

function testApi(typed: string | null, token: string | null): TestStep[] {
  const url = typed === null ? null : addressOf(typed);
  const left = (steps: TestStep['step'][]) => steps.map((one) => step(one, 'skipped', 'A step before it failed.'));
  if (url === null) return [step('address', 'fault', 'This address cannot be used.'), ...left(['reach', 'token', 'source', 'clock', 'disputes'])];
  const reached = [step('address', 'good', `${url} is an address the desk may use.`), step('reach', 'good', 'Pandora Market answers.')];
  if (token === null || token === 'wrong') return [...reached, step('token', 'fault', "The marketplace does not accept this desk's token (401 UNAUTHORIZED)."), ...left(['source', 'clock', 'disputes'])];
  return [
    ...reached,
    step('token', 'good', 'It accepts the token.'),
    step('source', 'good', 'Its cases come in under the source name “pandora”.'),
    step('clock', 'warning', "Its clock is 74 s ahead of this machine's. Set the clock of this machine right: above 5 minutes the signatures of pushed events do not hold."),
    step('disputes', 'good', '12 disputes are open there.'),
  ];
}

function step(name: TestStep['step'], verdict: TestStep['verdict'], words: string): TestStep {
  return { step: name, verdict, words };
}
