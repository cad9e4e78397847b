import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

const mark = /__OWN_URL__\("([^"]+)"\)/g;

/**
 * Lets a file of `src` find those beside it after many became one: `import.meta.url` is where the file would lie if the build mirrored `src`, and
 * what it starts on a thread lies there still, as an entry of its own.
 */
export function ownUrls(): Plugin {
  const src = resolve('src');
  return {
    name: 'own-urls',
    transform(code, id) {
      const path = id.split('?', 1)[0] ?? id;
      if (!path.startsWith(src) || !code.includes('import.meta.url')) return null;
      const built = relative(src, path).replaceAll('\\', '/').replace(/\.ts$/, '.js');
      return { code: code.replaceAll('import.meta.url', `__OWN_URL__(${JSON.stringify(built)})`), map: null };
    },
    renderChunk(code, { fileName }) {
      if (!code.includes('__OWN_URL__')) return null;
      return { code: code.replace(mark, (_, built: string) => `new URL(${JSON.stringify(relative(dirname(join('/', fileName)), join('/', built)).replaceAll('\\', '/').replace(/^(?!\.)/, './'))}, import.meta.url).href`), map: null };
    },
  };
}
