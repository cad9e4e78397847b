import { resolve } from 'node:path';
import type { Plugin } from 'vite';

type Graph = { getModuleInfo(id: string): { importedIds: readonly string[] } | null };

/**
 * What the window needs first comes in few files: the frame, the queue, and the case beside it, which is fetched once the queue is painted. By itself
 * the build makes one file of each part that two screens share, which are a hundred before the first row.
 */
export const screenGroups = [
  { name: 'frame', tags: ['$initial' as const], priority: 3 },
  { name: whatMakes('queue', 'src/renderer/pages/QueuePage.vue'), priority: 2 },
  { name: whatMakes('case', 'src/renderer/pages/CaseAndRuling.vue'), priority: 1 },
];

/** Names the group for everything that a file imports, directly or not. */
function whatMakes(name: string, path: string) {
  let made: Set<string> | null = null;
  return (id: string, graph: Graph): string | null => ((made ??= reachedFrom(resolve(path).replaceAll('\\', '/'), graph)).has(id) ? name : null);
}

function reachedFrom(start: string, graph: Graph): Set<string> {
  const found = new Set([start]);
  // A set goes on to what was added while it is walked.
  for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  return found;
}

/** Lets the browser fetch the queue with the frame: nearly every window begins there, and the script that asks for it runs late. */
export function fetchQueueAhead(): Plugin {
  return {
    name: 'fetch-queue-ahead',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const files = Object.values(bundle).flatMap((file) => (file.type === 'chunk' && (file.name === 'queue' || file.name === 'QueuePage') ? [file] : []));
        return files.flatMap((file) => [
          { tag: 'link', injectTo: 'head' as const, attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file.fileName}` } },
          ...[...(file.viteMetadata?.importedCss ?? [])].map((href) => ({ tag: 'link', injectTo: 'head' as const, attrs: { rel: 'preload', as: 'style', crossorigin: true, href: `./${href}` } })),
        ]);
      },
    },
  };
}
