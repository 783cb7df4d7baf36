import { expect, test } from 'vitest'
import { readAdvisories } from './installed-packages.mjs'

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
