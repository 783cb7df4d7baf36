import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { allowedLicenses, licenseProblem } from './allowed-licenses'
import { cycloneDx, type Lock, materialsOf, readLock } from './bill-of-materials'

const wanted = await readLock('.', 'wanted')
const installed = await readLock('.', 'installed')

describe('the packages of package-lock.json, of every platform', () => {
  it('have licenses that Apache-2.0 software may use, if they are needed at run time', () => {
    const materials = materialsOf(wanted)
    expect(materials.length).toBeGreaterThan(300)
    const wrong = materials.flatMap(({ name, license }) => {
      const problem = licenseProblem(license)
      return problem === null ? [] : [`${name} ${problem}`]
    })
    expect(wrong).toEqual([])
  })

  it('state the same license where they are installed', () => {
    const different = materialsOf(installed).flatMap(({ location, name, license }) => {
      const own = JSON.parse(readFileSync(path.join(location, 'package.json'), 'utf8'))
      const stated = typeof own.license === 'string' ? own.license : (own.license?.type ?? own.licenses?.[0]?.type)
      return stated === license ? [] : [`${name}: ${stated} instead of ${license}`]
    })
    expect(different).toEqual([])
  })

  it('are pre-releases only if a decision names package and version', () => {
    const folder = 'docs/decisions'
    const decisions = readdirSync(folder).map((file) => readFileSync(path.join(folder, file), 'utf8'))
    const argued = decisions
      .flatMap((text) => [...text.matchAll(/^\| `([^`]+)` +\| `([^`]+)`/gm)])
      .map(([, name, version]) => ({ name: name!, version: version! }))
    const isArgued = (name: string, version: string) =>
      argued.some((row) => {
        const isNamed = row.name.endsWith('/*') ? name.startsWith(row.name.slice(0, -1)) : name === row.name
        return isNamed && version === row.version
      })
    const ownTools = Object.keys((wanted.packages[''] as { devDependencies?: object }).devDependencies ?? {})
    const used = [
      ...materialsOf(wanted),
      ...ownTools.map((name) => ({ name, version: wanted.packages[`node_modules/${name}`]!.version! })),
    ]
    const preReleases = used.filter(({ version }) => version.includes('-'))
    expect(preReleases.length).toBeGreaterThan(0)
    expect(preReleases.filter(({ name, version }) => !isArgued(name, version))).toEqual([])
  })
})

test.each([
  ['MIT', null],
  ['MIT OR GPL-3.0-only', null],
  ['(MIT OR GPL-3.0-only) AND ISC', null],
  ['Apache-2.0 AND LGPL-3.0-or-later AND MIT', null],
  ['GPL-3.0-only', 'has the license GPL-3.0-only, which is not among the allowed ones'],
  ['MIT AND GPL-3.0-only', 'has the license GPL-3.0-only, which is not among the allowed ones'],
  ['MIT AND (GPL-3.0-only OR SSPL-1.0)', expect.stringContaining('SSPL-1.0')],
  ['UNLICENSED', expect.stringContaining('UNLICENSED')],
  ['SEE LICENSE IN LICENSE.txt', expect.stringContaining('not among')],
  ['constructor', expect.stringContaining('not among')],
  ['', 'names no license'],
  [null, 'names no license'],
])('returns the problem of the license %j', (license, problem) => {
  expect(licenseProblem(license)).toEqual(problem)
})

test('gives a reason for every allowed license', () => {
  expect(Object.values(allowedLicenses).filter((reason) => reason.length < 5)).toEqual([])
})

test('lists each package once with license, checksum and dependencies, without development packages', () => {
  const lock: Lock = {
    name: 'reassess',
    version: '1.2.3',
    packages: {
      '': { dependencies: { '@s/a': '1' }, optionalDependencies: { alias: '3' } },
      'node_modules/@s/a': { version: '1.0.0', license: 'MIT', dependencies: { b: '2' }, integrity: 'sha512-AAEC' },
      'node_modules/@s/a/node_modules/b': { version: '2.0.0', license: 'MIT AND ISC' },
      'node_modules/b': { version: '1.0.0', license: 'ISC', dev: true },
      'node_modules/alias': { name: 'real', version: '3.0.0', optional: true, dependencies: { missing: '1', b: '1' } },
    },
  }
  const bill = cycloneDx(materialsOf(lock), lock)
  expect(bill.components).toEqual([
    {
      ...{ type: 'library', 'bom-ref': 'node_modules/@s/a', name: '@s/a', version: '1.0.0', scope: 'required' },
      purl: 'pkg:npm/%40s/a@1.0.0',
      licenses: [{ license: { id: 'MIT' } }],
      hashes: [{ alg: 'SHA-512', content: '000102' }],
    },
    {
      ...{ type: 'library', 'bom-ref': 'node_modules/@s/a/node_modules/b', name: 'b', version: '2.0.0' },
      ...{ scope: 'required', purl: 'pkg:npm/b@2.0.0', licenses: [{ expression: 'MIT AND ISC' }] },
    },
    {
      ...{ type: 'library', 'bom-ref': 'node_modules/alias', name: 'real', version: '3.0.0', scope: 'optional' },
      purl: 'pkg:npm/real@3.0.0',
    },
  ])
  expect(bill.metadata.component).toMatchObject({ name: 'reassess', version: '1.2.3' })
  expect(bill.dependencies).toEqual([
    { ref: 'reassess', dependsOn: ['node_modules/@s/a', 'node_modules/alias'] },
    { ref: 'node_modules/@s/a', dependsOn: ['node_modules/@s/a/node_modules/b'] },
    { ref: 'node_modules/@s/a/node_modules/b', dependsOn: [] },
    { ref: 'node_modules/alias', dependsOn: [] },
  ])
})

test('traces every installed package back to a dependency of the product', () => {
  const packages = { ...installed.packages, '': wanted.packages['']! }
  const bill = cycloneDx(materialsOf(installed), { ...installed, packages })
  const next = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]))
  const reached = new Set<string>()
  const ahead = ['reassess']
  for (let ref = ahead.pop(); ref !== undefined; ref = ahead.pop()) {
    if (reached.has(ref)) continue
    reached.add(ref)
    ahead.push(...next.get(ref)!)
  }
  expect(bill.components.map((one) => one['bom-ref']).filter((ref) => !reached.has(ref))).toEqual([])
})
