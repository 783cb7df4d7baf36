import { describe, expect, test } from 'vitest'
import { exitOf, idsInAddress, returnAddressOf, signedText, templateError } from './panel'

const hex = '5f1e0a2b3c4d5e6f7a8b9c0d'

describe('idsInAddress', () => {
  test('reads the ids of each kind of panel by their parameter names', () => {
    expect(idsInAddress('prolific', { PROLIFIC_PID: hex, STUDY_ID: hex, SESSION_ID: hex })).toEqual({
      pid: hex,
      study: hex,
      session: hex,
    })
    expect(idsInAddress('generic', { pid: 'a', study: 'b', session: 'c' })).toEqual({
      pid: 'a',
      study: 'b',
      session: 'c',
    })
    expect(idsInAddress('generic', { PROLIFIC_PID: hex, STUDY_ID: hex, SESSION_ID: hex })).toBe('incomplete')
  })

  test('detects a placeholder that was not filled in', () => {
    expect(idsInAddress('prolific', { PROLIFIC_PID: '{{%PROLIFIC_PID%}}', STUDY_ID: hex, SESSION_ID: hex })).toBe(
      'preview',
    )
  })

  test('rejects ids that are missing, empty, too long or of the wrong format', () => {
    for (const PROLIFIC_PID of [
      undefined,
      '',
      'short',
      'x'.repeat(65),
      '../../etc/passwd',
      `${hex}\n`,
      "' OR 1=1 --aaa",
    ])
      expect(idsInAddress('prolific', { PROLIFIC_PID, STUDY_ID: hex, SESSION_ID: hex })).toBe('incomplete')
    for (const pid of ['a b', 'a\nb', '<b>', 'ä', 'x'.repeat(129)])
      expect(idsInAddress('generic', { pid, study: 's', session: 's' })).toBe('incomplete')
  })
})

describe('signedText', () => {
  test('differs for different ids, even if their concatenation is equal', () => {
    expect(signedText('p', { pid: 'ab', study: 'c', session: 'd' })).not.toBe(
      signedText('p', { pid: 'a', study: 'bc', session: 'd' }),
    )
  })
})

describe('templateError', () => {
  test('accepts an https URL whose host no placeholder can change', () => {
    expect(templateError('https://panel.example/back?c={code}&p={pid}#{outcome}')).toBeNull()
    expect(templateError('https://panel.example:8443/{session}')).toBeNull()
  })

  test('rejects every other way off the site', () => {
    for (const template of [
      '',
      'nonsense',
      '/back',
      '//evil.example',
      'http://panel.example/',
      'javascript:alert(1)',
      'https://{pid}.example/',
      'https://{pid}/',
      'https://good@{code}/',
      'https://user:word@panel.example/',
    ])
      expect(templateError(template), template).not.toBeNull()
  })
})

test('escapes filled-in values, so that they can add neither a parameter nor a path', () => {
  expect(
    returnAddressOf('https://panel.example/{pid}?c={code}', {
      pid: '../x',
      session: '',
      code: 'A&b=1#',
      outcome: 'failed',
    }),
  ).toBe('https://panel.example/..%2Fx?c=A%26b%3D1%23')
})

describe('exitOf', () => {
  test('returns to Prolific with the code, and has only text if there is no URL', () => {
    const ids = { pid: 'p', session: 's' }
    expect(exitOf('prolific', 'completed', { code: 'C1X', address: null }, ids).url).toBe(
      'https://app.prolific.com/submissions/complete?cc=C1X',
    )
    expect(exitOf('prolific', 'failed', { code: null, address: null }, ids)).toEqual({
      outcome: 'failed',
      code: null,
      url: null,
    })
    expect(exitOf('generic', 'completed', { code: 'C', address: null }, ids)).toMatchObject({ code: 'C', url: null })
  })
})
