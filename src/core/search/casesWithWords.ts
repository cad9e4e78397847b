import { sql, type SQL } from 'drizzle-orm';
import type { QueryWord } from '../../contract/caseQuery.ts';
import type { Speaker, WordPlace } from '../../contract/queryFields.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import { columnsOf, deskColumns } from './columns.ts';
import { keyOf, leastPart } from './keys.ts';
import { allOf, askedOf } from './match.ts';
import { piecesOf } from './near.ts';
import { askedPart } from './terms.ts';

/** The newest cases that a list takes of a word that very many have. */
const mostCases = 20_000;
const mostWithPart = 1_000;

/**
 * The numbers of the cases that hold all the words (and none of those with `isNot`), as a select in brackets: the newest 20,000 at most. The last word
 * may go on; a single word may be a part of an id or a name. `places` and `speakers` say where and by whom; empty: anywhere, by anybody. What is hidden from `by` is not looked at.
 */
export function casesWithWords(words: readonly QueryWord[], places: readonly WordPlace[], speakers: readonly Speaker[], by: SignedIn): SQL {
  const inside = columnsOf(places, speakers, by);
  const asked = askedOf(words, true);
  const all = asked === null ? null : (allOf(asked, inside, [])?.text ?? null);
  if (all === null) return sql`(select ${disputeCase.number} from ${disputeCase} where false)`;
  const blind = sql`select ${disputeCase.number} from ${disputeCase} where ${disputeCase.caseId} in (${casesToJudgeBlind(by)})`;
  const open = sql`select number from (select rowid as number from case_text where case_text match ${all} and rowid not in (${blind}) order by rowid desc limit ${mostCases})`;
  const told = allOf(asked ?? { each: [], begun: null, last: null, together: null, without: [] }, inside.filter(({ name }) => !deskColumns.has(name)), [])?.text ?? null;
  // Crossed, so that the few cases lead.
  const hidden = told === null ? sql`` : sql` union select blind.number from (${blind}) as blind cross join case_text on case_text.rowid = blind.number where case_text match ${told}`;
  const part = inside.some(({ name }) => name === 'head') ? askedPart(words) : null;
  return sql`(${open}${hidden}${part === null || keyOf(part).length < leastPart ? sql`` : sql` union ${withPart(keyOf(part))}`})`;
}

function withPart(key: string): SQL {
  const held = sql`select rowid as number from case_key_text where case_key_text match ${piecesOf(key)} order by rowid desc limit ${mostWithPart}`;
  return sql`select held.number from (${held}) as held cross join search_key on search_key.number = held.number where instr(search_key.key, ${key}) > 0`;
}
