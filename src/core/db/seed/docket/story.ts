import type { z } from 'zod';
import { neutralCaseSchema, type NeutralCaseInput, type NeutralDeadline, type NeutralMessage, type NeutralRemedy, type NeutralScan } from '../../../../contract/neutralCase.ts';
import { fromDecimal, type Money } from '../../../../contract/money.ts';
import type { EvidenceKind, Side } from '../../../../contract/vocabulary.ts';
import type { Times } from './times.ts';

/** One file or record a side hands in, with how to make it. */
export interface Exhibit {
  id: string;
  side: Side;
  kind: EvidenceKind;
  fileName: string;
  mediaType: string;
  statement: string | null;
  handedInAt: string;
  claimIds: string[];
  /** Makes the file; null for a record that is only words. */
  make: ((times: Times) => Promise<Buffer>) | null;
  text?: string;
}

type Bare<T> = Omit<T, 'id'>;
type Message = Bare<z.input<typeof NeutralMessage>>;
type Remedy = Bare<z.input<typeof NeutralRemedy>>;
type Deadline = Bare<z.input<typeof NeutralDeadline>>;
/** One scan of a parcel. */
export type Scan = z.input<typeof NeutralScan>;

/** What one sample case says, before files are made and ids are given. */
export interface Telling extends Omit<NeutralCaseInput, 'schema' | 'source' | 'evidence' | 'messages' | 'remedies' | 'deadlines' | 'unmapped'> {
  messages?: Message[];
  remedies?: Remedy[];
  deadlines?: Deadline[];
}

/** One sample case with its evidence. */
export interface Story {
  slug: string;
  packedAs: 'folder' | 'zip';
  /** Evidence id of the file whose bytes change after the manifest is written. */
  damagedId: string | null;
  caseDocument: Omit<NeutralCaseInput, 'evidence'>;
  exhibits: Exhibit[];
}

/** An amount written as people write it: ('66.65', 'USD'). */
export function money(decimal: string, currency: string): Money {
  const minor = fromDecimal(decimal, currency);
  if (minor === null) throw new Error(`${decimal} is no amount in ${currency}`);
  return { minor, currency };
}

/** Gives ids in order and the schema's head to a telling. */
export function tell(slug: string, telling: Telling, exhibits: Exhibit[], packing: { as?: 'zip'; damagedId?: string } = {}): Story {
  const { messages = [], remedies = [], deadlines = [], ...rest } = telling;
  const numbered = <T>(prefix: string, list: T[]): (T & { id: string })[] => list.map((entry, index) => ({ id: `${prefix}${index + 1}`, ...entry }));
  return {
    slug,
    packedAs: packing.as ?? 'folder',
    damagedId: packing.damagedId ?? null,
    caseDocument: {
      schema: neutralCaseSchema,
      source: 'sample',
      ...rest,
      messages: numbered('m', messages),
      remedies: numbered('r', remedies),
      deadlines: numbered('d', deadlines),
    },
    exhibits,
  };
}

/** One message; `translation` is the marketplace's own English. */
export function say(from: Message['from'], sentAt: string, language: string, original: string, translation?: string, attachments: string[] = []): Message {
  return { from, to: from === 'buyer' ? 'seller' : from === 'seller' ? 'buyer' : 'buyer', sentAt, language, original, ...(translation ? { translation } : {}), attachments };
}

/** A request or offer; `answeredAt` null while it is open. */
export function remedy(by: Remedy['by'], at: string, kind: Remedy['kind'], amount: Money | null, state: Remedy['state'], extra: Partial<Remedy> = {}): Remedy {
  return { by, type: by === 'buyer' ? 'request' : 'offer', at, kind, amount, state, ...extra };
}

/** A deadline stated by the marketplace. */
export function due(party: Deadline['party'], action: string, dueAt: string, isMandatory = true): Deadline {
  return { party, action, dueAt, isMandatory, from: 'source' };
}

/** A scan. */
export function scan(at: string, status: Scan['status'], place: string, words?: string): Scan {
  return { at, status, place, ...(words ? { words } : {}) };
}
