import { askCore } from './fixtures/callCore.ts';
import { connect, paidAt, stageFirst } from './fixtures/connected.ts';
import { expect, test } from './fixtures/desk.ts';
import { startMarketplaceProcess } from './fixtures/marketplace.ts';
import { PayoutsPage } from './pages/PayoutsPage.ts';

test.use({ deskSettings: { isFilled: false, undoSeconds: 0 } });

test('a payout that the marketplace refuses stands where nobody overlooks it, and is paid once when somebody retries it', async ({ desk }) => {
  const market = await startMarketplaceProcess({ disputes: 6 });
  try {
    const page = await connect(desk, market, 6);
    await market.setFault({ fault: 'refuse', operation: 'createRefund', next: 1 });
    const { rulingId, amount } = await stageFirst(page, '100');
    await page.getByRole('link', { name: '1 stuck' }).click();
    const payouts = new PayoutsPage(page);
    const stuck = await payouts.show('Stuck');
    await expect(stuck).toHaveCount(1);
    await expect(stuck).toContainText(amount?.currency ?? '?');
    await expect(stuck).toContainText('Agreed, but failed');
    await expect(stuck).toContainText('The marketplace refused');
    const other = await desk.open({ name: 'Dana', role: 'mediator' });
    await expect(other.getByRole('link', { name: '1 stuck' })).toBeVisible();
    expect(await paidAt(market)).toEqual([]);

    await stuck.getByRole('button', { name: /^Retry/ }).click();
    await expect(page.getByText('No payout is stuck')).toBeVisible();
    const settled = await payouts.show('Settled');
    await expect(settled).toContainText('Paid');
    await settled.getByText(/^Steps/).click();
    await expect(settled).toContainText('Handing over the payout');
    expect(await paidAt(market)).toEqual([amount]);
    expect((await askCore(page, 'rulings.get', { rulingId })).refund?.state).toBe('settled');
  } finally {
    await market.close();
  }
});

test('a payout whose answer is lost is asked about by its key, over a kill of the desk, and not paid a second time', async ({ desk }) => {
  const market = await startMarketplaceProcess({ disputes: 6 });
  try {
    const page = await connect(desk, market, 6);
    // The first question finds nothing; the answer to the payout is lost, and nothing more can be asked until the faults end.
    await market.setFault({ fault: 'fail_after', operation: 'createRefund' });
    const { amount } = await stageFirst(page, '100');
    await expect.poll(() => market.struck('fail_after'), { timeout: 30_000, intervals: [50] }).toBe(1);
    await market.setFault({ fault: 'down', operation: 'getRefund' });
    const payouts = new PayoutsPage(page);
    await payouts.goTo();
    const stuck = await payouts.show('Stuck');
    await expect(stuck).toContainText('Not known whether paid', { timeout: 30_000 });
    expect(await market.read('refunds')).toHaveLength(1);

    desk.trouble.isOutageExpected = true;
    await desk.kill9();
    await market.clearFaults();
    await desk.start();
    const again = await desk.open({ name: 'Lena Vogt', role: 'lead' });
    const after = new PayoutsPage(again);
    await after.goTo();
    await expect(again.getByText(/^Found after an unclean end/)).toBeVisible();
    await expect(await after.show('Settled')).toContainText('Paid');
    expect(await paidAt(market)).toEqual([amount]);
  } finally {
    await market.close();
  }
});
