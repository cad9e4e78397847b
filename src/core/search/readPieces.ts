import { sql } from 'drizzle-orm';
import type { Speaker } from '../../contract/queryFields.ts';
import type { FoundSpot } from '../../contract/search.ts';
import type { Db } from '../db/open.ts';
import { packed, unpacked } from '../db/packed.ts';
import { columnOf, type ColumnName } from './columns.ts';

/** Something somebody said in a case, with the column of the index it belongs to and what opens the case there. */
export type Piece = { number: number; column: ColumnName; spot: FoundSpot; text: string };

/** What is looked at of the text in one file: what is told beyond that tells no case from another. */
export const mostOfFile = 20_000;

type Kind = 'reference' | 'title' | 'item' | 'party' | 'source' | 'order' | 'tracking' | 'claim' | 'claimAnswer' | 'message' | 'remedy' | 'question' | 'answer' | 'offer' | 'offerReply' | 'appeal' | 'name' | 'statement' | 'text' | 'note' | 'letter' | 'ruling';
type Row = [number: number, kind: Kind, id: string | null, by: string | null, text: string];

/**
 * All the words of some cases, by number. Left out is what may not be told: while an appeal waits for its decision, what was ruled before, the
 * letters of it and the notes of who ruled, which hardly anybody may know then; rulings that were taken back or may still be. With `holding` (folded words of plain letters and digits) only
 * what may hold one of them.
 */
export async function readPieces(db: Pick<Db, 'all'>, numbers: readonly number[], holding: readonly string[] = []): Promise<Piece[]> {
  if (numbers.length === 0) return [];
  // Plain letters are told apart here; in any other sign one of them may be folded away, so that is for whoever cuts the snippets to see.
  const mayHold = holding.length === 0 ? sql`true` : sql`(text glob '*[^ -~]*' or ${sql.join(holding.map((word) => sql`text like ${`%${word}%`}`), sql` or `)})`;
  const [row] = await db.all<{ pieces: string }>(sql`
    with chosen as materialized (select case_id, number, source_id, exists (select 1 from appeal a where a.case_id = dispute_case.case_id and a.state = 'open') as is_appealed
      from dispute_case where number in (select value from json_each(${JSON.stringify(numbers)})))
    select ${packed(sql`number, kind, id, by, text`)} as pieces from (
    select number, 'reference' as kind, null as id, null as by, 'C-' || number as text from chosen
    union all select number, 'source', null, null, source_id from chosen
    union all select number, 'order', null, null, concat_ws(' ', o.order_id, o.parent_id) from chosen cross join case_order o on o.case_id = chosen.case_id
    union all select number, 'party', null, role, display_name from chosen cross join party p on p.case_id = chosen.case_id
    union all select number, 'party', null, role, p.id from chosen cross join party p on p.case_id = chosen.case_id
    union all select number, iif(i.position = 0, 'title', 'item'), null, null, i.title from chosen cross join item i on i.case_id = chosen.case_id
    union all select number, 'item', null, null, i.sku from chosen cross join item i on i.case_id = chosen.case_id
    union all select number, 'tracking', null, null, tracking_number from chosen cross join parcel p on p.case_id = chosen.case_id
    union all select number, 'claim', claim_id, 'buyer', words from chosen cross join claim c on c.case_id = chosen.case_id
    union all select number, 'claimAnswer', claim_id, value ->> 'by', value ->> 'words' from chosen cross join claim c on c.case_id = chosen.case_id cross join json_each(c.answers)
    union all select number, 'message', message_id, "from", concat_ws(char(10), original, translation) from chosen cross join message m on m.case_id = chosen.case_id
    union all select number, 'remedy', remedy_id, by, words from chosen cross join remedy r on r.case_id = chosen.case_id
    union all select number, 'question', question_id, 'desk', q.text from chosen cross join question q on q.case_id = chosen.case_id
    union all select number, 'answer', answer_id, "from", words from chosen cross join answer a on a.case_id = chosen.case_id
    union all select number, 'offer', offer_id, 'desk', words from chosen cross join offer o on o.case_id = chosen.case_id
    union all select number, 'offerReply', o.offer_id, r."from", r.words from chosen cross join offer o on o.case_id = chosen.case_id cross join offer_reply r on r.offer_id = o.offer_id and r.voided_at is null
    union all select number, 'appeal', appeal_id, iif(review_id is null, by, 'desk'), new_information from chosen cross join appeal a on a.case_id = chosen.case_id where review_id is null or not is_appealed
    union all select number, 'name', evidence_id, side, file_name from chosen cross join evidence e on e.case_id = chosen.case_id
    union all select number, 'statement', evidence_id, side, statement from chosen cross join evidence e on e.case_id = chosen.case_id
    union all select number, 'text', evidence_id, side, substr(coalesce(e.text, i.text), 1, ${mostOfFile}) from chosen cross join evidence e on e.case_id = chosen.case_id left join inspection i on i.sha256 = e.sha256
      where e.state <> 'erased'
    union all select number, 'note', note_id, 'desk', n.text from chosen cross join note n on n.case_id = chosen.case_id
      where not (is_appealed and n.person_id in (select person_id from ruling r where r.case_id = chosen.case_id))
    union all select number, 'letter', letter_id, 'desk', concat_ws(char(10), subject, body) from chosen cross join letter l on l.case_id = chosen.case_id
      where l.state <> 'withdrawn' and not (is_appealed and (l.kind = 'ruling' or (l.kind = 'notice' and l.ruling_id is not null)))
    union all select number, 'ruling', ruling_id, 'desk', concat_ws(char(10), reasons, (select group_concat(words, char(10)) from finding f where f.ruling_id = r.ruling_id))
      from chosen cross join ruling r on r.case_id = chosen.case_id where r.state in ('effective', 'held') and not is_appealed) where text <> '' and ${mayHold}`);
  return unpacked<Row>(row?.pieces).flatMap(toPiece);
}

function toPiece([number, kind, id, by, text]: Row): Piece[] {
  const found = placeOf(kind, id ?? '', by);
  return found ? [{ number, ...found, text }] : [];
}

function placeOf(kind: Kind, id: string, by: string | null): Pick<Piece, 'column' | 'spot'> | null {
  const said = (spot: FoundSpot) => ({ column: columnOf('messages', speakerOf(by)) ?? ('desk_said' as const), spot });
  switch (kind) {
    case 'reference':
    case 'title':
    case 'item':
    case 'source':
    case 'order':
    case 'tracking':
      return { column: 'head', spot: { in: 'head', part: kind } };
    case 'party':
      // Who else is named in a case, such as its carrier, is the same in thousands of them.
      return by === 'buyer' || by === 'seller' ? { column: 'head', spot: { in: 'head', part: by } } : null;
    case 'claim':
    case 'claimAnswer':
      return { column: columnOf('claims', speakerOf(by)) ?? columnOf('messages', speakerOf(by)) ?? 'desk_said', spot: { in: 'claim', claimId: id } };
    case 'message':
      return said({ in: 'message', messageId: id });
    case 'remedy':
      return said({ in: 'remedy', remedyId: id });
    case 'question':
      return said({ in: 'question', questionId: id });
    case 'answer':
      return said({ in: 'answer', answerId: id });
    case 'offer':
    case 'offerReply':
      return said({ in: 'offer', offerId: id });
    case 'appeal':
      return said({ in: 'appeal', appealId: id });
    case 'name':
    case 'statement':
    case 'text':
      return { column: columnOf('evidence', speakerOf(by)) ?? 'platform_files', spot: { in: 'evidence', evidenceId: id, part: kind, offset: 0, line: 0 } };
    case 'note':
      return { column: 'notes', spot: { in: 'note', noteId: id } };
    case 'letter':
      return { column: 'letters', spot: { in: 'letter', letterId: id } };
    case 'ruling':
      return { column: 'rulings', spot: { in: 'ruling', rulingId: id } };
  }
}

function speakerOf(by: string | null): Speaker {
  return by === 'buyer' || by === 'seller' || by === 'platform' || by === 'carrier' ? by : 'desk';
}
