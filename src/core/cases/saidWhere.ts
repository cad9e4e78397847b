import { sql, type SQL } from 'drizzle-orm';
import type { Speaker, WordPlace } from '../../contract/queryFields.ts';
import { message } from '../db/schema/caseParts.ts';
import { disputeCase, note } from '../db/schema/disputeCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import { letter } from '../db/schema/letter.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { areRulingsHidden } from '../hiddenRulings.ts';
import type { ConditionPart } from './conditions.ts';

const its = disputeCase.caseId;

/** Something stands at that place of a case. What tells of a hidden ruling is not there for who must not know it. */
export function saidAt(place: WordPlace, by: SignedIn): ConditionPart {
  return { where: places[place](by) };
}

const places: Record<WordPlace, (by: SignedIn) => SQL> = {
  // Every case has them.
  head: () => sql`true`,
  claims: () => sql`true`,
  messages: () => sql`exists (select 1 from ${message} where ${message.caseId} = ${its})`,
  evidence: () => sql`exists (select 1 from ${evidence} where ${evidence.caseId} = ${its})`,
  notes: () => sql`exists (select 1 from ${note} where ${note.caseId} = ${its})`,
  letters: (by) => sql`(exists (select 1 from ${letter} where ${letter.caseId} = ${its}) and not ${areRulingsHidden(its, by)})`,
  rulings: (by) => sql`(exists (select 1 from ${ruling} where ${ruling.caseId} = ${its}) and not ${areRulingsHidden(its, by)})`,
};

/** Somebody wrote a message or handed in an exhibit; the desk: wrote a note. */
export function saidBy(speaker: Speaker, by: SignedIn): ConditionPart {
  if (speaker === 'desk') return saidAt('notes', by);
  const wrote = sql`exists (select 1 from ${message} where ${message.caseId} = ${its} and ${message.from} = ${speaker})`;
  return { where: sql`(${wrote} or exists (select 1 from ${evidence} where ${evidence.caseId} = ${its} and ${evidence.side} = ${speaker}))` };
}
