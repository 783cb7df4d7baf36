import { expect, test } from 'vitest'
import { publishInput } from './release'

test('reports one problem per invalid version', () => {
  const problems = (version: string) => publishInput.safeParse({ version }).error?.issues.map(({ message }) => message)
  expect(problems('a/b')).toEqual([expect.stringContaining('letters, digits')])
  expect(problems('compare')).toEqual([expect.stringContaining('reserved')])
  expect(problems('Latest')).toEqual([expect.stringContaining('reserved')])
  expect(problems('2026-11')).toBeUndefined()
})

test('trims the names of authors and names a problem at the whole list', () => {
  expect(publishInput.parse({ authors: [' Ada Lovelace '] }).authors).toEqual(['Ada Lovelace'])
  const { error } = publishInput.safeParse({ authors: ['Ada', 'Ada '] })
  expect(error?.issues).toMatchObject([{ path: ['authors'], message: '“Ada” is listed twice.' }])
})

test('publishes the latest run as the next version by default', () => {
  expect(publishInput.parse({})).toEqual({ notes: '', license: '' })
})
