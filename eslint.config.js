import { defineConfig, globalIgnores } from 'eslint/config';
import vue from 'eslint-plugin-vue';
import typescript from 'typescript-eslint';

// Rules that find mistakes; how a line looks is not checked here.
const every = {
  'max-lines': ['error', { max: 300, skipBlankLines: true }],
  'no-console': 'error',
  'no-empty': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
  'no-restricted-syntax': [
    'error',
    { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' },
    { selector: 'TSEnumDeclaration', message: 'A const list and its type say the same and are erased.' },
  ],
};

const typed = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/ban-ts-comment': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
};

// What needs the types: a promise nobody waits for loses its error, and one taken for a value is always true.
const withTypes = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  '@typescript-eslint/only-throw-error': 'error',
};

export default defineConfig(
  globalIgnores(['out/', 'node_modules/', 'data/', '.setup/', 'test-results/', 'playwright-report/', 'drizzle/', 'resources/']),
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  ...vue.configs['flat/essential'],
  {
    files: ['**/*.ts', '**/*.vue'],
    plugins: { '@typescript-eslint': typescript.plugin },
    rules: { ...every, ...typed },
  },
  { files: ['**/*.ts'], languageOptions: { parser: typescript.parser } },
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: typescript.parser } } },
  {
    files: ['src/{core,shell,server,cli,main}/**/*.ts'],
    // One program for all of them is read once; tests are left out for speed, and vitest itself fails on a promise that rejects unheard.
    ignores: ['**/*.test.ts', '**/*.testing.ts', 'src/core/db/seed/docket/**'],
    languageOptions: { parserOptions: { project: './tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    rules: withTypes,
  },
  { files: ['**/*.{js,mjs,cjs}'], rules: { ...every, 'no-restricted-syntax': 'off' } },
  { files: ['**/*.vue'], rules: { 'no-restricted-syntax': 'off', 'vue/no-v-html': 'error', 'vue/multi-word-component-names': 'error', 'vue/block-lang': ['error', { script: { lang: 'ts' } }] } },
  // Programs for a terminal speak through it.
  { files: ['bench/**', 'src/testing/*.mjs', 'src/core/db/seed/writeDocket.ts', 'src/core/db/makeStrict.ts'], rules: { 'no-console': 'off' } },
  // Written by `npm run api`.
  { files: ['src/marketplaceApi/*.gen.ts'], rules: { 'max-lines': 'off' } },
  { files: ['src/core/db/drizzle.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
