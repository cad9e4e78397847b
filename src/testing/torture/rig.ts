import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, type Books, type Mismatch } from './compare.ts';
import { startDesk, type DeskInTorture } from './deskInTorture.ts';
import { startMarketplace, type MarketplaceInTorture } from './marketplaceInTorture.ts';
import { documentOf, planCases, type CasePlan } from './plan.ts';
import { readBooks, readHistory, type DeskBooks } from './readBooks.ts';
import { readMarketplace, readMarketplaceHistory } from './readMarketplace.ts';
import { bringToRest } from './rest.ts';
import { seatPeople, type Seats, type Work } from './work.ts';

/** A desk that is connected to a marketplace, each in a process of its own, with people at it and cases planned. */
export type Rig = {
  desk: DeskInTorture;
  marketplace: MarketplaceInTorture;
  plans: CasePlan[];
  seats: Seats;
  work: Work;
  /** Where documents to take in are laid. */
  folder: string;
  /** What no death explains, in words. */
  trouble: string[];
  note(words: string): void;
  /** Lets the desk finish, ends both and compares their books. */
  finish(): Promise<Outcome>;
  /** Ends what still runs and removes everything. */
  remove(): Promise<void>;
};

/** Both books and what does not fit, with what both sides did about it. */
export type Outcome = { desk: DeskBooks; marketplace: Books & { faults: Record<string, number> }; found: (Mismatch & { history: string[] })[]; retriedByHand: number };

/** `dataDir`: the desk's folder, if not one of its own; `env`: for the desk's process alone. */
export type RigOptions = { rulings: number; seed: number; dataDir?: string; env?: NodeJS.ProcessEnv; tell?: (words: string) => void };

const mostTrouble = 50;
const mostHistories = 10;
const undoMs = 1_000;

/** Sets everything up; remove it when all is over. */
export async function openRig({ rulings, seed, env, tell = () => {}, ...given }: RigOptions): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-torture-'));
  const [dataDir, marketDir] = [given.dataDir ?? join(folder, 'desk'), join(folder, 'marketplace')];
  const trouble: string[] = [];
  const note = (words: string) => {
    if (trouble.length < mostTrouble) trouble.push(words);
    tell(words);
  };
  const plans = planCases(rulings, seed);
  const work: Work = { begun: 0, ended: 0, killed: 0, isOver: false, acknowledged: [] };
  const marketplace = await startMarketplace(marketDir, seed);
  const desk = await startDesk({ dataDir, undoMs }, note, env);
  const remove = async () => {
    await desk.end();
    await marketplace.end();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await marketplace.escalate(plans.map(documentOf));
    return { desk, marketplace, plans, seats: await seatPeople(desk, marketplace), work, folder, trouble, note, finish, remove };
  } catch (error) {
    await remove();
    throw error;
  }

  async function finish(): Promise<Outcome> {
    const retriedByHand = await bringToRest(desk, dataDir, note);
    await desk.close();
    await marketplace.end();
    const books = { desk: await readBooks(dataDir), marketplace: readMarketplace(marketDir) };
    const found = compare({ ...books, acknowledged: work.acknowledged, plans });
    return { ...books, found: await Promise.all(found.map(async (one, at) => ({ ...one, history: at < mostHistories ? await historyOf(one) : [] }))), retriedByHand };
  }

  /** What both sides did with a case, in the order of time. */
  async function historyOf({ caseId, id }: Mismatch): Promise<string[]> {
    const ofDesk = caseId === null ? [] : await readHistory(dataDir, caseId);
    const ids = [id, ...ofDesk.flatMap((line) => line.match(/(?<=(?:refund|letter|correction):)[0-9a-f-]+/g) ?? [])];
    return [...ofDesk, ...readMarketplaceHistory(marketDir, new Set(ids))].sort();
  }
}
