import type { Event } from '../../marketplaceApi/types.gen.ts';
import type { FeedThing } from '../../contract/feed.ts';
import { cutText } from '../intake/bundle/cutText.ts';
import type { JobTools } from '../jobs/runner.ts';
import { LineFault } from '../refunds/lineFault.ts';
import type { FeedLine } from './line.ts';
import { whyPause, type FeedLimits } from './pressure.ts';
import { clearRefusal, countAside, dueAgain, mostAside, noteRefusal, type Thing } from './refusals.ts';
import { keepSource, type SourceRow } from './source.ts';
import type { Look } from './takeDispute.ts';
import { asRefusal, distinct, keyOf, takeThing } from './takeThing.ts';
import type { Told } from './told.ts';

/** How a look ended: `isCutShort` when more waits there. */
export type Followed = { pausedBecause: string | null; isCutShort: boolean };

const things: Record<Event['type'], FeedThing> = { 'dispute.changed': 'dispute', 'reply.received': 'reply', 'letter.changed': 'letter', 'refund.changed': 'refund', 'return.changed': 'return' };
const pageSize = 50;
/** A running job is believed alive for a minute after it last told how far it is. */
const tellEveryMs = 15_000;

/**
 * Follows a marketplace as its API says: first all open disputes, page by page, then what happened since the list was begun. How far it came
 * is written down after each page, so a page that was begun is taken in again after a crash, which changes nothing.
 */
export async function follow({ desk, signal, progress }: JobTools, line: FeedLine, first: SourceRow, told: Told, limits: FeedLimits): Promise<Followed> {
  let source = first;
  let left = limits.mostThings;
  let toldAt = desk.clock();
  const keep = async (change: Partial<SourceRow>) => void (source = await keepSource(desk, line.url, change));
  const client = await line.open(signal);
  const look: Look = { desk, client, source: await whoAnswers(), signal };

  for (;;) {
    signal.throwIfAborted();
    const pausedBecause = await whyPause(desk, limits);
    if (pausedBecause !== null) return { pausedBecause, isCutShort: true };
    if (left <= 0) return { pausedBecause: null, isCutShort: true };
    const again = await dueAgain(desk.db, line.url, desk.clock(), Math.min(pageSize, left));
    if (again.length > 0) await takePage(again, {});
    else if (!source.isListed) await listPage();
    else if (!(await eventPage())) return { pausedBecause: null, isCutShort: false };
  }

  /** The `source` that all documents of this line must carry: the one a person connected the desk to, whatever the other side calls itself later. */
  async function whoAnswers(): Promise<string> {
    const wanted = line.source ?? source.source;
    if (wanted !== null && wanted === source.source && source.isListed) return wanted;
    const met = await client.getMarketplace();
    if (wanted !== null && met.source !== wanted) throw new LineFault('notNow', 'SOURCE_CHANGED', `The marketplace says that its cases carry the source ${met.source}, but this desk was connected to ${wanted}. Nothing is taken in, because it could change cases of another source. Ask the marketplace; if it is right, connect the desk anew in Settings.`);
    await keep({ source: met.source, name: met.name, ...(source.isListed ? {} : { behind: Math.max(0, met.openDisputes - source.listed) }) });
    return met.source;
  }

  async function listPage(): Promise<void> {
    const page = await client.listDisputes({ after: source.listCursor, limit: Math.min(pageSize, left) }).catch(startOver);
    if (page.next !== null && page.next === source.listCursor) throw goesRound();
    const found = page.disputes.map(({ disputeId }): Thing => ({ thing: 'dispute', about: disputeId, disputeId }));
    await noteUnread(page.unread, `a page of disputes after ${source.listCursor ?? 'the beginning'}`);
    await takePage(found, {
      // What happens while the list is read stands after the position of its first page.
      position: source.listCursor === null ? page.position : source.position,
      listCursor: page.next,
      isListed: page.next === null,
      listed: source.listed + found.length,
      behind: page.next === null ? null : Math.max(0, (source.behind ?? 0) - found.length),
    });
  }

  /** Reads on; false when nothing more has happened. */
  async function eventPage(): Promise<boolean> {
    const page = await client.listEvents({ after: source.position, limit: Math.min(pageSize, left) }).catch(startOver);
    if (page.hasMore && page.next === source.position) throw goesRound();
    const found = page.events.map(({ type, about, disputeId }): Thing => ({ thing: things[type], about, disputeId }));
    if (found.length === 0 && page.unread === 0 && page.next === source.position && source.behind === 0) return false;
    await noteUnread(page.unread, `a page of events after ${source.position ?? 'the beginning'}`);
    await takePage(distinct(found), { position: page.next, behind: page.hasMore ? null : 0 });
    return page.hasMore;
  }

  /** What names nothing that could be fetched is passed over, and shown to people: else it would stop everything after it for good. */
  async function noteUnread(count: number, where: string): Promise<void> {
    if (count === 0) return;
    const words = `The marketplace named ${count} ${count === 1 ? 'thing' : 'things'} in a way that the desk cannot read, in ${where}. Ask it what happened there.`;
    await desk.write((tx) => noteRefusal(tx, line.url, { thing: 'dispute', about: cutText(where, 200), disputeId: '' }, { code: 'NOT_READABLE', message: words, retryMs: null }));
  }

  /** A cursor that the marketplace knows no more: the desk lists again, which takes in nothing twice. */
  async function startOver(error: unknown): Promise<never> {
    const isOfCursor = error instanceof LineFault && error.verdict === 'refused' && (source.listCursor !== null || source.isListed);
    if (isOfCursor) await keep({ position: null, listCursor: null, isListed: false, listed: 0, behind: null });
    throw error;
  }

  async function takePage(page: Thing[], change: Partial<SourceRow>): Promise<void> {
    const counts = { taken: 0, unchanged: 0, refused: 0 };
    // Pages that bring nothing must come to an end too.
    if (page.length === 0) left -= 1;
    for (const one of page) {
      signal.throwIfAborted();
      counts[await takeOne(one)] += 1;
      left -= 1;
      if (desk.clock() - toldAt < tellEveryMs) continue;
      toldAt = desk.clock();
      await progress(source.isListed || !source.behind ? 0 : (100 * source.listed) / (source.listed + source.behind));
    }
    const news = counts.taken > 0 ? { newsAt: desk.clock() } : {};
    await keep({ ...change, ...news, taken: source.taken + counts.taken, unchanged: source.unchanged + counts.unchanged, refused: source.refused + counts.refused });
  }

  async function takeOne(one: Thing): Promise<'taken' | 'unchanged' | 'refused'> {
    try {
      const came = await takeThing(look, told, one);
      await desk.write((tx) => clearRefusal(tx, line.url, one));
      return came;
    } catch (error) {
      if (signal.aborted) throw error;
      const tries = source.stuckOn === keyOf(one) ? source.stuckTimes : 0;
      const refusal = asRefusal(error, tries);
      const isRoom = refusal?.retryMs == null || (await countAside(desk.db, line.url)) < mostAside;
      if (refusal && isRoom) {
        await desk.write((tx) => noteRefusal(tx, line.url, one, refusal));
        return 'refused';
      }
      if (error instanceof LineFault && error.verdict === 'unsure') await keep({ stuckOn: keyOf(one), stuckTimes: tries + 1 });
      throw error;
    }
  }
}

function goesRound(): LineFault {
  return new LineFault('unsure', 'GOES_ROUND', 'The marketplace gives the same page again and again, so the desk cannot read on. Nothing is lost; it is tried again.');
}
