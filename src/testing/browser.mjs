// Finds the browser of the e2e tests, or installs one: Debian's chromium by apt as root, else Playwright's own.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pinnedNode, projectRoot, run } from '../cli/setUp.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of a Chromium on PATH, or null. */
export function browserOnPath(env = process.env) {
  for (const name of names) {
    for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here; the next place is looked at.
      }
    }
  }
  return null;
}

/** Gives the e2e tests a browser: its path, or null for the one Playwright keeps itself. Throws when none can be had. */
export async function ensureBrowser(tell) {
  const found = browserOnPath();
  if (found) return found;
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (hasApt && process.getuid?.() === 0) {
    tell('Installing chromium for the e2e tests (apt).');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    try {
      await run('apt-get', ['update', '-qq'], projectRoot, env);
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core', 'fonts-noto-cjk'], projectRoot, env);
    } catch (error) {
      tell(`apt could not install chromium (${error.message}); trying Playwright's own.`);
    }
    const installed = browserOnPath();
    if (installed) return installed;
  }
  tell('Installing Chromium for the e2e tests (Playwright).');
  await run(pinnedNode(), [join(projectRoot, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium', '--only-shell'], projectRoot);
  return null;
}
