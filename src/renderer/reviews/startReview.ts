import type { Backend } from '../backend/backend.ts';

/** What answers to `reviews.open`; named here alone, because reviews stand on their own. */
type OpenReview = (method: 'reviews.open', input: { requestId: string; rulingId: string; sampleId: string }) => Promise<{ reviewId: string }>;

/** Opens one's review of a ruling of a sample; its id. From then on the ruling is hidden until one's own view is noted. */
export async function startReview(backend: Backend, rulingId: string, sampleId: string): Promise<string> {
  const { reviewId } = await (backend.call as unknown as OpenReview)('reviews.open', { requestId: crypto.randomUUID(), rulingId, sampleId });
  return reviewId;
}
