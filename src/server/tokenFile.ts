import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running web shell leaves in the data folder for the owner of the machine, mode 0600. */
export type TokenFile = { port: number; pid: number; token: string };

const pathOf = (dataDir: string) => join(dataDir, 'web-token');

/** Writes the token file in one step; the answer removes it again, unless another web shell has taken its place. */
export function writeTokenFile(dataDir: string, content: TokenFile): () => void {
  const path = pathOf(dataDir);
  const next = `${path}.${process.pid}.new`;
  rmSync(next, { force: true });
  writeFileSync(next, `${JSON.stringify(content)}\n`, { mode: 0o600, flag: 'wx' });
  renameSync(next, path);
  return () => {
    if (readTokenFile(dataDir)?.token === content.token) rmSync(path, { force: true });
  };
}

/** The token file of a data folder; null when there is none that can be read. */
export function readTokenFile(dataDir: string): TokenFile | null {
  try {
    const { port, pid, token } = JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as Partial<TokenFile>;
    return typeof port === 'number' && typeof pid === 'number' && typeof token === 'string' ? { port, pid, token } : null;
  } catch {
    return null; // Absent or half of something else: then nobody can be asked.
  }
}

/** Asks the web shell that serves this data folder for another one-time link; null when none answers. */
export async function linkToRunning(dataDir: string): Promise<string | null> {
  const running = readTokenFile(dataDir);
  if (!running) return null;
  try {
    const response = await fetch(`http://127.0.0.1:${running.port}/session/link`, {
      method: 'POST',
      headers: { authorization: `Bearer ${running.token}` },
      signal: AbortSignal.timeout(3_000),
    });
    const { url } = (await response.json()) as { url?: unknown };
    return response.ok && typeof url === 'string' ? url : null;
  } catch {
    return null; // Nobody listens there any more: the file is left over from a crash.
  }
}
