import { defineConfig } from 'drizzle-kit';

const config = defineConfig({
  dialect: 'sqlite',
  schema: './src/core/db/schema/index.ts',
  out: './drizzle',
  casing: 'snake_case',
});

export { config as default };
