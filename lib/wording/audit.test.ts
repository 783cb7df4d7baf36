import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { auditActions, auditKindOf } from '@/lib/domain/audit/audit-action'
import { auditActionText, auditFacts, auditPersonText, auditTime } from './audit'

const actions: string[] = Object.values(auditActions).flat()

const sources = readdirSync('lib/services', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
  .map((file) => readFileSync(`lib/services/${file}`, 'utf8'))
  .filter((text) => text.includes('writeAuditEvent') || text.includes('jobKind('))
const written = sources.flatMap((text) =>
  [...text.matchAll(/\b(?:action|audit)\b\s*[:=][^,\n]*/g)].flatMap(([part]) =>
    [...part.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action]) => action!),
  ),
)

describe('actions of the audit trail', () => {
  it('has a sentence and a kind for every action that the code writes, and no other', () => {
    expect(written.length).toBeGreaterThan(60)
    expect([...new Set(written)].sort()).toEqual([...actions].sort())
    expect(actions.filter((action) => auditActionText(action).startsWith('Other'))).toEqual([])
  })

  it('gives each a sentence of its own', () => {
    expect(new Set(actions.map(auditActionText)).size).toBe(actions.length)
    expect(new Set(actions).size).toBe(actions.length)
  })

  it('names an action that is no longer written as it stands', () => {
    expect(auditActionText('toString')).toBe('Other: toString')
    expect(auditKindOf('gone.by')).toBeNull()
  })
})

test('a person is an account, a deleted account, or whoever acts without one', () => {
  expect(auditPersonText({ account: { name: 'Ada' }, nameless: null })).toBe('Ada')
  expect(auditPersonText({ account: { name: null }, nameless: null })).toBe('Deleted account')
  expect(auditPersonText({ account: null, nameless: 'command-line' })).toBe('Command line')
  expect(auditPersonText({ account: null, nameless: 'server' })).toBe('Server')
})

test('a time is in UTC to the second', () => {
  expect(auditTime(new Date('2026-11-27T00:05:09.400Z'))).toBe('27 Nov 2026, 00:05:09')
})

describe('facts of an event', () => {
  const facts = (details: object, memberName: string | null = null) =>
    auditFacts({ details, memberName }).map(({ name, value }) => `${name}: ${value}`)

  it('are words, numbers with thousands set apart, and yes or no', () => {
    expect(facts({ raterId: 1200, tasks: 1200, isStratified: false, tolerance: 1e-7, note: '' })).toEqual([
      'Rater: 1200',
      'Tasks: 1,200',
      'Stratified: no',
      'Tolerance: 1e-7',
    ])
  })

  it('name the member, and not the number of the account', () => {
    expect(facts({ to: 'admin', from: 'rater', memberId: 'c0ffee' }, 'Ada')).toEqual([
      ...['Member: Ada', 'From: rater', 'To: admin'],
    ])
  })

  it('leave out what only logs need, and count what is too long', () => {
    expect(facts({ jobId: 'a', inputHash: 'b', seed: 3, raterIds: [4, 5], images: Array(30).fill(1) })).toEqual([
      'Raters: 4, 5',
      'Images: 30',
    ])
    expect(facts({ text: 'a'.repeat(200) })[0]).toHaveLength('Text: '.length + 161)
  })

  it('go one level deep', () => {
    expect(facts({ drawn: { images: 3, deeper: { images: 4 } } })).toEqual(['Drawn, images: 3'])
  })
})
