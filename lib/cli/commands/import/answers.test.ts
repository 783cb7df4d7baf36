import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { AnswerReport } from '@/lib/contracts/data/answers'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { readMapping, writeMapping } from './answers'

const scratch = scratchFolder()

const report: AnswerReport = {
  format: 'csv',
  columns: { all: ['file', 'class', 'vote'], used: { image: 'file', label: 'class', answer: 'vote', rater: null } },
  ...{ namesOnlyPresent: false, hasRaters: false, answerCount: 4, raterCount: 1, raters: [], imageCount: 2 },
  ...{ classCount: 3, unknownClassCount: 1 },
  classes: [
    { name: 'Katze', count: 1, where: null, proposed: null, problem: 'Expected a class.' },
    { name: 'dog', count: 2, where: null, proposed: { index: 7, name: 'dog' }, problem: null },
    { name: 'junk', count: 1, where: null, proposed: null, problem: null },
  ],
  answers: [
    { name: 'ja', count: 3, where: null, proposed: 'yes', isUnknown: false },
    { name: '1', count: 1, where: null, proposed: null, isUnknown: true },
  ],
  unknownImageCount: 1,
  unknownImages: [{ name: 'x.jpg', count: 1, where: null }],
  importedAt: null,
  isOwnExport: false,
}

test('writes a proposed mapping with what was found, and refuses it until gaps are filled in', async () => {
  const file = scratch('mapping.json')
  await writeMapping(file, report)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    columns: { image: 'file', label: 'class', answer: 'vote', rater: null },
    classes: { Katze: '', dog: 7, junk: null },
    answers: { ja: 'yes', 1: '' },
    images: { 'x.jpg': '' },
  })
  await expect(readMapping(file)).rejects.toThrow(/answers, 1: [^.]+\. A mapping has/)
  const filled = { classes: { Katze: 'cat', junk: null }, answers: { 1: 'maybe' }, images: { 'x.jpg': null } }
  expect(await readMapping(scratch('filled.json', `\uFEFF${JSON.stringify(filled)}`))).toEqual({
    columns: {},
    ...filled,
  })
})

test('refuses a mapping with invalid JSON or unknown parts, naming the file', async () => {
  await expect(readMapping(scratch('broken.json', '{"classes": '))).rejects.toThrow(
    'broken.json, the file: expected a JSON object',
  )
  await expect(readMapping(scratch('other.json', '{"labels": {}}'))).rejects.toThrow('other.json')
  await expect(readMapping(scratch('none/mapping.json'))).rejects.toThrow('expected a readable file')
})
