import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** What decides where the data lies; a test passes its own. */
export type Surroundings = { platform: NodeJS.Platform; env: NodeJS.ProcessEnv; home: string };

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/** The data folder asked for, or the one of this system; the demonstration has one of its own so that it never mixes with real cases. */
export function dataFolder(asked: { data?: string | undefined; demo?: boolean | undefined }, at: Surroundings = here()): string {
  if (asked.data) return resolve(asked.data);
  return join(baseFolder(at), asked.demo ? 'mediation-desk-demo' : 'mediation-desk');
}

function baseFolder({ platform, env, home }: Surroundings): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env['LOCALAPPDATA'] || join(home, 'AppData', 'Local');
  // The XDG specification says that a relative path there is to be ignored.
  const xdg = env['XDG_DATA_HOME'];
  return xdg?.startsWith('/') ? xdg : join(home, '.local', 'share');
}
