import type { CaseFile } from '../../contract/caseFile.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { GoodsBack, ReturnStep, ReturnTerms } from '../../contract/returnParts.ts';
import type { returnMethods } from '../../contract/returns.ts';
import type { RulingDraft, RulingSummary } from '../../contract/rulings.ts';
import type { FakeCases } from './fakeBoard.ts';
import { reckon } from './fakeDeadlines.ts';

type Handlers = { [Name in keyof typeof returnMethods & MethodName]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

/** The terms of a draft as the core fills them in. */
export function fakeTerms(file: CaseFile, draft: RulingDraft): ReturnTerms | null {
  if (!draft.withReturn || !draft.outcome || draft.outcome === 'no_refund') return null;
  return draft.returnTerms ?? { refundWhen: file.goodsReturn?.refundTrigger ?? 'delivered', days: file.timeLimits?.returnShipment ?? 10, lines: file.items.map(({ id, quantity }) => ({ itemId: id, quantity })) };
}

/** The return a ruling in effect begins; null when nothing goes back. */
export function fakeBack(file: CaseFile, { rulingId, amount, withReturn, outcome }: RulingSummary, returnTerms?: ReturnTerms): GoodsBack | null {
  const terms = fakeTerms(file, { withReturn, outcome, ...(returnTerms ? { returnTerms } : {}) });
  if (!terms || !amount) return null;
  const reckoning = reckon(Date.now(), terms.days);
  const lines = terms.lines.map((line) => ({ ...line, title: file.items.find(({ id }) => id === line.itemId)?.title ?? line.itemId }));
  return {
    returnId: `return-${rulingId}`, rulingId, state: 'ordered', refundWhen: terms.refundWhen, labelPaidBy: 'seller', lines, dueAt: reckoning.dueAt, reckoning, orderedBy: 'marketplace',
    label: { carrier: 'DHL', trackingNumber: 'JJD000390007882', url: null }, steps: [stepOf('ordered', 'desk', null)], counts: lines.map(({ itemId, title, quantity }) => ({ itemId, title, expected: quantity, asSent: 0, otherwise: [] })),
    differs: false, needs: null, waiting: amount, payable: file.refundRoom.lines.map(({ lineId, words, amount: most }) => ({ lineId, words, most })), decision: null,
  };
}

function stepOf(kind: ReturnStep['kind'], by: ReturnStep['by'], personName: string | null, change: Partial<ReturnStep> = {}): ReturnStep {
  return { eventId: crypto.randomUUID(), at: Date.now(), notedAt: Date.now(), kind, by, personName, words: null, lines: [], photos: [], ...change };
}

/** Goods that go back, in memory: roughly what the core does with them. */
export function fakeReturns({ files, change, me, tell }: FakeCases): Handlers {
  const find = (returnId: string): { file: CaseFile; back: GoodsBack } => {
    for (const file of files.values()) for (const back of file.returns) if (back.returnId === returnId) return { file, back };
    throw new Error('There is no such return.');
  };
  function keep(file: CaseFile, back: GoodsBack): { returnId: string; state: GoodsBack['state'] } {
    const refunds = file.refunds.map((one) => (back.waiting === null && one.waitsFor === 'return' ? { ...one, waitsFor: null, state: back.decision?.choice === 'cancel' ? ('cancelled' as const) : ('sent' as const) } : one));
    change(file.caseId, { returns: file.returns.map((one) => (one.returnId === back.returnId ? back : one)), refunds });
    tell({ type: 'queue.changed' });
    return { returnId: back.returnId, state: back.state };
  }
  function settled(back: GoodsBack): GoodsBack {
    const has = (kind: string) => back.steps.some((step) => step.kind === kind);
    const found = back.steps.filter(({ kind }) => kind === 'inspected').flatMap(({ lines }) => lines);
    const counts = back.counts.map((line) => ({ ...line, asSent: found.filter((one) => one.itemId === line.itemId && one.condition === 'as_sent').reduce((sum, { quantity }) => sum + quantity, 0), otherwise: found.filter((one) => one.itemId === line.itemId && one.condition !== 'as_sent') }));
    const differs = has('inspected') && counts.some(({ expected, asSent, otherwise }) => otherwise.length > 0 || asSent < expected);
    const state = has('inspected') ? 'inspected' : has('delivered') ? 'delivered' : has('refused') ? 'refused' : has('shipped') || has('in_transit') ? 'shipped' : back.state;
    const needs = differs ? 'differs' : state === 'refused' ? 'refused' : has('lost') && !has('delivered') ? 'lost' : null;
    const order = ['shipped', 'delivered', 'inspected'];
    const isPaid = needs === null && order.indexOf(state) >= order.indexOf(back.refundWhen);
    return { ...back, counts, differs, needs: back.waiting === null ? null : needs, state: isPaid && state !== 'shipped' ? 'done' : state, waiting: isPaid ? null : back.waiting };
  }
  return {
    'returns.preview': ({ days, returnId }) => reckon(returnId === null ? Date.now() : Math.max(Date.now(), find(returnId).back.dueAt), days),
    'returns.record': ({ returnId, kind, at, words, lines, evidenceIds }) => {
      const { file, back } = find(returnId);
      const photos = evidenceIds.map((evidenceId) => ({ evidenceId, sha256: null, fileName: file.exhibits.find((one) => one.evidenceId === evidenceId)?.fileName ?? '' }));
      return keep(file, settled({ ...back, steps: [...back.steps, stepOf(kind, 'person', me().name, { at: at ?? Date.now(), words, lines, photos })] }));
    },
    'returns.extend': ({ returnId, days, reason }) => {
      const { file, back } = find(returnId);
      const reckoning = reckon(Math.max(Date.now(), back.dueAt), days);
      keep(file, { ...back, dueAt: reckoning.dueAt, reckoning, steps: [...back.steps, stepOf('extended', 'person', me().name, { words: reason })] });
      return { dueAt: reckoning.dueAt };
    },
    'returns.decide': ({ returnId, decision, reasons }) => {
      const { file, back } = find(returnId);
      const whole = back.waiting ?? { minor: '0', currency: file.refundRoom.currency ?? 'USD' };
      const lines = decision.choice === 'part' ? decision.lines : [];
      const minor = decision.choice === 'pay' ? whole.minor : String(lines.reduce((sum, line) => sum + BigInt(line.minor), 0n));
      const steps = [...back.steps, stepOf('decided', 'person', me().name, { words: reasons })];
      return keep(file, { ...back, steps, state: 'done', needs: null, waiting: null, decision: { choice: decision.choice, lines, amount: { ...whole, minor }, reasons, personName: me().name, at: Date.now() } });
    },
    'returns.toDecide': () =>
      [...files.values()].flatMap((file) =>
        file.returns.flatMap(({ returnId, rulingId, needs, steps }) => {
          const personName = file.rulings.find((one) => one.rulingId === rulingId)?.personName ?? '';
          return needs === null ? [] : [{ returnId, caseId: file.caseId, caseReference: file.reference, needs, personName, isMine: personName === me().name, since: steps.at(-1)?.notedAt ?? Date.now() }];
        }),
      ),
  };
}
