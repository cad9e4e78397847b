import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where this system keeps the data of its users' programs. */
function defaultDataDir(): string {
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Mediation Desk');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Mediation Desk');
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'mediation-desk');
}

/** The data folder of a command: the one given, or the person's own; the sample docket has its own beside it. */
export function dataDirOf(given: string | undefined, isDemo = false): string {
  if (given !== undefined) return resolve(given);
  return isDemo ? `${defaultDataDir()}-demo` : defaultDataDir();
}
