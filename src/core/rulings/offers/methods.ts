import type { offerMethods } from '../../../contract/offers.ts';
import { adversaries } from '../../../contract/vocabulary.ts';
import { timesOfAsk } from '../../cases/answerTime.ts';
import { readCaseFile } from '../../cases/caseFile.ts';
import { loadCase, requireLease } from '../../cases/lease.ts';
import { toOffer } from '../../cases/readOffers.ts';
import { DeskError } from '../../fault.ts';
import type { Handlers } from '../../handlers.ts';
import { once } from '../../once.ts';
import { loadOffer, putOffer, undoOffer, withdrawOffer } from './put.ts';
import { recordReply } from './reply.ts';
import { workOffer } from './work.ts';

export const offerHandlers: Pick<Handlers, keyof typeof offerMethods> = {
  'offers.check': async (desk, input, by) => {
    const now = desk.clock();
    return workOffer(await readCaseFile(desk.db, input.caseId, by, now), input.offer as Parameters<typeof workOffer>[1], now);
  },
  'offers.put': async (desk, input, by) => {
    const times = await timesOfAsk(desk.db, { caseId: input.caseId, to: [...adversaries], dueAt: input.offer.dueAt }, desk.clock());
    return once(desk, by, 'offers.put', input, (tx) => putOffer(desk, tx, input, by, times));
  },
  'offers.undo': (desk, input, by) => once(desk, by, 'offers.undo', input, (tx) => undoOffer(tx, input.offerId, by)),

  'offers.withdraw': (desk, input, by) =>
    once(desk, by, 'offers.withdraw', input, async (tx) => {
      const row = await loadCase(tx, input.caseId);
      requireLease(row, by, tx.now);
      return withdrawOffer(tx, row, input.offerId, by);
    }),

  'offers.reply': (desk, input, by) =>
    once(desk, by, 'offers.reply', input, async (tx) => {
      const found = await loadOffer(tx, input.offerId);
      const row = await loadCase(tx, found.caseId);
      if (found.personId !== by.personId && by.role !== 'lead' && row.leasePersonId !== by.personId) {
        throw new DeskError('NOT_PERMITTED', `What a side said to this offer is entered by ${found.personName}, who put it, by whoever works on the case, or by a lead.`);
      }
      const { from, reply, how, words } = input;
      const saidAt = input.saidAt ?? tx.now;
      if (saidAt > tx.now || saidAt < found.sendAt) throw new DeskError('BAD_INPUT', 'A side can have replied only after the letters of the offer went out, and not in the future.');
      const replied = await recordReply(desk, tx, { offerId: found.offerId, from, reply, how, words, saidAt, by });
      return { offer: toOffer(replied.offer, replied.replies), settlement: replied.settlement };
    }),
};
