import { describe, expect, it } from 'vitest';
import { methods } from '../../contract/methods.ts';
import { CaseFile } from '../../contract/caseFile.ts';
import { createFakeBackend } from './fake.ts';
import { fakeCases } from './fakeCases.ts';

const dana = { personId: 'p-dana', name: 'Dana Okafor', role: 'mediator' } as const;

describe('the fake', () => {
  it('does not drift from the contract: its case files parse', () => {
    for (const file of fakeCases) expect(CaseFile.safeParse(file).error?.issues ?? []).toEqual([]);
  });
  it('does not drift from the contract: its answers parse', async () => {
    const fake = createFakeBackend({ person: dana });
    const answers = {
      'desk.status': await fake.call('desk.status', {}),
      'cases.list': await fake.call('cases.list', { scope: 'all' }),
      'jobs.list': await fake.call('jobs.list', { state: 'failed' }),
      'intake.list': await fake.call('intake.list', {}),
      'intake.report': await fake.call('intake.report', { importId: 'import-old' }),
      'rulings.list': await fake.call('rulings.list', {}),
      'rulings.get': await fake.call('rulings.get', { rulingId: 'old-0' }),
      'rulings.check': await fake.call('rulings.check', { caseId: 'case-watch', draft: { outcome: 'full_refund', basis: { by: 'full' } } }),
      'cases.next': await fake.call('cases.next', { requestId: crypto.randomUUID() }),
    };
    for (const [name, answer] of Object.entries(answers)) {
      expect(methods[name as keyof typeof answers].output.safeParse(answer).error?.issues ?? [], name).toEqual([]);
    }
  });
  it('refuses what the role may not do, so that screens meet NOT_PERMITTED before the real core says it', async () => {
    const fake = createFakeBackend({ person: dana });
    await expect(fake.call('settings.set', { undoSeconds: 5 })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
  });
});
