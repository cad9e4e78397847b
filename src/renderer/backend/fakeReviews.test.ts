import { expect, it } from 'vitest';
import { methods } from '../../contract/methods.ts';
import { createFakeBackend } from './fake.ts';

const requestId = () => crypto.randomUUID();

it('does not drift from the contract: what the fake answers about reviews and calibration rounds parses', async () => {
  const fake = createFakeBackend({ person: { personId: 'p-iris', name: 'Iris Adler', role: 'lead' } });
  const [choice] = (await fake.call('calibration.choices', {})).filter(({ notBy }) => !notBy.includes('p-iris'));
  const rulingId = choice?.rulingId ?? '';
  const { reviewId } = await fake.call('reviews.open', { requestId: requestId(), rulingId });
  const blind = await fake.call('reviews.get', { reviewId });
  expect([blind.ruled, blind.personName, blind.view]).toEqual([null, null, null]);
  await fake.call('reviews.noteView', { requestId: requestId(), reviewId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'Nothing is shown.' });
  await fake.call('reviews.decide', { requestId: requestId(), reviewId, verdict: 'overturn', rootCause: 'amount_wrong', words: 'Too much.', scorecardVersion: 1, scores: { evidence: 3 } });
  const { calibrationId } = await fake.call('calibration.open', { requestId: requestId(), name: 'June', rulingIds: [rulingId], personIds: ['p-iris', 'p-dana'] });
  await fake.call('calibration.rate', { requestId: requestId(), calibrationId, rulingId, outcome: 'no_refund', basis: { by: 'sum', minor: '0' }, words: 'x' });
  const rated = await fake.call('calibration.case', { calibrationId, rulingId });
  await fake.call('calibration.close', { requestId: requestId(), calibrationId });
  const answers = {
    'reviews.get': await fake.call('reviews.get', { reviewId }),
    'reviews.list': await fake.call('reviews.list', {}),
    'reviews.waiting': await fake.call('reviews.waiting', {}),
    'calibration.case': rated,
    'calibration.list': await fake.call('calibration.list', {}),
    'calibration.mine': await fake.call('calibration.mine', {}),
    'calibration.result': await fake.call('calibration.result', { calibrationId }),
  };
  for (const [name, answer] of Object.entries(answers)) expect(methods[name as keyof typeof answers].output.safeParse(answer).error?.issues ?? [], name).toEqual([]);
  expect(answers['reviews.get']).toMatchObject({ verdict: 'overturn', rootCause: 'Amount or bearer was wrong', ruled: { summary: { rulingId } } });
});
