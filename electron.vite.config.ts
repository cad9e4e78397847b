import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'electron-vite';

// Everything that runs on Node is one build that mirrors src, so that a file finds its worker beside it.
const mirrored = { format: 'es', preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' } as const;

const config = defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: ['src/main/index.ts', 'src/cli/main.ts', 'src/core/thread.ts'],
        output: mirrored,
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: { input: 'src/preload/index.ts', output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [vue()],
    build: { outDir: 'out/renderer', rollupOptions: { input: 'src/renderer/index.html' } },
  },
});

export { config as default };
