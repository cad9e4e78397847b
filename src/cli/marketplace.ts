import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { OutputOf } from '../contract/methods.ts';
import type { SecretChange } from '../contract/marketplace.ts';
import { DeskError } from '../core/fault.ts';
import { withDesk, type DataOptions } from './openDesk.ts';
import { plain, print, printJson, table, type ExitCode } from './output.ts';

type Options = DataOptions & { json?: boolean; test?: boolean; url?: string; tokenFile?: string; webhookSecretFile?: string; folder?: boolean };

/**
 * `desk marketplace`: shows the connection, tests it, or changes it. Secrets come from files (`-` for standard input), because the words of a
 * command can be read by everybody on the machine. 1 when a test found a fault or nothing can be sent.
 */
export async function marketplace({ json, test, url, tokenFile, webhookSecretFile, folder, ...data }: Options): Promise<ExitCode> {
  const token = secretIn(tokenFile);
  const webhookSecret = secretIn(webhookSecretFile);
  const isChange = url !== undefined || tokenFile !== undefined || webhookSecretFile !== undefined || folder === true;
  if (folder && (url !== undefined || tokenFile !== undefined)) throw new DeskError('BAD_INPUT', 'Either the folder or the API: --folder goes with neither --url nor --token-file.');
  return withDesk(data, isChange && !test ? 'write' : 'read', '`desk marketplace`', async ({ ask }) => {
    const now = await ask('marketplace.get', {});
    const kind = folder ? 'folder' : url !== undefined || tokenFile !== undefined ? 'api' : now.kind;
    const entered = { kind, url: url ?? now.url, token, webhookSecret };
    if (test) {
      const result = await ask('marketplace.test', entered);
      if (json) printJson(result);
      else print(table(result.steps.map(({ step, verdict, words }) => [step, verdict, plain(words)])));
      return result.ok ? 0 : 1;
    }
    const connection = isChange ? await ask('marketplace.set', { requestId: randomUUID(), ...entered }) : now;
    if (json) printJson(connection);
    else print(sayConnection(connection));
    return connection.whyNot === null ? 0 : 1;
  });
}

function secretIn(file: string | undefined): SecretChange {
  if (file === undefined) return { change: 'keep' };
  const value = readFileSync(file === '-' ? 0 : file, 'utf8').trim();
  if (!/^[\x21-\x7e]{1,2000}$/.test(value)) throw new DeskError('BAD_INPUT', `There is no secret in ${file === '-' ? 'standard input' : file}: one line without blanks is expected.`);
  return { change: 'replace', value };
}

function sayConnection({ kind, folder, url, name, source, hasToken, hasWebhookSecret, whyNot, underWay, changedBy, changedAt }: OutputOf<'marketplace.get'>): string {
  const set = changedAt === null ? [] : [['set by', `${plain(changedBy ?? '')}, ${new Date(changedAt).toISOString()}`]];
  const api = [['address', url ?? 'none'], ['name', plain(name ?? 'not known')], ['source', source ?? 'not known'], ['token', hasToken ? 'kept' : 'none'], ['webhook secret', hasWebhookSecret ? 'kept' : 'none']];
  const facts = kind === 'folder' ? [['connected', 'by the exchange folder'], ['folder', folder]] : [['connected', 'by the API of the marketplace'], ...api];
  return [
    table([...facts, ...set]),
    ...underWay.map(({ reference, words }) => `under way  ${reference}  ${plain(words)}`),
    ...(whyNot === null ? [] : [`Nothing can be sent: ${whyNot}`]),
  ].join('\n');
}
