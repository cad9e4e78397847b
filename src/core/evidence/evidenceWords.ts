import { eq } from 'drizzle-orm';
import { evidenceText } from '../db/schema/evidenceText.ts';
import type { Tx } from '../db/write.ts';
import type { Look } from './plainLook.ts';

/** Writes a file's words into the search index: its name, its text, and what stands over a mail. Only for a file that is not in it yet. */
export async function indexText(tx: Tx, sha256: string, fileName: string, look: Pick<Look, 'show' | 'metadata' | 'text'>): Promise<void> {
  const headers = look.show === 'email' ? look.metadata.map(({ value }) => value) : [];
  await tx.insert(evidenceText).values({ sha256, text: [fileName, ...headers, look.text ?? ''].join('\n') });
}

/** Takes a file's words out of the search index, when the file is forgotten. */
export async function forgetText(tx: Tx, sha256: string): Promise<void> {
  await tx.delete(evidenceText).where(eq(evidenceText.sha256, sha256));
}
