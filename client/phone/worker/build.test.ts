import { expect, test } from 'vitest'
import { filesOf, type Made } from './build.ts'

const chunk = (fileName: string, more: Partial<Made> = {}): Made => ({ fileName, type: 'chunk', ...more })
const made = [
  chunk('index.js', {
    isEntry: true,
    imports: ['vue.js'],
    dynamicImports: ['wall.js', 'phone.js'],
    css: ['index.css'],
  }),
  chunk('vue.js'),
  chunk('wall.js', { dynamicImports: ['chart.js'] }),
  chunk('chart.js'),
  chunk('phone.js', {
    facadeModuleId: '/x/client/pages/PhonePage.vue',
    imports: ['index.js'],
    dynamicImports: ['map.js'],
    css: ['phone.css'],
  }),
  chunk('map.js', { css: ['map.css'] }),
]

test('the phone keeps its own pages and what they lead to, and nothing of the wall', () => {
  expect(filesOf(made, /PhonePage/)).toEqual([
    'index.css',
    'index.js',
    'map.css',
    'map.js',
    'phone.css',
    'phone.js',
    'vue.js',
  ])
})
