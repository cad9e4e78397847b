import { expect, it } from 'vitest';
import { methods } from '../../contract/methods.ts';
import { createFakeBackend } from './fake.ts';

it('does not drift from the contract: what the fake answers about samples, golden cases and scorecards parses', async () => {
  const fake = createFakeBackend({ person: { personId: 'p-iris', name: 'Iris Adler', role: 'lead' } });
  const setup = { plan: { schema: 'sample-plan/1' as const, rules: [{ by: 'mediator' as const, take: { count: 2 } }], rest: { percent: 10 } }, fromAt: 0, untilAt: Date.now(), seed: 's' };
  const { sampleId } = await fake.call('samples.draw', { ...setup, requestId: crypto.randomUUID(), name: 'One' });
  await fake.call('goldens.mark', { requestId: crypto.randomUUID(), rulingId: 'old-1', verdict: 'agree', outcome: 'no_refund', amount: null, words: 'Right.' });
  const answers = {
    'samples.preview': await fake.call('samples.preview', setup),
    'samples.list': await fake.call('samples.list', {}),
    'samples.get': await fake.call('samples.get', { sampleId }),
    'samples.coverage': await fake.call('samples.coverage', { sampleId }),
    'samples.check': await fake.call('samples.check', { sampleId }),
    'goldens.list': await fake.call('goldens.list', {}),
    'goldens.results': await fake.call('goldens.results', {}),
    'scorecards.list': await fake.call('scorecards.list', {}),
  };
  for (const [name, answer] of Object.entries(answers)) expect(methods[name as keyof typeof answers].output.safeParse(answer).error?.issues ?? [], name).toEqual([]);
});
