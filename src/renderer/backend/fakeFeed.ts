import type { FeedRefusal, FeedSource } from '../../contract/feed.ts';
import { hookPath } from '../../contract/hookPath.ts';
import type { MethodName, OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { DeskError } from './backend.ts';

type Parts = { [Name in Extract<MethodName, `feed.${string}`>]: (input: ParsedInputOf<Name>) => OutputOf<Name> };

const minute = 60_000;
const quiet = { newsAt: null, lookedAt: null, nextLookAt: null, behind: null, error: null, errorSince: null, taken: 0, unchanged: 0, refused: 0 };

/** Ways in as of a desk that is connected, with a webhook that is wrongly signed and two things that were refused. */
export function fakeFeed(tell: () => void, isEmpty: boolean): Parts {
  const start = Date.now();
  let lookedAt = start - 12_000;
  let refusals: FeedRefusal[] = isEmpty ? [] : [
    { refusalId: 'refusal-1', thing: 'dispute', about: 'D-20931', disputeId: 'D-20931', caseId: 'case-1', reference: 'C-20401', code: 'FILE_MISSING', words: 'The case is here, but a file of it could not be had: carton.jpg: The marketplace failed at this (503). Nothing was changed by asking; it is tried again.', firstAt: start - 40 * minute, lastAt: start - 9 * minute, times: 3, tryAt: start + 11 * minute },
    { refusalId: 'refusal-2', thing: 'reply', about: 'R-118', disputeId: 'D-20877', caseId: null, reference: null, code: 'DOCUMENT_INVALID', words: 'from: Invalid option: expected one of "buyer"|"seller".', firstAt: start - 190 * minute, lastAt: start - 190 * minute, times: 1, tryAt: null },
  ];

  const sources = (): FeedSource[] =>
    isEmpty
      ? [
          { ...quiet, kind: 'pull', name: 'Marketplace', state: 'off', words: 'This desk works with the exchange folder; Settings connect it to a marketplace.' },
          { ...quiet, kind: 'webhook', name: 'Webhooks', state: 'off', words: 'No secret is set in Settings. The desk looks every 30 seconds instead.' },
          { ...quiet, kind: 'exchange', name: 'Exchange folder', state: 'off', words: 'The folder is not there. It is looked into as soon as somebody makes it.' },
          { ...quiet, kind: 'import', name: 'Imports', state: 'off', words: 'Nobody has brought files so far.' },
        ]
      : [
          { ...quiet, kind: 'pull', name: 'Pandora Market', state: 'fine', words: 'Everything that happened at the marketplace is here.', newsAt: start - 3 * minute, lookedAt, nextLookAt: lookedAt + 30_000, behind: 0, taken: 57, unchanged: 212, refused: refusals.length },
          { ...quiet, kind: 'webhook', name: 'Webhooks', state: 'failing', words: 'Webhooks are refused. The desk looks every 30 seconds anyway.', newsAt: start - 60 * minute, error: 'The last webhook was not signed by the secret of this desk, or its clock is more than 5 minutes off. Compare the secret in Settings with the one at the marketplace.', errorSince: start - 4 * minute, taken: 48, refused: 2 },
          { ...quiet, kind: 'exchange', name: 'Exchange folder', state: 'fine', words: 'Looked into every 3 seconds.', newsAt: start - 26 * 60 * minute, taken: 4 },
          { ...quiet, kind: 'import', name: 'Imports', state: 'behind', words: 'One import is being read.', behind: 1, newsAt: start - 5 * 60 * minute, taken: 12, refused: 1 },
        ];

  function look(): { lookAt: number } {
    lookedAt = Date.now();
    queueMicrotask(tell);
    return { lookAt: lookedAt };
  }

  return {
    'feed.status': () => ({ sources: sources(), refusals: refusals.length, hookPath }),
    'feed.pullNow': () => {
      if (isEmpty) throw new DeskError({ code: 'NOT_ALLOWED_NOW', message: 'This desk has no line to a marketplace. Connect it in Settings first.' });
      return look();
    },
    'feed.refusals': () => ({ rows: refusals, nextCursor: null }),
    'feed.tryAgain': ({ refusalId }) => {
      if (!refusals.some((one) => one.refusalId === refusalId)) throw new DeskError({ code: 'NOT_FOUND', message: `There is no refused item with the id ${refusalId} here.` });
      refusals = refusals.filter((one) => one.refusalId !== refusalId);
      return look();
    },
  };
}
