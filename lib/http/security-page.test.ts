import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

it('names no test that is not there', () => {
  const page = readFileSync('docs/security.md', 'utf8')
  const named = [...page.matchAll(/`([\w/.-]+\.(?:spec|test)\.ts)`((?: ?,? “[^”]+”)+)/g)].flatMap(([, file, titles]) =>
    [...titles!.matchAll(/“([^”]+)”/g)].map(([, title]) => ({ file: file!, title: title! })),
  )
  expect(named.length).toBeGreaterThan(40)
  const missing = named.filter(({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title))
  expect(missing).toEqual([])
})
