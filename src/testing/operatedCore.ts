import { randomUUID } from 'node:crypto';
import type { ImportReport } from '../contract/intake.ts';
import type { InputOf, MethodName, OutputOf } from '../contract/methods.ts';
import type { Role } from '../contract/vocabulary.ts';
import { openApp, type AppParts } from '../core/app.ts';
import type { Core } from '../core/core.ts';
import { ensurePerson } from '../core/people/ensurePerson.ts';
import { takeSeat } from '../core/people/sessions.ts';
import { layOutDatabase, testKey } from './template.ts';
import { tempFolder } from './tempFolder.ts';

/** A whole core on a folder of its own, asked as the owner of the machine. */
export type OperatedCore = {
  core: Core;
  dataDir: string;
  sessionId: string;
  ask<Name extends MethodName>(method: Name, input: InputOf<Name>, sessionId?: string): Promise<OutputOf<Name>>;
  /** Seats somebody in a session of their own, past the door; its id. */
  seat(name: string, role: Role): Promise<string>;
  /** Takes files in and waits for the report. */
  importPaths(...paths: string[]): Promise<ImportReport>;
  /** One case as a zipped bundle. */
  exportCase(caseId: string): Promise<Buffer>;
  close(): Promise<void>;
};

/** Opens a core in a data folder of its own, or in one that is there already and stays. */
export async function openOperatedCore(parts: AppParts = {}, dataDir?: string): Promise<OperatedCore> {
  const folder = dataDir === undefined ? await tempFolder() : { path: dataDir, remove: () => Promise.resolve() };
  if (dataDir === undefined) await layOutDatabase(folder.path);
  const sessionId = randomUUID();
  const { core, desk } = await openApp({ dataDir: folder.path, key: testKey, mode: 'write', holder: 'a test', seats: [{ sessionId, name: 'Operator', role: 'admin' }] }, parts);
  const ask: OperatedCore['ask'] = async (method, input, session = sessionId) => {
    const reply = await core.handle(method, input, { sessionId: session });
    if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`);
    return reply.value as never;
  };
  return {
    core,
    dataDir: folder.path,
    sessionId,
    ask,
    seat: async (name, role) => {
      const own = randomUUID();
      await desk.write(async (tx) => takeSeat(tx, desk.runId, own, (await ensurePerson(tx, name, role)).personId));
      return own;
    },
    importPaths: async (...paths) => {
      const { batchId } = await core.admit(paths);
      const { importId } = await ask('intake.import', { requestId: randomUUID(), batchId });
      for (let tries = 0; tries < 1_000; tries += 1) {
        const report = await ask('intake.report', { importId });
        if (report.state !== 'running') return report;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error('The import did not end.');
    },
    exportCase: async (caseId) => {
      const reply = await core.openFile({ caller: { sessionId }, kind: 'export', caseId });
      if (!reply.ok) throw new Error(reply.error.message);
      const parts: Uint8Array[] = [];
      for await (const part of reply.value.stream) parts.push(part);
      return Buffer.concat(parts);
    },
    close: async () => {
      await core.close();
      await folder.remove();
    },
  };
}
