// A program that gives the desk in a data folder a whole team with one passphrase, for tests with a browser: `node seatTeam.ts <data folder>`.
// A new folder gets a ring that opens for all of them; a sample desk keeps its ready accounts beside them.
import { randomBytes } from 'node:crypto';
import { openApp } from '../core/app.ts';
import { findKeyFile } from '../core/keyFile.ts';
import { addPerson } from '../core/people/accounts.ts';
import { accountOf, hasLead } from '../core/people/readAccount.ts';
import { addWrap, tidyRing } from '../core/people/ringOfDesk.ts';
import { makeRing, seatFirstLead } from '../core/people/setUp.ts';
import { drawOut, lightStretch } from '../core/people/stretch.ts';
import { team, teamPassphrase } from './team.ts';

const [dataDir = ''] = process.argv.slice(2);
const open = findKeyFile(dataDir);
const vaultKey = open ?? randomBytes(32);
// One salt for all, and little time for each: what is tested here is not the stretch.
const secret = await drawOut(teamPassphrase, randomBytes(16), lightStretch);
const first = team.find(({ role }) => role === 'lead');
if (!first) throw new Error('A team has a lead.');
const { core, desk } = await openApp({ dataDir, key: vaultKey, mode: 'write', holder: 'the set-up of the tests' });
if (!(await hasLead(desk.db))) {
  if (!open) makeRing(dataDir, first.name, secret, vaultKey);
  await desk.write((tx) => seatFirstLead(tx, desk, first.name, secret, 'set-up'));
}
for (const { name, role } of team) {
  if (await accountOf(desk.db, name)) continue;
  addWrap(desk, name, secret);
  await desk.write((tx) => addPerson(tx, name, { role, languages: [], skills: [] }, secret, false, null));
}
await tidyRing(desk);
await core.close();
