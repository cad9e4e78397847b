import type { ImportReport } from '../../contract/intake.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { DeskEvent } from '../../contract/events.ts';
import type { Person } from '../../contract/people.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import { fakeImports } from './fakeHistory.ts';

type Handled = 'intake.import' | 'intake.report' | 'intake.list' | 'intake.cancel';
type Handlers = { [Name in Handled & MethodName]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** What the imports of the fake need of the rest of it. */
type Around = { isEmpty: boolean; who(): Person | null; newId(word: string): string; fail(code: ErrorCode, message: string): never; tell(event: DeskEvent): void };

/** Imports in memory: each takes two seconds and finds what the first of the history found. */
export function fakeIntake({ isEmpty, who, newId, fail, tell }: Around): Handlers {
  let imports: ImportReport[] = isEmpty ? [] : [...fakeImports];
  const change = (importId: string, to: (one: ImportReport) => ImportReport) => (imports = imports.map((one) => (one.importId === importId ? to(one) : one)));
  return {
    'intake.import': ({ batchId }) => {
      const importId = newId('import');
      const total = 4_000_000;
      const like = fakeImports[0]!;
      imports = [{ ...like, importId, words: 'case.zip', by: who()?.name ?? 'nobody', startedAt: Date.now(), finishedAt: null, state: 'running', done: 0, total, cases: [], failed: [] }, ...imports];
      const failed = like.failed.map((file) => ({ ...file, path: `${batchId.slice(0, 4)}/${file.path}` }));
      let done = 0;
      const timer = setInterval(() => {
        done = Math.min(total, done + 500_000);
        const isFinished = done === total;
        const end = isFinished ? { state: 'finished' as const, finishedAt: Date.now(), cases: like.cases, failed } : {};
        change(importId, (one) => (one.state === 'running' ? { ...one, done, ...end } : one));
        tell({ type: 'import.changed', importId, done, total, isFinished });
        if (isFinished) clearInterval(timer);
      }, 250);
      return { importId };
    },
    'intake.report': ({ importId }) => imports.find((one) => one.importId === importId) ?? fail('NOT_FOUND', 'There is no such import.'),
    'intake.list': () => imports.map(({ cases, failed, ...rest }) => ({ ...rest, caseCount: cases.length, failedCount: failed.length })),
    'intake.cancel': ({ importId }) => {
      change(importId, (one) => ({ ...one, state: 'cancelled', finishedAt: Date.now() }));
      return null;
    },
  };
}
