import type { z } from 'zod';
import { approvalMethods } from './approvals.ts';
import { auditMethods } from './audit.ts';
import { boardMethods } from './board.ts';
import { caseMethods } from './cases.ts';
import { deadlineMethods } from './deadlines.ts';
import { appealMethods } from './appeals.ts';
import { conflictMethods } from './conflicts.ts';
import { deskMethods } from './desk.ts';
import { disclosureMethods } from './disclosures.ts';
import { elsewhereMethods } from './elsewhere.ts';
import { exchangeMethods } from './exchange.ts';
import { exitMethods } from './exits.ts';
import { intakeMethods } from './intake.ts';
import { jobMethods } from './jobs.ts';
import { likeCaseMethods } from './likeCases.ts';
import { limitMethods } from './limits.ts';
import { letterMethods } from './letterMethods.ts';
import { offerMethods } from './offers.ts';
import { peopleMethods } from './people.ts';
import { policyMethods } from './policy.ts';
import { questionMethods } from './questions.ts';
import { rulingMethods } from './rulings.ts';
import { marketplaceMethods } from './marketplace.ts';
import { payoutMethods } from './payouts.ts';
import { reconciliationMethods } from './reconciliation.ts';
import { returnMethods } from './returns.ts';
import { feedMethods } from './feed.ts';
import { spotMethods } from './spots.ts';
import { togetherMethods } from './together.ts';
import { sampleMethods } from './samples.ts';
import { reviewMethods } from './reviews.ts';
import { calibrationMethods } from './calibration.ts';
import { figureMethods } from './figures.ts';
import { reportMethods } from './reports.ts';
import { asItWasMethods } from './asItWas.ts';
import { filterMethods } from './filters.ts';
import { queueMethods } from './queues.ts';
import { searchMethods } from './search.ts';
import { bulkMethods } from './bulk.ts';
import { tagMethods } from './tags.ts';
import type { Role } from './vocabulary.ts';

/** One row of the contract: what goes in, what comes out, who may call. */
export type MethodRow = { roles: readonly Role[] | 'anyone'; input: z.ZodType; output: z.ZodType };

/** Everything a screen or the command line may ask of the core. */
export const methods = {
  ...deskMethods,
  ...peopleMethods,
  ...limitMethods,
  ...caseMethods,
  ...boardMethods,
  ...elsewhereMethods,
  ...spotMethods,
  ...questionMethods,
  ...offerMethods,
  ...disclosureMethods,
  ...exchangeMethods,
  ...deadlineMethods,
  ...intakeMethods,
  ...policyMethods,
  ...rulingMethods,
  ...likeCaseMethods,
  ...togetherMethods,
  ...exitMethods,
  ...approvalMethods,
  ...letterMethods,
  ...appealMethods,
  ...conflictMethods,
  ...marketplaceMethods,
  ...payoutMethods,
  ...reconciliationMethods,
  ...returnMethods,
  ...feedMethods,
  ...jobMethods,
  ...auditMethods,
  ...sampleMethods,
  ...reviewMethods,
  ...calibrationMethods,
  ...figureMethods,
  ...reportMethods,
  ...asItWasMethods,
  ...filterMethods,
  ...queueMethods,
  ...searchMethods,
  ...bulkMethods,
  ...tagMethods,
} as const satisfies Record<string, MethodRow>;

export type MethodName = keyof typeof methods;
/** What a caller passes; defaults may be left out. */
export type InputOf<Name extends MethodName> = z.input<(typeof methods)[Name]['input']>;
/** What the core works with after parsing. */
export type ParsedInputOf<Name extends MethodName> = z.output<(typeof methods)[Name]['input']>;
export type OutputOf<Name extends MethodName> = z.output<(typeof methods)[Name]['output']>;
