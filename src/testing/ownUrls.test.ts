import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownUrls } from '../../ownUrls.vite.ts';

const plugin = ownUrls();
const host = plugin.transform('start(import.meta.url)', resolve('src/core/host.ts'))?.code ?? '';

describe('where a file finds what it starts after the build', () => {
  it('would look for the thread beside the chunk it came into', () => {
    const urlIn = (fileName: string) => /new URL\("([^"]+)", import\.meta\.url\)/.exec(plugin.renderChunk(host, { fileName })?.code ?? '')?.[1];
    for (const fileName of ['chunks/host-x1.js', 'cli/main.js', 'core/evidence/thread.js', 'index.js']) {
      expect(new URL(urlIn(fileName) ?? '', `file:///out/main/${fileName}`).href).toBe('file:///out/main/core/host.js');
    }
  });
  it('would change files of packages, or of a folder whose name only begins like that of the sources', () => {
    expect(plugin.transform('start(import.meta.url)', resolve('node_modules/sharp/index.js'))).toBeNull();
    expect(plugin.transform('start(import.meta.url)', resolve('src2/a.ts'))).toBeNull();
    expect(plugin.renderChunk('start(import.meta.url)', { fileName: 'a.js' })).toBeNull();
  });
});
