// A whole desk at work on words that a test looks for: it is set up, takes bundles in, writes, rules, hands a case out, and kills itself in
// the middle of a further import. Arguments: data folder, a bundle of a case, a large bundle.
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { InputOf, MethodName, OutputOf } from '../contract/methods.ts';
import { openDoor } from '../core/door.ts';
import { soundRuling } from './builders.ts';
import { planted } from './plantedWords.ts';

const [dataDir = '', bundle = '', large = ''] = process.argv.slice(2);
const core = await openDoor({ dataDir, key: null, mode: 'write', holder: 'a planted desk', undoWindowMs: 60_000 });
const [lead, dana] = [{ sessionId: randomUUID() }, { sessionId: randomUUID() }];

async function ask<Name extends MethodName>(method: Name, input: InputOf<Name>, caller = dana): Promise<OutputOf<Name>> {
  const reply = await core.handle(method, input, caller);
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`);
  return reply.value as OutputOf<Name>;
}

/** Takes files in and waits until it is done and the exhibits are looked at. */
async function takeIn(path: string): Promise<string> {
  const { batchId } = await core.admit([path]);
  const { importId } = await ask('intake.import', { requestId: randomUUID(), batchId });
  for (;;) {
    const report = await ask('intake.report', { importId });
    if (report.state === 'failed') throw new Error(report.error ?? 'The import failed.');
    const { running, waiting } = (await ask('desk.status', {})).jobs;
    if (report.state === 'finished' && running + waiting === 0) return report.cases[0]?.caseId ?? '';
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

await ask('people.setUp', { name: planted.lead, passphrase: planted.passphrase }, lead);
await ask('people.add', { name: planted.mediator, role: 'mediator', languages: ['de'], skills: [planted.skill], passphrase: planted.given }, lead);
await core.handle('people.signIn', { name: planted.mediator, passphrase: planted.wrong }, dana);
await ask('people.signIn', { name: planted.mediator, passphrase: planted.given });
await ask('people.changePassphrase', { passphrase: planted.given, next: planted.passphrase });
const caseId = await takeIn(bundle);
await ask('cases.claim', { requestId: randomUUID(), caseId });
await ask('cases.addNote', { requestId: randomUUID(), caseId, text: planted.note });
const file = await ask('cases.get', { caseId });
for (const { evidenceId } of file.exhibits) {
  await ask('cases.openExhibit', { caseId, evidenceId });
  const opened = await core.openFile({ caller: dana, kind: 'evidence', evidenceId, variant: 'original' });
  if (opened.ok) await new Response(opened.value.stream).arrayBuffer();
}
await ask('rulings.saveDraft', { caseId, draft: { ...soundRuling(file), reasons: planted.reasons }, expectedDraftVersion: 0 });
const { version } = await ask('cases.get', { caseId });
await ask('rulings.stage', { requestId: randomUUID(), caseId, expectedVersion: version, ruling: { ...soundRuling(file), reasons: planted.reasons } });
// Two files are on their way out, and a large one on its way in, when the desk is killed.
const exported = await core.openFile({ caller: dana, kind: 'export', caseId });
const letter = await core.openFile({ caller: dana, kind: 'draftLetter', caseId, to: 'buyer' });
if (!exported.ok || !letter.ok) throw new Error('Nothing could be handed out.');
const reading = [exported, letter].map(({ value }) => value.stream.getReader());
for (const reader of reading) await reader.read();
const { batchId } = await core.admit([large]);
await ask('intake.import', { requestId: randomUUID(), batchId });
const quarantine = join(dataDir, 'quarantine');
const isOnItsWay = () => existsSync(quarantine) && readdirSync(quarantine, { recursive: true, withFileTypes: true }).some((entry) => entry.isFile());
while (!isOnItsWay()) await new Promise(setImmediate);
process.kill(process.pid, 'SIGKILL');
