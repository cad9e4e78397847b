import { posix, resolve } from 'node:path';
import { normalizePath, type Plugin } from 'vite';

const mark = /__OWN_URL__\("([^"]+)"\)/g;

/**
 * Lets a file of `src` find those beside it after many became one: `import.meta.url` is where the file would lie if the build mirrored `src`, and
 * what it starts on a thread lies there still, as an entry of its own.
 */
export function ownUrls() {
  // With / on every system, as the names of modules are.
  const src = `${normalizePath(resolve('src'))}/`;
  return {
    name: 'own-urls',
    transform(code: string, id: string) {
      const path = id.split('?', 1)[0] ?? id;
      if (!path.startsWith(src) || !code.includes('import.meta.url')) return null;
      const built = path.slice(src.length).replace(/\.ts$/, '.js');
      return { code: code.replaceAll('import.meta.url', `__OWN_URL__(${JSON.stringify(built)})`), map: null };
    },
    renderChunk(code: string, { fileName }: { fileName: string }) {
      if (!code.includes('__OWN_URL__')) return null;
      const from = posix.dirname(`/${fileName}`);
      return { code: code.replace(mark, (_, built: string) => `new URL(${JSON.stringify(`./${posix.relative(from, `/${built}`)}`)}, import.meta.url).href`), map: null };
    },
  } satisfies Plugin;
}
