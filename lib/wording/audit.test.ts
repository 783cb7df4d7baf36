import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { auditActions, auditKindOf } from '@/lib/domain/audit/audit-action'
import { auditAbout, auditPersonText, auditTime } from './audit'
import { auditActionText } from './audit-actions'

const actions: string[] = Object.values(auditActions).flat()

const sources = readdirSync('lib/services', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
  .map((file) => readFileSync(`lib/services/${file}`, 'utf8'))
  .filter((text) => /\b(writeAuditEvent|audit|jobKind)\(/.test(text))
const written = sources.flatMap((text) =>
  [...text.matchAll(/\b(?:action|audit)\b\s*[:=(][^,\n]*/g)].flatMap(([part]) =>
    [...part.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, action]) => action!),
  ),
)

describe('actions of the audit trail', () => {
  it('have a sentence and a kind for every action that the code writes, and no others', () => {
    expect(written.length).toBeGreaterThan(60)
    expect([...new Set(written)].sort()).toEqual([...actions].sort())
    expect(actions.filter((action) => auditActionText(action).startsWith('Other'))).toEqual([])
  })

  it('say who is asked again, and that a code may be wrong too', () => {
    expect(auditActionText('rater.ask-again')).toBe('Asked other raters about the tasks of an excluded rater')
    expect(auditActionText('account.sign-in-failed')).toMatch(/wrong e-mail, password or code$/)
  })

  it('have distinct sentences', () => {
    expect(new Set(actions.map(auditActionText)).size).toBe(actions.length)
    expect(new Set(actions).size).toBe(actions.length)
  })

  it('keep their stored name if they are no longer written', () => {
    expect(auditActionText('toString')).toBe('Other: toString')
    expect(auditKindOf('gone.by')).toBeNull()
  })
})

test('names the account, a deleted account, or an actor without one', () => {
  expect(auditPersonText({ account: { name: 'Ada' }, nameless: null })).toBe('Ada')
  expect(auditPersonText({ account: { name: null }, nameless: null })).toBe('Deleted account')
  expect(auditPersonText({ account: null, nameless: 'command-line' })).toBe('Command line')
  expect(auditPersonText({ account: null, nameless: 'server' })).toBe('Server')
})

test('shows times in UTC to the second', () => {
  expect(auditTime(new Date('2026-11-27T00:05:09.400Z'))).toBe('27 Nov 2026, 00:05:09')
})

describe('the details of an event', () => {
  const about = (details: object, memberName: string | null = null) => auditAbout({ details, memberName })

  it('form a sentence with row numbers, counts with nouns, and the meaning of yes and no', () => {
    expect(about({ tasks: 1200, raterId: 1200, isStratified: false, classes: 1, note: '' })).toBe(
      'Rater 1200; 1,200 tasks; not stratified; 1 class.',
    )
    expect(about({ tasks: 2, unanimousImages: 1 })).toBe('2 tasks; 1 image unanimous.')
    expect(about({ predictions: 115, proposedCandidates: 59 })).toBe('115 predictions; 59 candidates proposed.')
    expect(about({ ratersPerTask: 5, tolerance: 1e-7, name: 'Lake birds' })).toBe(
      'Raters per task 5; tolerance 1e-7; name: Lake birds.',
    )
  })

  it('begin with the access token of a program', () => {
    expect(about({ runId: 3, accessToken: 'Nightly' })).toBe('By access token: Nightly; run 3.')
  })

  it('omit default values', () => {
    expect(about({ model: 'alpha', isAdded: false, isReplaced: false })).toBe('Model: alpha.')
    expect(about({ model: 'alpha', isAdded: true })).toBe('Model: alpha; added to what was there before.')
  })

  it('name the member instead of the account id', () => {
    expect(about({ to: 'admin', from: 'rater', memberId: 'c0ffee' }, 'Ada')).toBe('Ada; from rater to admin.')
  })

  it('omit what only logs need, and give the count of long lists', () => {
    expect(about({ jobId: 'a', inputHash: 'b', seed: 3, raterIds: [4, 5], images: Array(30).fill(1) })).toBe(
      'Raters 4, 5; 30 images.',
    )
    expect(about({ text: 'a'.repeat(200) })).toHaveLength('Text: '.length + 161)
    expect(about({ jobId: 'a' })).toBe('')
  })

  it('say where imported files came from and which models they had', () => {
    const upload = { from: 'upload', uploadId: 'c0ffee' }
    expect(about({ jobId: 4, source: upload, skipsUnreadable: false })).toBe('From an upload.')
    expect(about({ source: { from: 's3', bucket: 'birds', prefix: 'lake' }, skipsUnreadable: true })).toBe(
      'From S3, bucket: birds, prefix: lake; unreadable images are left out.',
    )
    const model = { model: 'alpha', images: 4, predictions: 20 }
    expect(about({ classes: null, predictions: [model] })).toBe('Model: alpha.')
    expect(about({ predictions: [model, { ...model, model: 'beta' }] })).toBe('Models: alpha, beta.')
  })

  it('say what happened, without keys and numbers of the database', () => {
    const [first, second] = [
      { id: 281, name: 'tabby', index: 281 },
      { id: 282, name: 'tiger cat', index: 282 },
    ]
    const after = { note: '', decision: 'same' }
    expect(about({ after, first, lowId: 281, before: null, highId: 282, second })).toBe(
      'First class: name: tabby, index 281; second class: name: tiger cat, index 282; after: decision: same.',
    )
    expect(about({ own: 'en', after: { own: 'de' }, before: { own: 'en' } })).toMatch(/; before: .*; after: /)
    expect(about({ actId: 4, labels: 2 })).toBe('2 labels.')
    expect(about({ before: ['a.org'], hosts: [] })).toBe('Hosts: none; before: a.org.')
    expect(about({ languages: [] })).toBe('')
    expect(about({ use: 'hidden', imageIds: [7] })).toBe('Image 7; use: hidden.')
    expect(about({ drawId: 2, images: 3, newCandidates: 31 })).toBe('Draw 2; 3 images; 31 candidates added.')
    expect(about({ left: 9 })).toBe('9 codes left.')
    expect(about({ raterId: 3, forgotten: [{ id: 1 }, { id: 2 }] })).toBe('Rater 3; 2 attempts reset.')
    expect(about({ votes: 4, file: 'votes.csv', sha256: 'ab' })).toBe('4 votes; file: votes.csv.')
    expect(about({ wrong: 'code', isKnownDevice: false })).toBe('Wrong: code; from an unknown device.')
  })

  it('name the kind of a job only where the action does not', () => {
    expect(about({ jobId: 'a', kind: 'compare-methods', folds: 5 })).toBe('5 folds.')
    expect(about({ jobId: 'a', kind: 'aggregate', accessToken: 'Nightly' })).toBe(
      'By access token: Nightly; kind: aggregate.',
    )
    expect(about({ jobId: 'a', kind: 'aggregate', job: 'Aggregating votes' })).toBe('Job: Aggregating votes.')
    expect(about({ version: 1, kind: 'consent' })).toBe('Version 1; kind: consent.')
  })

  it('round shares and figures that were computed', () => {
    expect(about({ limit: 1 / 3 })).toBe('Limit 0.333333.')
  })

  it('go one level deep, up to the given number', () => {
    expect(about({ drawn: { images: 3, deeper: { images: 4 } } })).toBe('Drawn: 3 images.')
    expect(auditAbout({ details: { images: 3, tasks: 2, votes: 1 }, memberName: null }, 2)).toBe('3 images; 2 tasks.')
  })
})
