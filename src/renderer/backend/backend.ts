import type { DeskEvent } from '../../contract/events.ts';
import type { InputOf, MethodName, OutputOf } from '../../contract/methods.ts';
import type { ErrorCode, Fault, Reply } from '../../contract/reply.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { createGate, type Gate } from './gate.ts';

/** Which form of a piece of evidence a screen asks for; `preview`, `thumbnail` and `pixels` (in full size) are pictures made by the desk, `page` an inert HTML body. */
export type EvidenceVariant = 'original' | 'preview' | 'thumbnail' | 'pixels' | 'page';

/** Watching files on their way to the desk, and stopping them. A shell on the same machine hands over places, not bytes, and tells nothing. */
export type HandOver = { signal?: AbortSignal; onProgress?(done: { files: number; ofFiles: number; bytes: number; ofBytes: number }): void };

/** The one way the screens reach the core; they do not know which shell they run in. */
export type Backend = {
  shell: 'electron' | 'web';
  /** Throws a DeskError with the code of the core, or OFFLINE when the core does not answer. */
  call<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** Listens to events; the answer stops it. */
  on(listener: (event: DeskEvent) => void): () => void;
  /** Told at once when the core is not there, and on every change. Whoever has just begun to fetch is not told to fetch again. */
  onConnection(listener: (isOnline: boolean) => void): () => void;
  evidenceUrl(evidenceId: string, variant: EvidenceVariant): string;
  exportUrl(caseId: string): string;
  /** The audit log as JSON Lines. */
  logUrl(withWords: boolean): string;
  /** A letter as a PDF: by its id, or the one to a side of the ruling on a case that is staged or in the making (as it was saved). */
  letterUrl(id: string, side?: Adversary): string;
  /** A report that this window had made. */
  reportUrl(reportId: string): string;
  /** Hands files or dropped folders to the shell; `intake.import` takes the batch in. Throws a DeskError that names the file at fault. */
  importFiles(files: File[] | DataTransferItemList, watch?: HandOver): Promise<{ batchId: string }>;
  /** Asks the person for files, or for one folder with all that is in it; null when they think better of it. */
  pickFiles(what?: 'files' | 'folder', watch?: HandOver): Promise<{ batchId: string } | null>;
};

/** What a call throws: a code for the screen, words for the person. */
export class DeskError extends Error {
  readonly code: ErrorCode;
  readonly data: unknown;

  constructor(fault: Fault) {
    super(fault.message);
    this.name = 'DeskError';
    this.code = fault.code;
    this.data = fault.data;
  }
}

/** The value of a reply; its fault is thrown as a DeskError. */
export function valueOf<Value>(reply: Reply<Value>): Value {
  if (reply.ok) return reply.value;
  throw new DeskError(reply.error);
}

let current: { backend: Backend; gate: Gate } | null = null;

/** Sets the backend of this window; called once at start, and by tests. */
export function setBackend(backend: Backend): void {
  current = createGate(backend);
}

function there(): { backend: Backend; gate: Gate } {
  if (!current) throw new Error('No backend is set. Call setBackend before the application starts.');
  return current;
}

/** The backend of this window. */
export function useBackend(): Backend {
  return there().backend;
}

/** The door of this window's calls. */
export function useGate(): Gate {
  return there().gate;
}
