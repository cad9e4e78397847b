import { FileText, Gavel, Handshake, Mail, MessageCircleQuestion, MessageCircleReply, MessageSquare, Scale, StickyNote, Tag, TextSearch } from '@lucide/vue';
import type { Component } from 'vue';
import type { LocationQueryRaw, RouteLocationRaw } from 'vue-router';
import type { FoundSpot, SearchFound, SearchHit } from '../../contract/search.ts';
import { writeSpot, type CaseSpot } from '../ui/caseSpot.ts';
import { visibleWords } from '../ui/visibleWords.ts';

type Part = Extract<FoundSpot, { in: 'head' }>['part'];
const headWords: Record<Part, string> = {
  reference: 'Reference', source: 'Id at the marketplace', order: 'Order number', title: 'Title', item: 'Article', buyer: 'Name of the buyer', seller: 'Name of the seller', tracking: 'Tracking number',
};
export const spotIcons: Record<FoundSpot['in'], Component> = {
  head: TextSearch, claim: Tag, message: MessageSquare, remedy: Handshake, question: MessageCircleQuestion, answer: MessageCircleReply, offer: Handshake, appeal: Scale, evidence: FileText, note: StickyNote, letter: Mail, ruling: Gavel,
};

/** Where in the case the words stand: 'Message of the seller', 'B-2 invoice.pdf'. Two or three words: it stands before a snippet. */
export function spotWords({ spot, speaker, exhibit }: Pick<SearchHit, 'spot' | 'speaker' | 'exhibit'>): string {
  const of = speaker === null ? '' : ` of the ${speaker}`;
  if (spot.in === 'head') return headWords[spot.part];
  if (spot.in === 'claim') return speaker === 'buyer' ? 'Claim of the buyer' : `Answer${of} to a claim`;
  if (spot.in === 'message') return `Message${of}`;
  if (spot.in === 'remedy') return `Request or offer${of}`;
  if (spot.in === 'question') return 'Question to a party';
  if (spot.in === 'answer') return `Answer${of}`;
  if (spot.in === 'offer') return speaker === 'desk' || speaker === null ? 'Offer of the desk' : `Reply${of} to an offer`;
  if (spot.in === 'appeal') return `Appeal${of}`;
  if (spot.in === 'note') return 'Note';
  if (spot.in === 'letter') return 'Letter to a party';
  if (spot.in === 'ruling') return 'Reasons of a ruling';
  const label = exhibit?.label ?? `Exhibit${of}`;
  if (spot.part === 'name') return `${label}, its name`;
  if (spot.part === 'statement') return `${label}, said with it`;
  return exhibit ? `${label} ${visibleWords(exhibit.fileName)}` : label;
}

/** The place in the case a hit leads to, with the words to mark there. */
export function spotOf({ spot, snippet }: Pick<SearchHit, 'spot' | 'snippet'>): CaseSpot {
  const words = [...new Set(snippet.filter((piece) => piece.isHit).map((piece) => piece.text.trim()).filter((word) => word !== ''))];
  const place = { line: null, words };
  if (spot.in === 'head') return { ...place, in: 'head', id: null };
  if (spot.in === 'claim') return { ...place, in: 'claim', id: spot.claimId };
  if (spot.in === 'message') return { ...place, in: 'message', id: spot.messageId };
  if (spot.in === 'remedy') return { ...place, in: 'remedy', id: spot.remedyId };
  if (spot.in === 'question') return { ...place, in: 'question', id: spot.questionId };
  if (spot.in === 'answer') return { ...place, in: 'answer', id: spot.answerId };
  if (spot.in === 'offer') return { ...place, in: 'offer', id: spot.offerId };
  if (spot.in === 'appeal') return { ...place, in: 'appeal', id: spot.appealId };
  if (spot.in === 'note') return { ...place, in: 'note', id: spot.noteId };
  if (spot.in === 'letter') return { ...place, in: 'letter', id: spot.letterId };
  if (spot.in === 'ruling') return { ...place, in: 'ruling', id: spot.rulingId };
  return { ...place, in: 'evidence', id: spot.evidenceId, line: spot.part === 'text' && spot.line > 0 ? spot.line : null };
}

/** Where a hit is opened: its case at the place, or the decision whose reasons hold the words. `rest`: what else the address keeps. */
export function addressOf(hit: SearchHit, name: 'case' | 'queue', rest: LocationQueryRaw = {}): RouteLocationRaw {
  if (hit.spot.in === 'ruling') return { name: 'decisions', params: { rulingId: hit.spot.rulingId } };
  return { name, params: { caseId: hit.caseId }, query: { ...rest, ...writeSpot(spotOf(hit)) } };
}

/** How many cases there are: '1 case', '312 cases', '20,000+ cases' where nobody counted to the end. */
export function totalWords({ total, isTotalExact }: Pick<SearchFound, 'total' | 'isTotalExact'>): string {
  return `${total.toLocaleString('en-GB')}${isTotalExact || total === 0 ? '' : '+'} ${total === 1 && isTotalExact ? 'case' : 'cases'}`;
}

/** What cannot be found yet; null when everything can. */
export function pendingWords({ pending, isCatchingUp }: Pick<SearchFound, 'pending' | 'isCatchingUp'>): string | null {
  if (pending > 0) return `${pending.toLocaleString('en-GB')} changed ${pending === 1 ? 'case is' : 'cases are'} not searchable yet`;
  return isCatchingUp ? 'What changed in the last moment is not searchable yet' : null;
}
