import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './src/testing/longestFirst.ts';

const config = defineConfig({
  plugins: [vue()],
  test: {
    include: ['src/**/*.test.{ts,mjs}'],
    environment: 'node',
    globalSetup: 'src/testing/template.ts',
    pool: 'threads',
    // Modules are read once for all files of a thread, which halves the time; so a test leaves no state of a module behind that another would trip over.
    isolate: false,
    // By itself vitest leaves one core free, which is half of a machine with two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // From outside, Node reads the 500 exports of its package.json again for each of its hundred files.
    server: { deps: { inline: ['drizzle-orm'] } },
    // The test of the colours reads tokens.css itself; without this its text comes empty.
    css: { include: /tokens\.css/ },
    // Real files and a real database on a busy machine; a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

export { config as default };
