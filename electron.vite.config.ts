import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ownUrls } from './ownUrls.vite.ts';
import { pdfFrame } from './pdfFrame.vite.ts';
import { fetchQueueAhead, screenGroups } from './screens.vite.ts';

/** Files that run on a thread or in a process of their own: each is named by the one that starts it, in the form below. */
const startedFile = /import\.meta\.url\.endsWith\('\.ts'\) \? '(\.[^']+\.ts)'/g;
const starters = globSync('src/**/*.ts', { exclude: ['**/*.test.ts', 'src/renderer/**', 'src/testing/**'] });
const started = starters.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(startedFile)].map(([, name = '']) => join(dirname(path), name)));

/** Packages without anything of their own on the disk. */
const inside = ['drizzle-orm', 'zod', 'yaml', 'luxon', 'liquidjs', 'commander', 'dinero.js', 'canonicalize', 'chardet', 'fastest-levenshtein', 'standardwebhooks', '@libsql/client'];

const config = defineConfig({
  main: {
    plugins: [ownUrls()],
    build: {
      outDir: 'out/main',
      // Of the packages that are JavaScript alone only what is used comes along: to find, read and check hundreds of files was half the time of a start.
      externalizeDeps: { exclude: inside },
      // A start reads a few files, each thread its own and what it shares with others. Names of entries mirror src, so that a file finds the thread it starts.
      rollupOptions: {
        input: Object.fromEntries(['src/main/index.ts', 'src/cli/main.ts', ...started].map((path) => [relative('src', path).replaceAll('\\', '/').replace(/\.ts$/, ''), path])),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script is CommonJS.
      rollupOptions: { input: 'src/preload/index.ts', output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [vue(), pdfFrame(), fetchQueueAhead()],
    // Half the bytes to read and to parse before the first case; electron-vite leaves them as they are unless asked.
    // The charts are 570 kB in a part of their own, fetched with the first of them.
    build: { outDir: 'out/renderer', emptyOutDir: true, minify: true, chunkSizeWarningLimit: 600, rollupOptions: { input: 'src/renderer/index.html', output: { codeSplitting: { groups: screenGroups } } } },
  },
});

export { config as default };
