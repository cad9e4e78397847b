import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { Actor, Reason } from '../../../contract/vocabulary.ts';
import type { JsonValue } from '../parseJson.ts';
import { conversationOf, expectedResolutions, historyOf, offersOf } from './mercadolibreParts.ts';
import { evidenceRecords, returnOf } from './mercadolibreRecords.ts';
import { actorOf, siteCurrency } from './mercadolibreWords.ts';
import { byTime } from './moments.ts';
import { hasKeys, isId, placesIn, type Reader } from './reader.ts';
import type { Source } from './source.ts';
import { reasonFromWords, spoken } from './words.ts';

const isClaim = (value: JsonValue | undefined): boolean => hasKeys(value, 'id', 'players', 'stage', 'reason_id');

/** Mercado Libre post-purchase claims: a claim with its companion files, or the pages of a claims search. */
export const mercadolibre: Reader = {
  source: 'mercadolibre',
  recognise(payload) {
    if (isClaim(payload)) return [[]];
    for (const key of ['data', 'results']) {
      if (!hasKeys(payload, key, 'paging')) continue;
      const places = placesIn(payload[key], [key], isClaim);
      if (places.length > 0 || (Array.isArray(payload[key]) && payload[key].length === 0)) return places;
    }
    const places = placesIn(payload, [], isClaim);
    return places.length > 0 ? places : null;
  },
  read(claim, companions) {
    const of = (kind: string): Source[] => companions.filter((companion) => companion.kind === kind).map(({ source }) => source);
    const entries = (kind: string): Source[] => of(kind).flatMap((source) => (Array.isArray(source.value) ? source.list() : [source]));
    const [detail] = of('detail');
    const site = claim.text('site_id');
    const currency = siteCurrency(site);
    const players = [...claim.list('players'), ...entries('players')].map(readPlayer);
    const openedAt = claim.instant('date_created');
    const stageWord = claim.text('stage');
    const status = claim.text('status');
    const outcome = outcomeOf(claim.at('resolution'), claim, status);
    const records = evidenceRecords(entries('evidences'));
    const talk = conversationOf(entries('messages'));
    const past = historyOf(entries('actions-history'), entries('status-history'));
    const back = returnOf(entries('returns'));
    const offers = offersOf(of('available-offers'));
    const quantity = claim.whole('claimed_quantity');
    const orderId = claim.peek('resource') === 'order' ? claim.id('resource_id') : (back.orderId ?? null);
    if (orderId !== null) claim.text('resource');
    const deadlines = deadlinesOf(players, detail);
    const problem = detail?.text('problem') ?? null;
    const told = [detail?.text('title'), detail?.text('description')].filter((words) => typeof words === 'string');
    if (offers.cap === null)
      claim.warn('CASE_AMOUNT_MISSING', 'A Mercado Libre claim states no amounts; what was paid is known to the order only.');
    warnOfMixUp(claim, { openedAt, escalatedAt: past.escalatedAt, siteCurrency: currency, offered: offers.cap?.currency ?? null });
    return {
      source: 'mercadolibre',
      sourceId: claim.id('id') ?? '',
      openedAt,
      escalatedAt: past.escalatedAt ?? (stageWord === 'dispute' ? (talk.firstToMediatorAt ?? null) : null),
      escalationCause: past.escalationCause,
      stage: outcome ? 'closed' : stageWord === 'dispute' ? 'arbitration' : 'claim',
      sourceStatus: [status, stageWord, claim.text('type')].filter((word) => word !== null).join(' / ') || null,
      whoseTurn: outcome ? null : turnOf(detail, stageWord, players),
      parties: partiesOf(players),
      order: orderId === null ? null : { id: orderId, currency: offers.cap?.currency ?? currency, cap: offers.cap },
      items: back.items,
      claims: [
        {
          id: 'claim-1',
          ...reasonOf(claim, problem),
          words: problem,
          itemId: back.items[0]?.id ?? null,
          isGoodsReceived: claim.peek('reason_id')?.startsWith('PDD') ? true : claim.peek('reason_id')?.startsWith('PNR') ? false : null,
          subReason: quantityWords(claim.text('quantity_type'), quantity),
        },
      ],
      remedies: expectedResolutions(entries('expected-resolutions'), currency),
      messages: talk.messages,
      evidence: [...records.evidence, ...talk.evidence],
      parcels: [...records.parcels, ...back.parcels],
      deadlines,
      goodsReturn: back.goodsReturn,
      outcome,
      history: byTime(
        [
          ...past.entries,
          ...(told.length > 0 ? [{ at: null, by: 'platform' as const, action: 'Told by the marketplace', words: told.join('. ') }] : []),
        ],
        ({ at }) => at,
      ),
    };
  },
};

/** Companions carry no claim id: what cannot be true of one claim is the only sign that a file lies in the wrong folder. */
function warnOfMixUp(
  claim: Source,
  told: { openedAt: string | null; escalatedAt: string | null; siteCurrency: string | null; offered: string | null },
): void {
  const { openedAt, escalatedAt, siteCurrency: ofSite, offered } = told;
  if (openedAt && escalatedAt && escalatedAt < openedAt) {
    claim.warn(
      'CASE_TIMES_DISAGREE',
      'The history says the mediator was called before the claim was opened; check that the files of this folder belong together.',
    );
  }
  if (ofSite && offered && ofSite !== offered) {
    claim.warn(
      'CASE_CURRENCIES_DISAGREE',
      `The site trades in ${ofSite}, the partial refunds on offer are in ${offered}; check that the files of this folder belong together.`,
    );
  }
}

type Player = { role: Actor | null; id: string | null; actions: Source[] };

function readPlayer(player: Source): Player {
  const type = player.text('type');
  return { role: actorOf(player.text('role')) ?? actorOf(type), id: player.id('user_id'), actions: player.list('available_actions') };
}

function partiesOf(players: readonly Player[]): NeutralCaseInput['parties'] {
  const seen = new Set<string>();
  return players.flatMap(({ role, id }) => {
    if (role === null || seen.has(`${role} ${id ?? ''}`)) return [];
    seen.add(`${role} ${id ?? ''}`);
    return [{ role, id }];
  });
}

function deadlinesOf(players: readonly Player[], detail: Source | undefined): NonNullable<NeutralCaseInput['deadlines']> {
  const found = players.flatMap(({ role, actions }) =>
    actions.flatMap((source) => {
      const dueAt = role === null ? null : source.instant('due_date');
      if (role === null || dueAt === null) return [];
      const action = source.text('action') ?? 'answer';
      return [
        {
          id: `${role}-${action}`.slice(0, 200),
          party: role,
          action: spoken(action),
          dueAt,
          isMandatory: source.flag('mandatory') ?? false,
          from: 'source' as const,
        },
      ];
    }),
  );
  const party = actorOf(detail?.text('action_responsible') ?? null);
  const dueAt = party === null ? null : (detail?.instant('due_date') ?? null);
  if (party === null || dueAt === null) return found;
  return [
    ...found,
    { id: `${party}-detail`, party, action: party === 'mediator' ? 'Decide' : 'Act on the claim', dueAt, isMandatory: true, from: 'source' },
  ];
}

function turnOf(detail: Source | undefined, stageWord: string | null, players: readonly Player[]): Actor | null {
  const responsible = actorOf(detail?.text('action_responsible') ?? null);
  if (responsible) return responsible;
  if (stageWord === 'dispute') return 'mediator';
  return players.find(({ actions }) => actions.some((action) => action.peek('mandatory') === 'true'))?.role ?? null;
}

/** PNR: not received; PDD: different or defective; CS: cancelled sale. Only the number behind the letters says more, and its list is not public. */
function reasonOf(claim: Source, problem: string | null): { reason: Reason; sourceReason: string | null } {
  const code = claim.text('reason_id');
  if (code?.startsWith('PNR')) return { reason: 'not_received', sourceReason: code };
  const fromWords = reasonFromWords(problem);
  const reason = fromWords ?? (code?.startsWith('PDD') ? 'not_as_described' : 'other');
  const by = fromWords ? "the marketplace's words about the problem" : 'the letters of its code';
  claim.warn('CASE_REASON_GUESSED', `Mercado Libre gives the reason as ${code ?? 'no code'}; "${spoken(reason)}" was taken from ${by}.`);
  return { reason, sourceReason: code };
}

function quantityWords(type: string | null, quantity: number | null): string | null {
  const words = [type === null ? null : `${spoken(type)} quantity`, quantity === null ? null : `${quantity} claimed`].filter(
    (part) => part !== null,
  );
  return words.join(', ') || null;
}

function outcomeOf(resolution: Source, claim: Source, status: string | null): NonNullable<NeutralCaseInput['outcome']> | null {
  const reason = resolution.text('reason');
  if (reason === null && status !== 'closed') return null;
  const benefited = resolution.list('benefited').map((entry) => actorOf(entry.text()));
  const inFavourOf = benefited.length === 1 && (benefited[0] === 'buyer' || benefited[0] === 'seller') ? benefited[0] : null;
  const isCovered = resolution.flag('applied_coverage');
  const isPartial = /partial/.test(reason ?? '');
  const isRefund = /refund|reimburs|coverage|item_returned/.test(reason ?? '');
  return {
    decidedAt: resolution.instant('date_created') ?? (status === 'closed' ? claim.instant('last_updated') : null),
    decidedBy: actorOf(resolution.text('closed_by')),
    inFavourOf,
    kind: isPartial ? 'partial_refund' : isRefund && inFavourOf !== 'seller' ? 'full_refund' : inFavourOf === 'seller' ? 'no_refund' : null,
    bearer: isCovered ? 'platform' : inFavourOf === 'buyer' ? 'seller' : null,
    words: reason === null ? 'Closed.' : spoken(reason),
  };
}

/** The user ids of a claim's players: what ties a companion to it. */
export function playersOf(claim: JsonValue): Set<string> {
  const players = hasKeys(claim, 'players') && Array.isArray(claim.players) ? claim.players : [];
  return new Set(players.flatMap((player) => (hasKeys(player, 'user_id') && isId(player.user_id) ? [String(player.user_id)] : [])));
}
