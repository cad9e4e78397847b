import type { DeskEvent } from '../contract/events.ts';
import type { Fault, Reply } from '../contract/reply.ts';
import type { Core, DeskOptions } from './core.ts';

/** Calls that cross from a shell's thread to the core's: the functions of `Core` that answer once. */
export type HopName = 'handle' | 'openFile' | 'admit' | 'receive' | 'hear' | 'close';
export type HopArguments<Name extends HopName> = Parameters<Core[Name]>;
export type HopAnswer<Name extends HopName> = Awaited<ReturnType<Core[Name]>>;

/** Shell to core. */
export type ToCore = { [Name in HopName]: { id: number; name: Name; args: HopArguments<Name> } }[HopName];

/** Core to shell. `opened`: the vault key, which a core that is started again is opened with. `started` or `refused` comes first; `answered` for each call; events as they happen. */
export type FromCore =
  | { type: 'started' }
  | { type: 'opened'; key: Uint8Array }
  | { type: 'refused'; fault: Fault }
  | { type: 'answered'; id: number; answer: unknown }
  | { type: 'broke'; id: number; message: string }
  | { type: 'event'; event: DeskEvent };

/** What the thread is started with. */
export type ThreadData = DeskOptions;

/** Streams inside an answer or an argument, which are handed over rather than copied. */
export function streamsOf(value: unknown): ReadableStream[] {
  if (value instanceof ReadableStream) return [value];
  if (typeof value !== 'object' || value === null) return [];
  const reply = value as Partial<Reply & { stream: unknown; value: unknown }>;
  return [...streamsOf(reply.stream), ...(reply.ok === true ? streamsOf(reply.value) : [])];
}
