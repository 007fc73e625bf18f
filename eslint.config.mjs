import vue from 'eslint-plugin-vue'
import typescript from '@typescript-eslint/parser'

/** Templates and what a component is made of; scripts are looked at by `oxlint.config.mjs`. */
export default [
  { ignores: ['dist/', 'artifacts/', 'data/', 'public/', '**/*.{ts,js,mjs,mts}'] },
  ...vue.configs['flat/recommended'],
  {
    // Layout is the formatter's and the author's business; what is left of the plugin is about mistakes.
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript } },
    rules: {
      ...vue.configs['no-layout-rules'].rules,
      'vue/max-lines-per-block': ['error', { script: 200, template: 150, style: 200, skipBlankLines: true }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
    },
  },
]
