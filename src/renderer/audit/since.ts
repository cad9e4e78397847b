import type { AsItWas, ChangeSince } from '../../contract/asItWas.ts';

const partNames: Record<ChangeSince['part'], string> = { case: 'Case', claims: 'Claims', exhibits: 'Exhibits', places: 'Marked places', messages: 'Messages', order: 'Order', policy: 'Policy', records: 'Records' };

/** Differences of the parts named, under the name of their part, in the order they are shown. */
export function changesIn(changes: readonly ChangeSince[], parts: readonly ChangeSince['part'][]): { name: string; changes: ChangeSince[] }[] {
  return parts.map((part) => ({ name: partNames[part], changes: changes.filter((one) => one.part === part) })).filter((group) => group.changes.length > 0);
}

/** How many things stand otherwise today: differences, and files whose bytes are not those of then without another word of it. */
export function todayCount({ today }: AsItWas): number {
  const told = new Set(today.changes.flatMap(({ evidenceId }) => evidenceId ?? []));
  const files = today.files.filter(({ evidenceId, is }) => is !== 'same' && is !== 'none' && !told.has(evidenceId));
  return today.changes.length + files.length + (today.policy.isTextKept === false ? 1 : 0);
}
