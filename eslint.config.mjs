import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import typescript from 'typescript-eslint'

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
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: WRAPPED.filter(({ home }) => !homes.includes(home)).map(({ group, home }) => ({
        group,
        message: `Only ${home} imports this.`,
      })),
    },
  ],
})

export default typescript.config(
  { ignores: ['dist/', 'artifacts/', 'data/', 'public/', '**/*.d.ts'] },
  js.configs.recommended,
  typescript.configs.recommended,
  vue.configs['flat/recommended'],
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: typescript.parser } } },
  {
    languageOptions: { globals: globals.node },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
      'no-undef': 'off',
      // What departments deliver does hold control characters, and we look for them.
      'no-control-regex': 'off',
      ...wrappedExcept(),
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['*.config.ts', '**/*.config.ts'],
    rules: {
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' }],
    },
  },
  {
    files: ['client/**/*.{ts,vue}'],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Only client/remote talks to the server.' }],
    },
  },
  {
    // Layout is the formatter's and the author's business; what is left of the plugin is about mistakes.
    files: ['**/*.vue'],
    rules: {
      ...vue.configs['no-layout-rules'].rules,
      'max-lines': 'off',
      'vue/max-lines-per-block': ['error', { script: 200, template: 150, style: 200, skipBlankLines: true }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
    },
  },
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
)
