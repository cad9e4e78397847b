import type { BulkOrder } from '../../contract/bulk.ts';
import type { Db } from '../db/open.ts';
import { person } from '../db/schema/person.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { loadAssignee } from '../cases/assign.ts';
import { eq } from 'drizzle-orm';

const mostShownWords = 80;

/** What an order does to each case, in words: "Ask the seller: A photo of the label, please." */
export async function sayOrder(db: Db, order: BulkOrder): Promise<string> {
  if (order.action === 'tag') return `Tag ${order.tags.join(', ')}`;
  if (order.action === 'untag') return `Take ${order.tags.length === 1 ? 'the tag' : 'the tags'} ${order.tags.join(', ')} away`;
  if (order.action === 'ask') return `Ask the ${order.to.join(' and the ')}: ${shorten(order.questions[0]?.text ?? '')}`;
  if (order.personId === null) return 'Give to everybody';
  const [found] = await db.select({ name: person.name }).from(person).where(eq(person.personId, order.personId));
  return `Assign to ${found?.name ?? 'somebody'}`;
}

function shorten(text: string): string {
  const signs = [...text.replace(/\s+/gu, ' ').trim()];
  return signs.length > mostShownWords ? `${signs.slice(0, mostShownWords - 1).join('')}…` : signs.join('');
}

/** Refuses an order whose single command the person may not give, or that could be done to no case at all. NOT_PERMITTED, NOT_FOUND, NOT_ALLOWED_NOW. */
export async function requireMayOrder(db: Db, order: BulkOrder, by: SignedIn): Promise<void> {
  if (order.action === 'tag' || order.action === 'untag') return;
  if (by.role !== 'mediator' && by.role !== 'lead') throw new DeskError('NOT_PERMITTED', `${by.name} works here as ${by.role}, who ${order.action === 'ask' ? 'asks no party' : 'assigns no cases'}.`);
  if (order.action === 'ask' || order.personId === null) return;
  if (by.role !== 'lead') throw new DeskError('NOT_PERMITTED', 'Only a lead assigns cases.');
  await loadAssignee(db, order.personId);
}
