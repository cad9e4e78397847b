import type { JobKind } from '../contract/jobs.ts';
import { createAuditHandlers } from './audit/methods.ts';
import { expireLease } from './cases/lease.ts';
import { closeCase } from './cases/closeCase.ts';
import { exitHandlers } from './cases/exits.ts';
import { handUpHandlers } from './cases/handUp.ts';
import { boardHandlers } from './cases/boardMethods.ts';
import { copyDisclosure } from './cases/copyDisclosure.ts';
import { disclosureHandlers } from './cases/disclose.ts';
import { caseHandlers } from './cases/methods.ts';
import { deadlineHandlers } from './cases/deadlineMethods.ts';
import { questionHandlers } from './cases/questionMethods.ts';
import { recuse } from './cases/recuse.ts';
import { lapseQuestion } from './cases/questions.ts';
import { spotHandlers } from './cases/spotMethods.ts';
import { deskHandlers } from './deskMethods.ts';
import { checkVault } from './evidence/checkVault.ts';
import { inspectEvidence } from './evidence/inspect.ts';
import { createExchangeHandlers } from './exchange/methods.ts';
import type { Taken } from './exchange/takeIn.ts';
import type { Handlers } from './handlers.ts';
import type { Batches } from './intake/batches.ts';
import { runImport } from './intake/importJob.ts';
import { createIntakeHandlers } from './intake/methods.ts';
import { jobHandlers } from './jobs/methods.ts';
import type { JobHandler } from './jobs/runner.ts';
import { letterHandlers } from './letters/methods.ts';
import { sendLetter } from './letters/sendLetter.ts';
import { limitHandlers } from './people/limits.ts';
import { peopleHandlers } from './people/methods.ts';
import { policyHandlers } from './policy/methods.ts';
import { payOut } from './refunds/payOut.ts';
import { likeHandlers } from './rulings/likeMethods.ts';
import { approvalHandlers } from './rulings/approvalMethods.ts';
import { conflictHandlers } from './people/conflicts.ts';
import { sendCorrection } from './refunds/sendCorrection.ts';
import { appealHandlers } from './rulings/appealMethods.ts';
import { rulingHandlers } from './rulings/methods.ts';
import { offerHandlers } from './rulings/offers/methods.ts';
import { lapseOffer } from './rulings/offers/put.ts';
import { marketplaceHandlers } from './marketplace/methods.ts';
import { payoutHandlers } from './refunds/payoutMethods.ts';
import { reconciliationHandlers } from './refunds/reconcile/methods.ts';
import { returnHandlers } from './returns/methods.ts';
import { feedHandlers } from './feed/methods.ts';
import { orderReturn, lapseReturn } from './returns/jobs.ts';
import { pullFeed } from './feed/pull.ts';
import { reconcileLedger } from './refunds/reconcile/reconcile.ts';
import { sampleHandlers } from './reviews/sampleMethods.ts';
import { reviewHandlers } from './reviews/reviewMethods.ts';
import { calibrationHandlers } from './reviews/calibrationMethods.ts';
import { figureHandlers } from './figures/methods.ts';
import { reportHandlers } from './reports/methods.ts';
import { asItWasHandlers } from './rulings/asItWasMethods.ts';
import { filterHandlers } from './people/filterMethods.ts';
import { queueHandlers } from './queues/methods.ts';
import { placeCases } from './queues/placeJob.ts';
import { searchHandlers } from './search/methods.ts';
import { bulkHandlers } from './bulk/methods.ts';
import { runBulk } from './bulk/run.ts';
import { tagHandlers } from './cases/tagMethods.ts';
import { takeEffect } from './rulings/takeEffect.ts';
import type { Verify } from './createVerify.ts';

/** Every method of the contract with the function that answers it. */
export function createHandlers(batches: Batches, verify: Verify, lookIn: () => Promise<Taken[]>): Handlers {
  return {
    ...deskHandlers,
    ...peopleHandlers,
    ...limitHandlers,
    ...caseHandlers,
    ...boardHandlers,
    ...spotHandlers,
    ...questionHandlers,
    ...offerHandlers,
    ...disclosureHandlers,
    ...createExchangeHandlers(lookIn),
    ...deadlineHandlers,
    ...createIntakeHandlers(batches),
    ...policyHandlers,
    ...rulingHandlers,
    ...likeHandlers,
    ...exitHandlers,
    ...handUpHandlers,
    ...approvalHandlers,
    ...letterHandlers,
    ...appealHandlers,
    ...conflictHandlers,
    'cases.recuse': recuse,
    ...marketplaceHandlers,
    ...payoutHandlers,
    ...reconciliationHandlers,
    ...returnHandlers,
    ...feedHandlers,
    ...jobHandlers,
    ...sampleHandlers,
    ...reviewHandlers,
    ...calibrationHandlers,
    ...figureHandlers,
    ...reportHandlers,
    ...asItWasHandlers,
    ...filterHandlers,
    ...queueHandlers,
    ...searchHandlers,
    ...bulkHandlers,
    ...tagHandlers,
    ...createAuditHandlers(verify),
  };
}

/** Every kind of job with the function that does it. */
export const jobHandlersByKind: Record<JobKind, JobHandler> = {
  'intake.import': runImport,
  'evidence.inspect': inspectEvidence,
  'evidence.check': checkVault,
  'lease.expire': expireLease,
  'ruling.takeEffect': takeEffect,
  'refund.payOut': payOut,
  'correction.send': sendCorrection,
  'letter.send': sendLetter,
  'question.lapse': lapseQuestion,
  'offer.lapse': lapseOffer,
  'disclosure.copy': copyDisclosure,
  'case.close': closeCase,
  'return.order': orderReturn,
  'return.lapse': lapseReturn,
  'feed.pull': pullFeed,
  'ledger.reconcile': reconcileLedger,
  'queues.place': placeCases,
  'bulk.run': runBulk,
};
