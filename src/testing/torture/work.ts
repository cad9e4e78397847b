import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeskInTorture } from './deskInTorture.ts';
import { workThrough, type Acknowledged, type Tools } from './mediator.ts';
import { leadSession, mediatorSessions, operatorSession } from './orders.ts';
import { currencies, documentOf, limitMinor, type CasePlan } from './plan.ts';

/** How far a run is; `isOver`: nothing more is begun, because its time is up. */
export type Work = { begun: number; ended: number; killed: number; isOver: boolean; acknowledged: Acknowledged[] };

/** The sessions in use. */
export type Seats = { mediators: readonly string[]; lead: string };

const casesAtOnce = 40;

/** A lead connects the desk to the marketplace, and sets what a mediator decides alone. */
export async function seatPeople(desk: DeskInTorture, { url, token }: { url: string; token: string }): Promise<Seats> {
  const seats: Seats = { mediators: mediatorSessions, lead: leadSession };
  const secrets = { token: { change: 'replace', value: token }, webhookSecret: { change: 'keep' } } as const;
  await desk.ask('marketplace.set', { requestId: randomUUID(), kind: 'api', url, ...secrets }, seats.lead);
  for (const currency of currencies) await desk.ask('people.setLimit', { requestId: randomUUID(), holder: { role: 'mediator' }, currency, minor: String(limitMinor) }, operatorSession);
  return seats;
}

type Parts = { ask: DeskInTorture['ask']; desk: Pick<DeskInTorture, 'admit'>; seats: Seats; plans: readonly CasePlan[]; kills: number; folder: string; work: Work; note(words: string): void };

/** Works every planned case through, several at a time, in step with the deaths: they take part in all of the work. */
export async function workOff({ ask, desk, seats, plans, kills, folder, work, note }: Parts): Promise<void> {
  const caseIds = new Map<string, string>();
  let taken = 0;
  let taking = Promise.resolve();
  /** Takes the next cases in, one import at a time. */
  const takeUpTo = (index: number) =>
    (taking = taking.then(async () => {
      while (taken <= index) {
        const some = plans.slice(taken, taken + casesAtOnce);
        for (const [sourceId, caseId] of await takeIn(desk, ask, some, join(folder, `cases-${taken}`))) caseIds.set(sourceId, caseId);
        taken += some.length;
      }
    }));
  let next = 0;
  const workAs = async (at: number) => {
    const tools: Tools = {
      ask,
      seat: seats.mediators[at] ?? '',
      colleague: seats.mediators[(at + 1) % seats.mediators.length] ?? '',
      lead: seats.lead,
      acknowledge: ({ rulingId, caseId, amount }) => {
        const told: Acknowledged = { rulingId, caseId, amount, undone: false, returned: false };
        work.acknowledged.push(told);
        return told;
      },
    };
    for (let index = next++; index < plans.length && !work.isOver; index = next++) {
      const plan = plans[index] as CasePlan;
      while (!work.isOver && index * kills > (work.killed + 2) * plans.length + mediatorSessions.length * kills) await new Promise((resolve) => setTimeout(resolve, 5));
      await takeUpTo(index);
      work.begun += 1;
      await workThrough(tools, plan, caseIds.get(plan.sourceId) ?? '').catch((error: unknown) => note(`${plan.sourceId} (${plan.story}): ${String(error)}`));
      work.ended += 1;
    }
  };
  await Promise.all(seats.mediators.map((_, at) => workAs(at)));
}

/** Has the desk take documents in, again when a death got between; the case of each dispute. */
async function takeIn(desk: Pick<DeskInTorture, 'admit'>, ask: DeskInTorture['ask'], plans: readonly CasePlan[], folder: string): Promise<[string, string][]> {
  await mkdir(folder, { recursive: true });
  for (const plan of plans) {
    await mkdir(join(folder, plan.sourceId), { recursive: true });
    await writeFile(join(folder, plan.sourceId, 'case.json'), JSON.stringify(documentOf(plan)));
  }
  for (let tries = 0; tries < 50; tries += 1) {
    const { batchId } = await desk.admit([folder]);
    // A batch lives as long as the process that admitted it.
    const started = await ask('intake.import', { requestId: randomUUID(), batchId }, operatorSession).catch(() => null);
    if (!started) continue;
    for (;;) {
      const report = await ask('intake.report', { importId: started.importId }, operatorSession);
      if (report.state === 'finished' && report.cases.length === plans.length) return report.cases.map(({ sourceId, caseId }) => [sourceId, caseId]);
      if (report.state !== 'running') break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error(`The cases in ${folder} could not be taken in.`);
}
