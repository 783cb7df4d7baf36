import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readAdvisories, trimPackages } from './installed-packages.mjs'

test('deletes what nothing loads from large packages, and works without them', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'reassess-packages-'))
  trimPackages(root)
  const folder = path.join(root, 'node_modules/@prisma/client/runtime')
  mkdirSync(folder, { recursive: true })
  const needed = ['client.mjs', 'query_compiler_small_bg.postgresql.mjs']
  for (const name of [...needed, 'query_compiler_small_bg.mysql.mjs', 'query_compiler_fast_bg.postgresql.mjs'])
    writeFileSync(path.join(folder, name), '')
  trimPackages(root)
  expect(readdirSync(folder)).toEqual(needed)
  rmSync(root, { recursive: true })
})

test('installs the packages of which every page loads parts only once', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const names = Object.keys(packages)
    .filter((folder) => !packages[folder].dev)
    .map((folder) => folder.split('node_modules/').at(-1)!)
    .filter((name) => /^(@radix-ui\/|@tanstack\/|d3-|next-intl$|react$|react-dom$|zod$)/.test(name))
  expect(names.filter((name, place) => names.indexOf(name) < place)).toEqual([])
})

const vulnerable = (name: string, severity: string, via: unknown[]) => ({ [name]: { name, severity, via } })

test('separates grave advisories from lesser ones, with links', () => {
  const cause = { title: 'Reads any file', url: 'https://github.com/advisories/GHSA-1' }
  const vulnerabilities = {
    ...vulnerable('reader', 'critical', [cause]),
    ...vulnerable('uses-reader', 'high', ['reader']),
    ...vulnerable('writer', 'moderate', [cause]),
  }
  expect(readAdvisories(JSON.stringify({ auditReportVersion: 2, vulnerabilities }))).toEqual({
    grave: ['reader: critical, Reads any file (https://github.com/advisories/GHSA-1)', 'uses-reader: high'],
    lesser: ['writer: moderate, Reads any file (https://github.com/advisories/GHSA-1)'],
  })
  expect(readAdvisories(JSON.stringify({ vulnerabilities: {} }))).toEqual({ grave: [], lesser: [] })
})

test('reports a registry without an answer as a reason, never as no advisories', () => {
  const refused = {
    message: '405 Method Not Allowed - POST https://registry/advisories/bulk',
    statusCode: 405,
    error: {},
  }
  expect(readAdvisories(JSON.stringify(refused))).toEqual({
    why: 'the registry does not say which packages are vulnerable (status 405)',
  })
  expect(readAdvisories(JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'getaddrinfo' } }))).toEqual({
    why: 'the registry does not say which packages are vulnerable (ENOTFOUND)',
  })
  expect(readAdvisories('npm: not found')).toEqual({ why: 'npm audit gave no report' })
})
