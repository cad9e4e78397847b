import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pdfFrame } from './pdfFrame.vite.ts';

/** Files that run on a thread or in a process of their own: each is named by the one that starts it, in the form below. */
const startedFile = /import\.meta\.url\.endsWith\('\.ts'\) \? '(\.[^']+\.ts)'/g;
const starters = globSync('src/**/*.ts', { exclude: ['**/*.test.ts', 'src/renderer/**', 'src/testing/**'] });
const started = starters.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(startedFile)].map(([, name = '']) => join(dirname(path), name)));

const config = defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Node reads the package.json of drizzle-orm, 500 exports long, again for each of its hundred files: half the time of a start.
      externalizeDeps: { exclude: ['drizzle-orm'] },
      // One build that mirrors src, so that a file finds the thread it starts beside itself, as it does in the sources.
      rollupOptions: {
        input: ['src/main/index.ts', 'src/cli/main.ts', ...new Set(started)],
        output: { format: 'es', preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
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
    plugins: [vue(), pdfFrame()],
    // Half the bytes to read and to parse before the first case; electron-vite leaves them as they are unless asked.
    // The charts are 570 kB in a part of their own, fetched with the first of them.
    build: { outDir: 'out/renderer', emptyOutDir: true, minify: true, chunkSizeWarningLimit: 600, rollupOptions: { input: 'src/renderer/index.html' } },
  },
});

export { config as default };
