import { readdirSync, readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import * as icons from './generated/icons'

test('draws an icon in its square and hides it from screen readers without a label', () => {
  const plain = renderToStaticMarkup(icons.BookOpen({ size: 16 }))
  expect(plain).toMatch(/^<svg width="16" height="16" viewBox="0 0 24 24" fill="none" stroke="currentColor" /)
  expect(plain).toContain('aria-hidden="true"')
  expect(plain).toMatch(/"><path d="M[^"]+"\/>(<path d="M[^"]+"\/>)*<\/svg>$/)
  expect(renderToStaticMarkup(icons.CircleHelp({ 'aria-label': 'Help' }))).toContain('aria-hidden="false"')
})

test('uses each icon of the list', () => {
  const sources = ['app', 'components']
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
    .filter((file) => /\.tsx?$/.test(file) && !/generated|\.test\./.test(file))
    .map((file) => readFileSync(file, 'utf8'))
  const used = sources.flatMap(
    (source) => /import \{([^}]*)\} from '@\/components\/ui\/generated\/icons'/.exec(source)?.[1]?.split(',') ?? [],
  )
  const names = new Set(used.map((name) => name.trim().split(' as ')[0]))
  expect(Object.keys(icons).filter((name) => !names.has(name))).toEqual([])
})
