import type { DeskEvent } from '../contract/events.ts';

export type Listener = (event: DeskEvent) => void;

/** Where the core tells what changed; only `write` emits, and only after commit. */
export type Events = { emit: Listener; on(listener: Listener): () => void };

export function createEvents(): Events {
  const listeners = new Set<Listener>();
  return {
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
