import type { Money } from '../../../contract/money.ts';
import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { Actor, Reason, RemedyState } from '../../../contract/vocabulary.ts';
import { aliexpressZone } from './aliexpressWords.ts';
import { byTime } from './moments.ts';
import { hasKeys, type Reader } from './reader.ts';
import type { Source } from './source.ts';
import { fileNameOf, kindOfFile, reasonFromWords, spoken } from './words.ts';

type Remedies = NonNullable<NeutralCaseInput['remedies']>;
type Evidence = NonNullable<NeutralCaseInput['evidence']>;

const wrapper = 'aliexpress_issue_detail_get_response';

/** AliExpress open platform, `aliexpress.issue.detail.get`: one dispute with its solutions and its process, newest first. */
export const aliexpressIssue: Reader = {
  source: 'aliexpress',
  recognise(payload) {
    const outer = hasKeys(payload, wrapper) ? payload[wrapper] : undefined;
    if (hasKeys(outer, 'result_object') && hasKeys(outer.result_object, 'id')) return [[wrapper, 'result_object']];
    return hasKeys(payload, 'id', 'issue_status', 'order_id') ? [[]] : null;
  },
  read(issue) {
    const steps = byTime(issue.list('process_dto_list').map(readStep), (step) => step.at);
    const status = issue.text('issue_status');
    const price = issue.money('product_price', issue.currency('product_price_currency'));
    const orderId = issue.id('order_id');
    const solutions = readSolutions(issue, price, orderId, status === 'finish');
    const arbitration = steps.find((step) => /arbitrat/.test(step.action));
    const outcome = outcomeOf(status, steps, solutions);
    const evidence = evidenceOf(steps);
    takeIssueIds(issue, steps);
    const productId = issue.id('product_id');
    const buyer = issue.text('buyer_login_id');
    const seller = issue.text('seller_login_id');
    const item = issue.text('product_name');
    const received = steps.findLast((step) => step.isReceived !== null)?.isReceived ?? null;
    const complaint = steps.find((step) => step.by === 'buyer' && step.words !== null);
    const reason = reasonOf(issue, complaint?.words ?? null, received);
    return {
      source: 'aliexpress',
      sourceId: issue.id('id') ?? '',
      openedAt: issue.instant('gmt_create', aliexpressZone),
      escalatedAt: arbitration?.at ?? null,
      escalationCause: arbitration ? `${arbitration.by === 'seller' ? 'The seller' : 'The buyer'} asked the platform to decide.` : null,
      stage: outcome ? 'closed' : arbitration ? 'arbitration' : 'claim',
      sourceStatus: status,
      whoseTurn: outcome ? null : arbitration ? 'mediator' : turnOf(solutions.map(({ waitsFor }) => waitsFor)),
      parties: [
        { role: 'buyer', displayName: buyer, id: buyer?.slice(0, 200) ?? null },
        { role: 'seller', displayName: seller, id: seller?.slice(0, 200) ?? null },
      ],
      order: orderId === null ? null : orderOf(issue, orderId, price),
      items: item === null ? [] : [{ id: productId ?? 'item-1', title: item, unitPrice: price }],
      claims: [
        {
          id: 'claim-1',
          ...reason,
          words: complaint?.words ?? null,
          itemId: item === null ? null : (productId ?? 'item-1'),
          isGoodsReceived: received,
          amount: solutions.find(({ remedy }) => remedy.type === 'request')?.remedy.amount ?? null,
          answers: steps.flatMap((step) => {
            const stance = /^seller_(refuse|reject)/.test(step.action) ? 'denies' : /^seller_(accept|agree)/.test(step.action) ? 'accepts' : null;
            return stance === null ? [] : [{ by: 'seller' as const, stance: stance as 'denies' | 'accepts', words: step.words, at: step.at }];
          }),
        },
      ],
      remedies: solutions.map(({ remedy }) => remedy),
      messages: steps
        .filter((step) => step !== complaint && step.words !== null)
        .map((step, index) => ({ id: `message-${index + 1}`, from: step.by ?? 'platform', sentAt: step.at, original: step.words ?? '' })),
      evidence,
      outcome,
      history: steps.map((step) => ({ at: step.at, by: step.by, action: told(step.action), words: step.words })),
    };
  },
};

type Step = { at: string | null; by: Actor | null; action: string; words: string | null; isReceived: boolean | null; source: Source };

function readStep(source: Source): Step {
  return {
    source,
    at: source.instant('gmt_create', aliexpressZone),
    by: actorOf(source.text('submit_member_type')),
    action: source.text('action_type') ?? 'step',
    words: source.text('content'),
    isReceived: source.flag('receive_goods'),
  };
}

const actions: { [code: string]: string } = {
  initiate: 'Dispute opened',
  buyer_initiate_arbitration: 'Buyer asked the platform to decide',
  seller_initiate_arbitration: 'Seller asked the platform to decide',
  platform_force_reach: 'Platform decided',
  perform_solution: 'Solution carried out',
};

function told(action: string): string {
  return (Object.hasOwn(actions, action) ? actions[action] : undefined) ?? spoken(action);
}

function actorOf(word: string | null): Actor | null {
  return word === 'buyer' || word === 'seller' || word === 'platform' ? word : null;
}

function reasonOf(
  issue: Source,
  complaint: string | null,
  received: boolean | null,
): { reason: Reason; sourceReason: string | null; subReason: string | null } {
  const code = issue.text('issue_reason_id');
  const label = issue.text('issue_reason');
  const named = reasonFromWords(label);
  const sourceReason = [code, label].filter((part) => part !== null).join(' ') || null;
  if (named) return { reason: named, sourceReason, subReason: label };
  const guess = reasonFromWords(complaint) ?? (received === false ? 'not_received' : 'other');
  issue.warn(
    'CASE_REASON_GUESSED',
    `AliExpress gives the reason as number ${code ?? 'none'} only; "${spoken(guess)}" was taken from the buyer's words and whether the goods arrived.`,
  );
  return { reason: guess, sourceReason, subReason: label };
}

function orderOf(issue: Source, id: string, price: Money | null): NonNullable<NeutralCaseInput['order']> {
  const cap = issue.money('refund_money_max', issue.currency('refund_money_max_currency'));
  return { id, parentId: issue.id('parent_order_id'), currency: price?.currency ?? cap?.currency ?? null, paid: price, cap };
}

type Solution = { remedy: Remedies[number]; waitsFor: Actor | null };

/** The three solution lists as one chain. `refund_money` is what the buyer sees, `refund_money_post` the same sum in the order's currency. */
function readSolutions(issue: Source, price: Money | null, orderId: string | null, isFinished: boolean): Solution[] {
  const lists = ['buyer_solution_list', 'seller_solution_list', 'platform_solution_list'] as const;
  const raw = lists.flatMap((name) =>
    issue.list(name).map((entry) => {
      const local = entry.money('refund_money', entry.currency('refund_money_currency'));
      const post = entry.money('refund_money_post', entry.currency('refund_money_post_currency'));
      entry.repeats('order_id', orderId);
      return { entry, local, post, by: actorOf(entry.text('solution_owner')) ?? actorOf(name.split('_')[0] ?? '') ?? 'platform' };
    }),
  );
  const forced = raw.findLast(({ by }) => by === 'platform');
  const solutions = raw.map(({ entry, local, post, by }): Solution => {
    // A platform solution states the buyer's currency only: the same sum elsewhere tells what it is in the order's.
    const twin = post ?? raw.find((other) => other.post && other.local && isSame(other.local, local))?.post ?? null;
    const type = entry.text('solution_type') ?? 'refund';
    const word = entry.text('status');
    const answeredAt =
      entry.instant('reached_time', aliexpressZone) ??
      entry.instant('seller_accept_time', aliexpressZone) ??
      entry.instant('buyer_accept_time', aliexpressZone);
    const isGranted = isFinished && forced !== undefined && isSame(forced.local, local);
    const sum = twin ?? local;
    return {
      waitsFor: word === 'wait_seller_accept' ? 'seller' : word === 'wait_buyer_accept' ? 'buyer' : null,
      remedy: {
        id: `${by}-${entry.id('id') ?? entry.path}`.slice(0, 200),
        by,
        type: by === 'buyer' ? 'request' : 'offer',
        kind: /refund/.test(type) ? (sum && isSame(sum, price) ? 'full_refund' : sum?.minor === '0' ? 'no_refund' : 'partial_refund') : 'other',
        amount: sum,
        localAmount: twin ? local : null,
        withReturn: /return/.test(type) ? true : type === 'refund' ? false : null,
        state: isGranted ? 'accepted' : stateOf(word, answeredAt, isFinished),
        at: entry.instant('gmt_create', aliexpressZone),
        answeredAt,
        words: entry.text('content'),
      },
    };
  });
  return byTime(solutions, ({ remedy }) => remedy.at);
}

function stateOf(word: string | null, answeredAt: string | null, isFinished: boolean): RemedyState {
  if (word && /refuse|reject/.test(word)) return 'rejected';
  if (word && /cancel/.test(word)) return 'withdrawn';
  if (answeredAt !== null || (word && !word.startsWith('wait') && /accept|reach|perform/.test(word))) return 'accepted';
  return isFinished ? 'expired' : 'pending';
}

function isSame(a: Money | null, b: Money | null): boolean {
  return a !== null && b !== null && a.minor === b.minor && a.currency === b.currency;
}

function turnOf(waits: (Actor | null)[]): Actor | null {
  return waits.findLast((actor) => actor !== null) ?? null;
}

function outcomeOf(status: string | null, steps: readonly Step[], solutions: readonly Solution[]): NeutralCaseInput['outcome'] {
  if (status === 'canceled_issue' || status === 'cancelled' || status === 'canceled') {
    const step = steps.findLast(({ action }) => /cancel/.test(action));
    return { decidedAt: step?.at ?? null, decidedBy: step?.by ?? null, kind: 'no_refund', words: 'The dispute was cancelled.' };
  }
  const forced = steps.findLast(({ action }) => action === 'platform_force_reach');
  if (status !== 'finish' && !forced) return null;
  const chain = solutions.map(({ remedy }) => remedy);
  const settled = (forced ? chain.findLast(({ by }) => by === 'platform') : undefined) ?? chain.findLast(({ state }) => state === 'accepted');
  const kind = settled?.kind ?? null;
  return {
    decidedAt: forced?.at ?? settled?.answeredAt ?? steps.at(-1)?.at ?? null,
    decidedBy: forced ? 'platform' : (settled?.by ?? null),
    inFavourOf: kind === 'full_refund' ? 'buyer' : kind === 'no_refund' ? 'seller' : null,
    kind,
    amount: settled?.amount ?? null,
    words: forced ? 'The platform decided (platform_force_reach).' : 'The dispute is finished.',
  };
}

/** Files of each step; a video the source only announces becomes a record without a file. */
function evidenceOf(steps: readonly Step[]): Evidence {
  const found: Evidence = [];
  for (const [index, step] of steps.entries()) {
    const side = step.by === 'seller' || step.by === 'platform' ? step.by : 'buyer';
    const files = [...step.source.list('attachments'), ...step.source.list('videos')];
    for (const [place, file] of files.entries()) {
      const url =
        ['file_path', 'video_path', 'url'].map((key) => file.text(key)).find((text) => text !== null) ??
        (typeof file.value === 'string' ? file.text() : null);
      if (url === null) continue;
      const owner = actorOf(file.text('owner'));
      found.push({
        id: `step-${index + 1}-file-${place + 1}`,
        side: owner === 'buyer' || owner === 'seller' ? owner : side,
        kind: kindOfFile(url),
        fileName: fileNameOf(url, `File ${place + 1} of step ${index + 1}`),
        handedInAt: file.instant('gmt_create', aliexpressZone) ?? step.at,
        url,
      });
    }
    for (const owner of ['buyer', 'seller'] as const) {
      if (!step.source.flag(`has_${owner}_video`) || found.some((item) => item.kind === 'video' && item.side === owner)) continue;
      found.push({
        id: `step-${index + 1}-${owner}-video`,
        side: owner,
        kind: 'video',
        fileName: `Video of the ${owner}`,
        statement: 'The source says there is a video and does not send it.',
        handedInAt: step.at,
      });
    }
  }
  return found;
}

/** Steps and solutions repeat the id of the issue they are part of; it says nothing more about the case. */
function takeIssueIds(issue: Source, steps: readonly Step[]): void {
  const known = steps.map((step) => step.source.id('issue_id')).find((id) => id !== null) ?? null;
  for (const list of ['buyer_solution_list', 'seller_solution_list', 'platform_solution_list']) {
    for (const solution of issue.list(list)) solution.repeats('issue_id', known);
  }
}
