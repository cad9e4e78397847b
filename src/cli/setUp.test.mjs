import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { electronBinary } from './electronBinary.mjs';
import { lock, needsBuild, needsInstall, sourceHash } from './setUp.mjs';

let root;
const put = (path, text = 'x') => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const age = (path, seconds) => utimesSync(join(root, path), Date.now() / 1_000 - seconds, Date.now() / 1_000 - seconds);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'desk-setup-'));
  put('package-lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the install step', () => {
  it('runs in a bare clone', () => expect(needsInstall(root)).toBe(true));

  it('does not run again after npm has finished by hand', () => {
    put('node_modules/.package-lock.json');
    age('package-lock.json', 60);
    expect(needsInstall(root)).toBe(false);
  });

  it('runs when the lock file came later than the packages', () => {
    put('node_modules/.package-lock.json');
    age('node_modules/.package-lock.json', 60);
    expect(needsInstall(root)).toBe(true);
  });

  it('runs after an install that was broken off before its list was written', () => {
    put('node_modules/vue/package.json');
    expect(needsInstall(root)).toBe(true);
  });
});

describe('the build step', () => {
  const built = ['main/main/index.js', 'main/cli/main.js', 'preload/index.cjs', 'renderer/index.html'];
  const finish = () => {
    built.forEach((name) => put(`out/${name}`));
    put('out/.built', sourceHash(root));
  };

  it('runs when a source changed, whatever its date says', () => {
    put('src/cli/main.ts', 'one');
    finish();
    expect(needsBuild(root)).toBe(false);
    put('src/cli/main.ts', 'two');
    age('src/cli/main.ts', 10_000);
    expect(needsBuild(root)).toBe(true);
  });

  it('runs when a part of the build itself changed', () => {
    put('ownUrls.vite.ts', 'one');
    finish();
    put('ownUrls.vite.ts', 'two');
    expect(needsBuild(root)).toBe(true);
  });

  it('runs when a source was renamed or went away', () => {
    put('src/cli/main.ts');
    put('src/cli/old.ts');
    finish();
    rmSync(join(root, 'src/cli/old.ts'));
    expect(needsBuild(root)).toBe(true);
  });

  it('does not run for a test', () => {
    put('src/cli/main.ts');
    finish();
    put('src/cli/main.test.ts');
    put('src/testing/tempDesk.ts');
    expect(needsBuild(root)).toBe(false);
  });

  it('runs when part of the build is missing although its stamp is there', () => {
    finish();
    for (const name of built) {
      rmSync(join(root, 'out', name));
      expect([name, needsBuild(root)]).toEqual([name, true]);
      put(`out/${name}`);
    }
  });
});

describe('the set-up lock', () => {
  it('lets two starts at once go one after the other', async () => {
    const order = [];
    const unlock = await lock(root, { pollMs: 10 });
    const second = lock(root, { pollMs: 10 }).then((unlockSecond) => {
      order.push('second');
      unlockSecond();
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    order.push('first ends');
    unlock();
    await second;
    expect(order).toEqual(['first ends', 'second']);
  });

  it('of a start that died does not stop the next one', async () => {
    put('.setup/lock', '999999999');
    const unlock = await lock(root, { pollMs: 10 });
    expect(readFileSync(join(root, '.setup/lock'), 'utf8')).toBe(String(process.pid));
    unlock();
  });

  it('of a start that died before its first word does not stop the next one for long', async () => {
    put('.setup/lock', '');
    age('.setup/lock', 60);
    (await lock(root, { pollMs: 10 }))();
  });
});

describe('the Electron binary', () => {
  const say = () => undefined;
  beforeEach(() => put('node_modules/electron/package.json', '{"version":"45.0.0"}'));
  const install = (text) => async () => {
    if (text !== null) return text;
    put('node_modules/electron/path.txt', 'electron');
    put('node_modules/electron/dist/electron');
    return null;
  };

  it('is installed once when it can be had', async () => {
    const { path } = await electronBinary(root, { say, install: install(null) });
    expect(path).toBe(join(root, 'node_modules/electron/dist/electron'));
    expect((await electronBinary(root, { say, install: () => expect.unreachable() })).path).toBe(path);
  });

  it('is not waited for again after it could not be had', async () => {
    expect(await electronBinary(root, { say, install: install('no network') })).toEqual({ path: null, why: 'Electron 45.0.0 could not be installed (no network).' });
    const again = await electronBinary(root, { say, install: () => expect.unreachable() });
    expect(again.path).toBeNull();
    expect(again.why).toContain('.setup/electron.json');
  });

  it('of another version is tried again', async () => {
    await electronBinary(root, { say, install: install('no network') });
    put('node_modules/electron/package.json', '{"version":"46.0.0"}');
    expect((await electronBinary(root, { say, install: install(null) })).path).not.toBeNull();
  });
});
