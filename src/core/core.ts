import type { DeskEvent } from '../contract/events.ts';
import type { Reply } from '../contract/reply.ts';
import type { Adversary, Role } from '../contract/vocabulary.ts';

/** Who calls: a session of one window, browser or command line. The core knows which person signed in to it. */
export type Caller = { sessionId: string };

/** A webhook as it came: its three headers, and its body as text. */
export type Ring = { id: string; timestamp: string; signature: string; body: string };

/** `taken`: signed by the shared secret, new or heard before; `refused`: not signed, or of a moment more than 5 minutes away; `failed`: send it again. */
export type RingAnswer = 'taken' | 'refused' | 'failed';

/** `original`: as handed in; `preview`, `thumbnail`: pixels the desk drew; `pixels`: all of a photo's, drawn when asked for; `page`: the inert HTML body that inspection kept. */
export type EvidenceVariant = 'original' | 'preview' | 'thumbnail' | 'pixels' | 'page';

/**
 * Bytes that leave the core: `evidence` as stored, re-encoded as pixels or as a page without anything active, `export` a case as a bundle,
 * `log` the audit log as JSON Lines, `letter` as a PDF: one that was posted, or the one to a side of the ruling that is staged or in the making,
 * `report` one that its caller had made.
 */
export type FileRequest = { caller: Caller; range?: { start: number; end?: number } } & (
  | { kind: 'evidence'; evidenceId: string; variant: EvidenceVariant }
  | { kind: 'export'; caseId: string }
  | { kind: 'log'; withWords: boolean }
  | { kind: 'letter'; letterId: string }
  | { kind: 'draftLetter'; caseId: string; to: Adversary }
  | { kind: 'report'; reportId: string }
);

/** An open file: `size` is the whole length, `start` and `end` (inclusive) the part the stream delivers. */
export type OpenFile = {
  mediaType: string;
  fileName: string;
  /** `inline` only for types on the allow-list; everything else is saved, never shown. */
  disposition: 'inline' | 'attachment';
  size: number;
  start: number;
  end: number;
  stream: ReadableStream<Uint8Array>;
};

/** The back office as its shells see it, on this thread (`createApp`) or on a thread of its own (`startCore`). */
export type Core = {
  /** Runs one method of the contract; never throws. */
  handle(method: string, input: unknown, caller: Caller): Promise<Reply>;
  /** Listens to events; returns the function that stops listening. */
  on(listener: (event: DeskEvent) => void): () => void;
  /** Opens evidence or an export for reading; never throws. */
  openFile(request: FileRequest): Promise<Reply<OpenFile>>;
  /** Makes files and folders of this machine known for `intake.import`; the shell vouches that a person chose them. */
  admit(paths: string[]): Promise<{ batchId: string }>;
  /** Takes one uploaded file of a batch, of somebody who is signed in; `path` is relative and checked. Never throws. */
  receive(batchId: string, path: string, body: ReadableStream<Uint8Array>, caller: Caller): Promise<Reply<{ size: number }>>;
  /** Hears a webhook of the marketplace: a signed one makes the desk look there at once. Never throws. */
  hear(ring: Ring): Promise<RingAnswer>;
  /** Ends the core: running jobs are let go (they resume at the next start), the database is closed. */
  close(): Promise<void>;
};

/** A session and the person in it. */
export type Seat = { sessionId: string; name: string; role: Role };

/** What a core is made of. Times come from `clock`, so that tests own the clock. */
export type CoreOptions = {
  dataDir: string;
  /** 32 random bytes; null opens an unencrypted database (team servers, some tests). */
  key: Uint8Array | null;
  /** The key of the data folder when `key` is null because the database lies on a server: secrets of this machine are sealed under it. */
  sealingKey?: Uint8Array;
  /** A libSQL server instead of the file in the data folder. */
  databaseUrl?: string;
  databaseToken?: string;
  /** `write` takes the data-folder lock; `read` works beside a running desk and refuses commands that change. */
  mode: 'write' | 'read';
  /** Names this process to others that want the same data folder, such as "the web shell". */
  holder: string;
  /** Sessions that work as these people without a passphrase: whoever starts a core with its key vouches for them. */
  seats?: readonly Seat[];
  /** Names this run of the desk: sessions of another run have ended. A core that is started again under its name goes on with them. */
  runId?: string;
  /** Milliseconds a staged ruling can be taken back; settings override it. */
  undoWindowMs?: number;
};

/**
 * What a desk is started with: its core opens when somebody comes who can open it. `key`: the vault key where a file or the key store of the
 * system holds it, else null.
 */
export type DeskOptions = Omit<CoreOptions, 'sealingKey' | 'seats'> & {
  /** A sample desk: where nobody ever was it gets ready accounts, and with `docket` an empty one the sample docket. */
  sample?: 'accounts' | 'docket';
};
