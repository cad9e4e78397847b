import type { AsItWas, ChangeSince } from '../../contract/asItWas.ts';

const partNames: Record<ChangeSince['part'], string> = { case: 'Case', claims: 'Claims', exhibits: 'Exhibits', places: 'Marked places', messages: 'Messages', order: 'Order', policy: 'Policy', records: 'Records' };

/** Differences of the parts named, under the name of their part, in the order they are shown. */
export function changesIn(changes: readonly ChangeSince[], parts: readonly ChangeSince['part'][]): { name: string; changes: ChangeSince[] }[] {
  return parts.map((part) => ({ name: partNames[part], changes: changes.filter((one) => one.part === part) })).filter((group) => group.changes.length > 0);
}

/** How many things stand otherwise today: differences, files whose bytes are not those of then without another word of it, and the policy. */
export function todayCount({ was, today }: AsItWas): number {
  const told = new Set(today.changes.flatMap(({ evidenceId }) => evidenceId ?? []));
  const files = today.files.filter(({ evidenceId, is }) => is !== 'same' && is !== 'none' && !told.has(evidenceId));
  const policy = [today.policy.isTextKept === false, today.policy.inForce !== was.policyVersion].filter(Boolean);
  return today.changes.length + files.length + policy.length;
}
