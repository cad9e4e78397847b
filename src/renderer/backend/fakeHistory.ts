import type { ImportReport } from '../../contract/intake.ts';
import type { Job } from '../../contract/jobs.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import { reasons } from '../../contract/vocabulary.ts';
import { dayMs, hourMs, minuteMs, started, usd } from './fakeParts.ts';

/** Rulings of the days before. */
export const fakeDecisions: RulingSummary[] = Array.from({ length: 64 }, (_, index) => {
  const outcome = (['full_refund', 'partial_refund', 'no_refund'] as const)[index % 3]!;
  return {
    rulingId: `old-${index}`, caseId: index === 0 ? 'case-watch' : `filler-${index}`, caseReference: `C-${20290 - index}`, offerId: null, state: index % 21 === 9 ? 'undone' : 'effective', outcome, withReturn: index % 4 === 0,
    reason: reasons[index % reasons.length]!, amount: usd(outcome === 'no_refund' ? 0 : 1_250 + ((index * 733) % 40_000)), personId: index % 4 === 3 ? 'p-iris' : 'p-dana', personName: index % 4 === 3 ? 'Iris Adler' : 'Dana Okafor',
    stagedAt: started - index * 5 * hourMs - hourMs, effectiveAt: started - index * 5 * hourMs - hourMs + 15_000, togetherId: null,
  };
});

const job = (jobId: string, part: Partial<Job> & Pick<Job, 'kind' | 'words' | 'state'>): Job => ({
  jobId, caseId: null, attempts: 1, maxAttempts: 5, runAfter: started, progress: null, error: null, createdAt: started - hourMs, finishedAt: null, ...part,
});

/** Jobs of every state. */
export const fakeJobs: Job[] = [
  job('j1', { kind: 'refund.payOut', words: 'Payout of USD 26.65 for C-20290', caseId: 'case-watch', state: 'failed', attempts: 5, error: 'The payout gateway answered 503 five times. Nothing was paid; the same payout can be tried again safely.', finishedAt: started - 20 * minuteMs }),
  job('j2', { kind: 'evidence.inspect', words: 'Looking at clip.mp4 of C-20411', caseId: 'case-lens', state: 'running', progress: 40 }),
  job('j3', { kind: 'letter.send', words: 'Letter to the seller of C-20285', state: 'waiting', attempts: 2, runAfter: started + 4 * minuteMs, error: 'The mail folder was full.' }),
  job('j4', { kind: 'lease.expire', words: 'End of the lease on C-20398', caseId: 'case-kettle', state: 'waiting', attempts: 0, runAfter: started + 8 * minuteMs }),
  ...Array.from({ length: 30 }, (_, index) => job(`d${index}`, { kind: 'letter.send', words: `Letter to the buyer of C-${20290 - index}`, state: 'done', finishedAt: started - index * hourMs })),
];

/** One import that is over, with all that can come of files. */
export const fakeImports: ImportReport[] = [
  {
    importId: 'import-old', words: 'C-20417.zip and 5 more', startedAt: started - dayMs, finishedAt: started - dayMs + 14_000, by: 'Noor Haddad', state: 'finished', error: null, done: 18_221_009, total: 18_221_009,
    cases: [
      { caseId: 'case-watch', reference: 'C-20417', source: 'aliexpress', sourceId: '680600210012345', result: 'created', paths: ['C-20417.zip'], mapped: 61, unmapped: [{ path: '$.issue_reason_id', value: 1003 }, { path: '$.extra.flags', value: ['x1'] }], warnings: [{ code: 'CASE_TIME_ZONE_ASSUMED', message: 'gmt_create has no zone; Pacific time was assumed.' }], faults: [] },
      { caseId: 'case-lens', reference: 'C-20411', source: 'paypal', sourceId: 'PP-R-QXM-531004411', result: 'created', paths: ['lens/'], mapped: 44, unmapped: [], warnings: [], faults: [{ code: 'FILE_CHECKSUM_DIFFERS', path: 'data/evidence/seller/receipt.png', message: 'receipt.png does not match its SHA-256.' }, { code: 'FILE_MISSING', path: 'data/evidence/carrier/pod.pdf', message: 'pod.pdf is listed but not there.' }],
        bundle: { version: '1.0', valid: false, complete: false, files: [{ of: 'seller', bytes: 812_400, good: 3, damaged: 1, missing: 0, unlisted: 0 }, { of: 'carrier', bytes: 0, good: 0, damaged: 0, missing: 1, unlisted: 0 }] } },
      { caseId: 'case-kettle', reference: 'C-20398', source: 'mercadolibre', sourceId: '5100412345', result: 'unchanged', paths: ['claim.json', 'messages.json'], mapped: 38, unmapped: [], warnings: [], faults: [] },
    ],
    failed: [{ path: 'notes.docx', code: 'FILE_NO_DOCUMENT', message: 'This is no JSON document and no evidence of a kind the desk knows. It is kept as it is.', at: null }, { path: 'broken.json', code: 'CASE_JSON_BROKEN', message: 'A comma is missing.', at: 'line 14, column 3' }],
  },
];
