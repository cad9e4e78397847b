import type { Claim, Exhibit, Message } from '../../contract/caseFile.ts';
import type { TimelineEntry } from '../../contract/timeline.ts';
import type { Money } from '../../contract/money.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The moment the fake was started; every time in it lies around this. */
export const started = Date.now();

export const usd = (minor: number): Money => ({ minor: String(minor), currency: 'USD' });
export const eur = (minor: number): Money => ({ minor: String(minor), currency: 'EUR' });
export const jpy = (minor: number): Money => ({ minor: String(minor), currency: 'JPY' });

/** An exhibit with the parts that matter; the rest as an inspected, admitted photo has it. */
export function exhibit(part: Pick<Exhibit, 'evidenceId' | 'label' | 'side' | 'fileName'> & Partial<Exhibit>): Exhibit {
  return {
    sourceEvidenceId: part.evidenceId, kind: 'photo', mediaType: 'image/jpeg', size: 1_842_113, sha256: 'a3'.repeat(32), statement: null, handedInAt: null, claimIds: [], ties: [],
    url: null, text: null, state: 'good', stateWords: null, show: 'image', width: 1200, height: 900, pages: null, hasPage: false, attachedTo: null, answerId: null, takenAt: null, metadata: [], flags: [], admissibility: 'admitted',
    admissibilityReason: null, openedAt: null, ...part,
  };
}

export function claim(part: Pick<Claim, 'claimId' | 'reason' | 'words'> & Partial<Claim>): Claim {
  return {
    firstReason: part.reason, subReason: null, sourceReason: null, language: 'en', amount: null, itemId: null, isGoodsReceived: true, answers: [], standing: 'unanswered', standingNote: null,
    missing: [], facts: [], ...part,
  };
}

export function message(messageId: string, from: Message['from'], sentAt: number, original: string, part: Partial<Message> = {}): Message {
  return { messageId, from, to: from === 'buyer' ? 'seller' : 'buyer', sentAt, readAt: null, language: 'en', original, translation: null, attachments: [], ...part };
}

export function moment(at: number, kind: TimelineEntry['kind'], by: TimelineEntry['by'], words: string, refId: string | null = null): TimelineEntry {
  return { at, kind, by, words, refId };
}
