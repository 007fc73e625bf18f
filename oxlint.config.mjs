import { defineConfig } from 'oxlint'

/** Libraries that one folder wraps for all others. */
const WRAPPED = [
  { group: ['echarts', 'echarts/*', 'vue-echarts'], home: 'client/charts' },
  { group: ['@antv/*', 'mapbox-gl', 'mapbox-gl/*'], home: 'client/map' },
  { group: ['socket.io-client'], home: 'client/remote' },
  { group: ['element-plus', 'element-plus/*', '@element-plus/*'], home: 'client/element' },
  { group: ['idb'], home: 'client/phone/keep' },
  { group: ['@duckdb/*'], home: 'server/store' },
]

const wrappedExcept = (...homes) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: WRAPPED.filter(({ home }) => !homes.includes(home)).map(({ group, home }) => ({
        group,
        message: `Only ${home} imports this.`,
      })),
    },
  ],
})

/** What is wrong in any script; templates are looked at by `eslint.config.mjs`. */
export default defineConfig({
  plugins: ['typescript', 'import', 'vue', 'oxc'],
  categories: { correctness: 'error' },
  env: { node: true, builtin: true },
  ignorePatterns: ['dist/', 'artifacts/', 'data/', 'public/', '**/*.d.ts'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/no-empty-object-type': 'error',
    'typescript/no-unsafe-function-type': 'error',
    'typescript/no-require-imports': 'error',
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'max-params': ['error', 4],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-console': 'error',
    'prefer-const': 'error',
    'no-var': 'error',
    'no-empty': 'error',
    'no-redeclare': 'error',
    'no-fallthrough': 'error',
    'no-case-declarations': 'error',
    'no-prototype-builtins': 'error',
    'no-array-constructor': 'error',
    'prefer-rest-params': 'error',
    'prefer-spread': 'error',
    // What departments deliver does hold control characters, and we look for them.
    'no-control-regex': 'off',
    ...wrappedExcept(),
  },
  overrides: [
    { files: ['**/*.ts'], rules: { 'import/no-default-export': 'error' } },
    { files: ['**/*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    {
      files: ['client/**/*.{ts,vue}'],
      env: { browser: true },
      rules: {
        'no-restricted-globals': ['error', { name: 'fetch', message: 'Only client/remote talks to the server.' }],
      },
    },
    // Its blocks have limits of their own.
    { files: ['**/*.vue'], rules: { 'max-lines': 'off' } },
    { files: ['client/charts/**'], rules: wrappedExcept('client/charts') },
    // Reports draw without a browser.
    { files: ['server/reports/draw/**'], rules: wrappedExcept('client/charts') },
    { files: ['client/map/**'], rules: wrappedExcept('client/map') },
    { files: ['client/element/**'], rules: wrappedExcept('client/element') },
    { files: ['client/phone/keep/**'], rules: wrappedExcept('client/phone/keep') },
    { files: ['client/remote/**'], rules: { ...wrappedExcept('client/remote'), 'no-restricted-globals': 'off' } },
    // The key a device proves itself with is kept by the browser, as what waits to be sent is.
    { files: ['client/remote/device/**'], rules: wrappedExcept('client/remote', 'client/phone/keep') },
    { files: ['server/store/**'], rules: wrappedExcept('server/store') },
    // Proofs hold the product against the bare library.
    {
      files: ['server/**/*.test.ts', 'server/**/*.fixture.ts', 'server/**/testing/**', 'bench/**', 'e2e/**'],
      rules: wrappedExcept('server/store', 'client/remote'),
    },
    // A table of cases reads as columns.
    { files: ['**/*.test.ts', '**/testing/**'], rules: { 'max-params': 'off' } },
    { files: ['.ci/**', 'bench/**', 'e2e/**', 'server/cli/**'], rules: { 'no-console': 'off' } },
  ],
})
