import type { DeskEvent } from '../../contract/events.ts';

/** What a burst of events means for a list: cases of its rows that changed, and whether others may have come, gone or moved. */
export type Changes = { caseIds: Set<string>; isWide: boolean };

/**
 * Joins the events of one burst. Every change of a case says that the queue changed too: where only cases that the list shows changed, no
 * more than their rows is fetched again.
 */
export function changesOf(events: readonly DeskEvent[], shows: (caseId: string) => boolean): Changes {
  const changed = events.flatMap((event) => (event.type === 'case.changed' || event.type === 'tags.changed' ? [event] : []));
  const caseIds = new Set(changed.map(({ caseId }) => caseId).filter(shows));
  const versions = changed.filter(({ type }) => type === 'case.changed').length;
  const queues = events.filter(({ type }) => type === 'queue.changed').length;
  return { caseIds, isWide: queues > versions || changed.some(({ type, caseId }) => type === 'case.changed' && !shows(caseId)) };
}
