import { expect, test as base } from './fixtures/desk.ts';
import { faultsOf } from './fixtures/axe.ts';
import { MarketplaceProcess } from './fixtures/marketplace.ts';

type Letter = { key: string; state: string };
type Reply = { document: { schema: string; words: string; questionId: string; evidence: object[] } };
type Dispute = { disputeId: string; orderId: string; order: { currency: string } };

const test = base.extend<{ marketplace: MarketplaceProcess }>({
  marketplace: async ({ page }, use) => {
    const marketplace = await new MarketplaceProcess({ disputes: 6 }).start();
    const trouble: string[] = [];
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('request', (request) => void (request.url().startsWith(marketplace.url) || request.url().startsWith('blob:') || request.url().startsWith('data:') || trouble.push(request.url())));
    try {
      await use(marketplace);
      expect(trouble, 'errors of the page and requests that leave it').toEqual([]);
    } finally {
      await marketplace.close();
    }
  },
});

/** Asks as a desk does. */
async function post(marketplace: MarketplaceProcess, path: string, key: string, body: object): Promise<number> {
  const headers = { authorization: `Bearer ${marketplace.token}`, 'content-type': 'application/json', 'idempotency-key': key };
  return (await fetch(`${marketplace.url}/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
}

test('a person who plays marketplace signs in by the link, answers a question of the desk and settles a refund', async ({ page, marketplace }) => {
  const [dispute] = await marketplace.read<Dispute>('disputes');
  if (!dispute) throw new Error('There is no dispute.');
  const { disputeId, orderId } = dispute;
  await marketplace.act('setBehaviour', { settleAfterMs: null, deliverAfterMs: null, readAfterMs: null });
  await post(marketplace, '/questions', 'question-1', { disputeId, to: 'seller', dueAt: '2026-12-01T00:00:00Z', questions: [{ questionId: 'q1', words: 'Who <b>packed</b> it?' }], letter: { language: 'en', subject: 'A question', body: 'Dear seller' } });
  const amount = { minor: '100', currency: dispute.order.currency };
  await post(marketplace, '/refunds', 'refund-1', { disputeId, orderId, amount, shares: [{ bearer: 'seller', amount }], for: 'order', rulingId: 'r', decidedAt: '2026-11-20T00:00:00Z' });

  await page.goto(`${marketplace.url}/#token=${marketplace.token}`);
  await page.getByRole('link', { name: disputeId }).click();
  expect(page.url()).not.toContain(marketplace.token);
  await expect(page.getByText('Who <b>packed</b> it?')).toBeVisible();
  await page.getByRole('button', { name: 'Answer…' }).click();
  await page.getByLabel('What the seller answers').fill('Our packer, on Monday.');
  await page.getByLabel('A photo to go with it').selectOption('packed');
  await page.getByRole('dialog').getByRole('button', { name: 'Answer' }).click();
  await expect(page.getByRole('cell', { name: 'Our packer, on Monday.' })).toBeVisible();
  const [reply] = await marketplace.read<Reply>('replies');
  expect(reply?.document).toMatchObject({ schema: 'dispute-answer/1', questionId: 'q1', words: 'Our packer, on Monday.' });
  expect(reply?.document.evidence).toHaveLength(1);

  await page.getByRole('button', { name: 'Deliver' }).click();
  await expect.poll(async () => (await marketplace.read<Letter>('letters'))[0]?.state).toBe('delivered');
  await page.getByRole('link', { name: 'Money' }).click();
  await page.getByRole('button', { name: 'Settle', exact: true }).click();
  await expect(page.getByText('No money has moved yet.')).toBeHidden();
  expect(await marketplace.read('ledger')).toMatchObject([{ key: 'refund-1', minor: '100' }]);
});

test('a fault that is switched on the page strikes the desk, and the page counts it', async ({ page, marketplace }) => {
  await page.goto(`${marketplace.url}/#token=${marketplace.token}`);
  await page.getByRole('link', { name: 'Faults' }).click();
  const row = page.getByRole('row').filter({ has: page.getByText('fail_before', { exact: true }) });
  await row.getByRole('button', { name: 'Once' }).click();
  await expect(row.getByRole('button', { name: 'Once' })).toHaveAttribute('aria-pressed', 'true');
  await expect(marketplace.ask('GET', '/v1/marketplace')).rejects.toThrow('500');
  await expect(row.getByRole('cell', { name: '1', exact: true })).toBeVisible();
  await expect(row.getByRole('button', { name: 'Off' })).toHaveAttribute('aria-pressed', 'true');
  expect(await marketplace.struck('fail_before')).toBe(1);
});

test('without the token the page shows nothing and asks for it', async ({ page, marketplace }) => {
  await page.goto(marketplace.url);
  await page.getByLabel('The token that was printed').fill('nonsense');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('This token is not known here.');
  await expect(page.getByRole('table')).toHaveCount(0);
  await page.getByLabel('The token that was printed').fill(marketplace.token);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});

test('every view holds what axe asks for, in light and dark', async ({ page, marketplace }) => {
  const [dispute] = await marketplace.read<Dispute>('disputes');
  await marketplace.setFault({ fault: 'slow', chance: 0.3 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${marketplace.url}/#token=${marketplace.token}`);
    await expect(page.getByRole('table').first()).toBeVisible();
    for (const view of ['disputes', `dispute/${dispute?.disputeId}`, 'letters', 'money', 'returns', 'faults', 'events']) {
      const answered = page.waitForResponse(`**/view/${view}`);
      await page.evaluate((hash) => void (location.hash = hash), view);
      await answered;
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
      expect(await faultsOf(page, view, 'one'), `${view}, ${colorScheme}`).toEqual([]);
    }
  }
});
