import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const config = defineConfig({
  plugins: [vue()],
  test: {
    include: ['src/**/*.test.{ts,mjs}'],
    environment: 'node',
    // Real files and a real database on a busy machine; a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

export { config as default };
