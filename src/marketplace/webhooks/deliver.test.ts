import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { started } from '../started.testing.ts';

type Heard = { headers: IncomingHttpHeaders; body: string; event: { eventId: string; type: string; about: string } };

/** Listens as a desk does; `answers` are the first statuses it gives, 204 from then on. */
async function listen(...answers: number[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      heard.push({ headers: request.headers, body, event: JSON.parse(body) as Heard['event'] });
      response.writeHead(answers.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, webhook: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

const verify = (secret: string, { headers, body }: Heard): unknown => new Webhook(secret).verify(body, headers as Record<string, string>);

test('a webhook is signed so that Standard Webhooks verifies it, and is the event that the list gives', async () => {
  const { heard, webhook } = await listen();
  const { act, ask, refund, secret } = await started({ disputes: 1 });
  await act('setBehaviour', { webhook });
  await act('withdraw', { disputeId: refund('1').disputeId });
  await expect.poll(() => heard.length).toBe(1);
  const [first] = heard;
  if (!first) throw new Error('Nothing was heard.');
  expect(verify(secret, first)).toEqual(first.event);
  expect(first.headers['webhook-id']).toBe(first.event.eventId);
  expect(((await ask('GET', '/v1/events')).body['events'] as object[]).at(-1)).toEqual(first.event);
});

test('a webhook that nobody took is pushed again until it is taken, and not once more', async () => {
  const { heard, webhook } = await listen(500, 503);
  const { act, refund, rows } = await started({ disputes: 1 });
  await act('setBehaviour', { webhook });
  await act('withdraw', { disputeId: refund('1').disputeId });
  await expect.poll(() => rows('SELECT state, attempts, last FROM webhook'), { timeout: 10_000 }).toEqual([{ state: 'taken', attempts: 3, last: 'answered 204' }]);
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('a webhook that waits outlives a restart', async () => {
  const { heard, webhook } = await listen();
  const before = await started({ disputes: 1 });
  await before.act('setBehaviour', { webhook: 'http://127.0.0.1:1/' });
  await before.act('withdraw', { disputeId: before.refund('1').disputeId });
  const { data } = before;
  await before.close();
  await started({ data, webhook, disputes: 1 });
  await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(1);
});

test('faults of the bell: twice, out of order, wrongly signed and by a clock that is off', async () => {
  const { heard, webhook } = await listen();
  const { act, fault, refund, secret, struck } = await started({ disputes: 6 });
  await act('setBehaviour', { webhook });
  const withdraw = (number: number) => act('withdraw', { disputeId: refund('1', number).disputeId });

  await fault({ fault: 'duplicate_webhooks', next: 1 });
  await withdraw(1);
  await expect.poll(() => heard.length).toBe(2);
  expect(heard[0]?.event).toEqual(heard[1]?.event);

  await fault({ fault: 'reorder_webhooks', next: 1 });
  await withdraw(2);
  await withdraw(3);
  await expect.poll(() => heard.length).toBe(4);
  expect(heard.slice(2).map(({ event }) => event.about)).toEqual([refund('1', 3).disputeId, refund('1', 2).disputeId]);

  await fault({ fault: 'wrong_signature', next: 1 });
  await withdraw(4);
  await expect.poll(() => heard.length).toBe(5);
  expect(() => verify(secret, heard[4] as Heard)).toThrow('No matching signature');

  await fault({ fault: 'clock_off', ms: -600_000 });
  await withdraw(5);
  await expect.poll(() => heard.length).toBe(6);
  expect(() => verify(secret, heard[5] as Heard)).toThrow('too old');
  expect(struck('duplicate_webhooks') + struck('reorder_webhooks') + struck('wrong_signature')).toBe(3);
});
