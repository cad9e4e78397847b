import type { Lease } from '../../contract/caseFile.ts';
import { exactWords } from '../ui/time.ts';

/** Who holds the cases that are left, and until when, a line each: "Iris Adler until 12 Sep 2026, 14:05". */
export function holderWords(holders: readonly Lease[]): string {
  return holders.map((lease) => `${lease.personName} until ${exactWords(lease.endsAt)}`).join('\n');
}
