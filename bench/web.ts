import { existsSync } from 'node:fs';
import { askForLink, builtDesk, end, seatTeam, serve, setUpLead, type Serving } from '../e2e/fixtures/process.ts';
import { weighDue } from '../src/core/queues/reweigh.ts';
import { teamPassphrase } from '../src/testing/team.ts';
import { openDeskAt } from './desk.ts';
import { copyOfDesk, keyOf } from './desks.ts';

/** A desk that the web shell serves in a process of its own, with a whole team; `ask` calls it over HTTP as a lead. */
export type Web = { data: string; serving: Serving; ask(method: string, input: object): Promise<unknown>; upload(batchId: string, name: string, body: Blob): Promise<void>; close(): Promise<void> };

/** A copy of the kept desk of so many cases with the whole team seated in it; `isUpToDate`: what has fallen due since it was made is weighed. */
export async function seatedCopy(cases: number, isUpToDate = false): Promise<{ data: string; remove(): void }> {
  if (!existsSync(builtDesk)) throw new Error(`There is no build at ${builtDesk}. Run "npm run build" first.`);
  const { dataDir, remove } = copyOfDesk(cases);
  try {
    if (isUpToDate) await weighAllDue(dataDir);
    await seatTeam(dataDir);
  } catch (error) {
    remove();
    throw error;
  }
  return { data: dataDir, remove };
}

async function weighAllDue(dataDir: string): Promise<void> {
  const { desk, close } = await openDeskAt({ dataDir, key: keyOf(dataDir) });
  while ((await weighDue(desk)).due > 0);
  await close();
}

/** Serves a copy of the kept desk of so many cases; see `seatedCopy`. */
export async function serveCopy(cases: number, isUpToDate = false): Promise<Web> {
  const { data, remove } = await seatedCopy(cases, isUpToDate);
  let serving: Serving;
  try {
    serving = await serve(data);
  } catch (error) {
    remove();
    throw error;
  }
  const { origin } = serving;
  const cookie = await cookieOf(await askForLink(data, origin));
  const headers = { cookie, origin };
  const web: Web = {
    data,
    serving,
    ask: async (method, input) => {
      const response = await fetch(`${origin}/api/${method}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(input) });
      const reply = (await response.json()) as { ok: boolean; value?: unknown };
      if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply)}`);
      return reply.value;
    },
    upload: async (batchId, name, body) => {
      const response = await fetch(`${origin}/upload/${batchId}`, { method: 'POST', headers: { ...headers, 'x-path': name, 'content-type': 'application/octet-stream' }, body });
      if (!response.ok) throw new Error(`The desk did not take ${name}: ${await response.text()}`);
    },
    close: async () => {
      await end(serving, 'SIGTERM');
      remove();
    },
  };
  await web.ask('people.signIn', { name: setUpLead, passphrase: teamPassphrase });
  return web;
}

async function cookieOf(link: string): Promise<string> {
  const welcome = await fetch(link, { redirect: 'manual' });
  const cookie = welcome.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (cookie === undefined) throw new Error(`The desk opened no session: ${welcome.status}.`);
  return cookie;
}
