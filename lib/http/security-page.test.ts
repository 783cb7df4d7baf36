import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const pages = { 'docs/security.md': 40, 'docs/asvs.md': 120 }

describe.each(Object.entries(pages))('%s', (page, atLeast) => {
  it('names only existing tests', () => {
    const text = readFileSync(page, 'utf8')
    const named = [...text.matchAll(/`([\w/.-]+\.(?:spec|test)\.ts)`((?: ?,? “[^”]+”)+)/g)].flatMap(
      ([, file, titles]) => [...titles!.matchAll(/“([^”]+)”/g)].map(([, title]) => ({ file: file!, title: title! })),
    )
    expect(named.length).toBeGreaterThan(atLeast)
    const missing = named.filter(({ file, title }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(title))
    expect(missing).toEqual([])
    // A file without a title would be a claim that nothing checks.
    const files = [...text.matchAll(/`[\w/.-]+\.(?:spec|test)\.ts`/g)].length
    const withTitle = [...text.matchAll(/`[\w/.-]+\.(?:spec|test)\.ts` “/g)].length
    const inProse = [...text.matchAll(/`lib\/http\/security-page\.test\.ts` fails/g)].length
    expect(files - withTitle).toBe(inProse)
  })
})

describe('docs/asvs.md', () => {
  const text = readFileSync('docs/asvs.md', 'utf8')
  const rows = [...text.matchAll(/^\| *(\d+\.\d+\.\d+) *\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)].map((row) => {
    const [number, asks, state, how, test] = row.slice(1).map((cell) => cell.trim()) as [
      string,
      string,
      string,
      string,
      string,
    ]
    return { number, asks, state, how, test }
  })

  // Number of requirements of levels 1 and 2 in each section of version 5.0.0. They come first in a section, numbered
  // from 1.
  const sections: Record<string, number> = {
    ...{
      '1.1': 2,
      '1.2': 9,
      '1.3': 11,
      '1.4': 3,
      '1.5': 2,
      '2.1': 3,
      '2.2': 3,
      '2.3': 4,
      '2.4': 1,
      '3.2': 2,
      '3.3': 4,
    },
    ...{ '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3 },
    ...{
      '6.1': 3,
      '6.2': 12,
      '6.3': 4,
      '6.4': 4,
      '6.5': 5,
      '6.6': 3,
      '6.8': 4,
      '7.1': 3,
      '7.2': 4,
      '7.3': 2,
      '7.4': 5,
    },
    ...{
      '7.5': 2,
      '7.6': 2,
      '8.1': 2,
      '8.2': 3,
      '8.3': 1,
      '8.4': 1,
      '9.1': 3,
      '9.2': 4,
      '10.1': 2,
      '10.2': 2,
      '10.3': 4,
    },
    ...{
      '10.4': 11,
      '10.5': 5,
      '10.6': 2,
      '10.7': 3,
      '11.1': 2,
      '11.2': 3,
      '11.3': 3,
      '11.4': 4,
      '11.5': 1,
      '11.6': 1,
    },
    ...{ '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4, '14.3': 3 },
    ...{ '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4 },
    ...{ '17.3': 2 },
  }

  it('has every requirement of levels 1 and 2, each once', () => {
    const wanted = Object.entries(sections).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, k) => `${section}.${k + 1}`),
    )
    expect(wanted).toHaveLength(253)
    expect(rows.map(({ number }) => number).sort()).toEqual(wanted.sort())
  })

  it('states the requirement, its state, how it is met, and the test, and counts them', () => {
    expect(rows.filter(({ asks, how, test }) => asks === '' || how === '' || test === '')).toEqual([])
    const count = (state: string) => rows.filter((row) => row.state === state).length
    const [met, partly, no, operator, none] = ['met', 'partly', 'not met', 'operator', 'does not apply'].map(count)
    expect(met! + partly! + no! + operator! + none!).toBe(rows.length)
    expect(text).toContain(
      `Of the ${rows.length} requirements ${met} are met, ${partly} partly, ${no} not; ${operator} are up to the operator, and ${none} do not apply.`,
    )
    const listed = [...text.matchAll(/\((\d+\.\d+\.\d+)[;)]/g)].map(([, number]) => number)
    expect(rows.filter(({ state, number }) => state === 'not met' && !listed.includes(number))).toEqual([])
  })
})
