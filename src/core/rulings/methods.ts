import { and, asc, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { OutputOf } from '../../contract/methods.ts';
import { readCaseFile, toRefund, toSummary } from '../cases/caseFile.ts';
import type { Db } from '../db/open.ts';
import { approval } from '../db/schema/approval.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { letter } from '../db/schema/letter.ts';
import { refund, ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import type { Handlers } from '../handlers.ts';
import { casesWithHiddenRulings, requireRulingsShown } from '../hiddenRulings.ts';
import { toLetter } from '../letters/read.ts';
import { readPayoutsNow } from '../refunds/payoutNow.ts';
import { saveDraft } from './draft.ts';
import { hintsFor } from './hints.ts';
import { aboveLimit, paidBy } from './hold.ts';
import { suggestionOf } from './followed.ts';
import { listRulings } from './list.ts';
import { previewLetters } from './previewLetters.ts';
import { readChain } from './chain.ts';
import { readRuling } from './readRuling.ts';
import { checkRuling } from './rules.ts';
import { stageRuling } from './stage.ts';
import { suggestRuling } from './suggest.ts';
import { undoRuling } from './undo.ts';

type RulingHandlers = Pick<
  Handlers,
  'rulings.check' | 'rulings.saveDraft' | 'rulings.stage' | 'rulings.undo' | 'rulings.staged' | 'rulings.list' | 'rulings.get' | 'letters.preview'
>;

export const rulingHandlers: RulingHandlers = {
  'rulings.check': async (desk, input, by) => {
    const now = desk.clock();
    const file = await readCaseFile(desk.db, input.caseId, by, now);
    const check = checkRuling(file, input.draft, now);
    // The sum counts what rulings before this one paid.
    const isHidden = (await casesWithHiddenRulings(desk.db, [input.caseId], by)).size > 0;
    const above = isHidden ? null : await aboveLimit(desk.db, input.caseId, by, paidBy(file, check));
    const isOpen = file.state === 'queued' || file.state === 'in_review' || file.state === 'waiting';
    return { ...check, suggestion: isOpen ? suggestRuling(file, input.draft, now) : null, hints: [...check.hints, ...(await hintsFor(desk.db, file, input.draft, check, by))], ...(above ? { aboveLimit: above } : {}) };
  },
  'rulings.saveDraft': saveDraft,
  'rulings.stage': stageRuling,
  'rulings.undo': undoRuling,

  'rulings.staged': async (desk, _input, by) => {
    const isLast = sql`${approval.step} = (select max(step) from approval other where other.ruling_id = ${ruling.rulingId})`;
    const staged = await desk.db
      .select({ ruling, number: disputeCase.number, approvedBy: approval.personName })
      .from(ruling)
      .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
      .leftJoin(approval, and(eq(approval.rulingId, ruling.rulingId), isLast))
      .where(and(sql`${ruling.state} in ('staged', 'held') and ${ruling.state} = 'staged'`, or(eq(approval.personId, by.personId), and(isNull(approval.approvalId), eq(ruling.personId, by.personId)))))
      .orderBy(asc(ruling.effectiveAt), asc(ruling.rulingId));
    return staged.map((found) => ({ ...toSummary(found.ruling, found), ...(found.approvedBy === null ? {} : { approvedBy: found.approvedBy }) }));
  },

  'rulings.list': (desk, input, by) => listRulings(desk.db, input, by, desk.clock()),
  'rulings.get': (desk, input, by) => readDecision(desk.db, input.rulingId, by),
  'letters.preview': previewLetters,
};

async function readDecision(db: Db, rulingId: string, by: SignedIn): Promise<OutputOf<'rulings.get'>> {
  const { row, ruling: written, sheet } = await readRuling(db, rulingId);
  await requireRulingsShown(db, row.caseId, by);
  const [ruled] = await db.select({ number: disputeCase.number }).from(disputeCase).where(eq(disputeCase.caseId, row.caseId));
  const number = ruled ?? { number: 0 };
  const paid = await db
    .select()
    .from(refund)
    .where(and(eq(refund.rulingId, rulingId), row.state === 'undone' || row.state === 'returned' ? undefined : ne(refund.state, 'cancelled')));
  const payouts = await readPayoutsNow(db, paid);
  const refundOf = (kind: (typeof paid)[number]['kind']) => paid.filter((one) => one.kind === kind).map((one) => toRefund(one, payouts))[0] ?? null;
  const letters = await db.select().from(letter).where(eq(letter.rulingId, rulingId)).orderBy(asc(letter.to), asc(letter.letterId));
  return {
    summary: toSummary(row, number),
    ruling: written,
    working: row.working,
    shares: row.shares,
    sheet,
    letters: letters.map(toLetter),
    refund: refundOf('order'),
    postageRefund: refundOf('return_postage'),
    policyVersion: row.policyVersion,
    ...(await suggestionOf(db, row.rulingId)),
    frozenFile: JSON.parse(row.frozenFile) as OutputOf<'rulings.get'>['frozenFile'],
    frozenSha256: row.frozenSha256,
    ...(await readChain(db, row, number)),
  };
}
