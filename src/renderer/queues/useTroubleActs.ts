import type { EscalationChoice } from '../../contract/exits.ts';
import { useBackend } from '../backend/backend.ts';

/** What a lead does about a case that does not get on; each throws what the core says. */
export function useTroubleActs() {
  const backend = useBackend();
  const requestId = () => crypto.randomUUID();

  /** Keeps a waiting case for leads: it is taken for a moment and handed up in the lead's own name. */
  async function handToLead(caseId: string, reason: EscalationChoice, words: string): Promise<void> {
    await backend.call('cases.claim', { requestId: requestId(), caseId });
    const { version } = await backend.call('cases.get', { caseId });
    await backend.call('cases.escalate', { requestId: requestId(), caseId, expectedVersion: version, reason, words });
  }

  async function endLease(caseId: string, reason: string): Promise<void> {
    await backend.call('queues.endLease', { requestId: requestId(), caseId, reason });
  }

  return { handToLead, endLease };
}
