import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { answerReading } from '@/lib/contracts/data/answers'
import { describeAnswers } from './describe-answers'

const cat = { index: 0, externalId: null, name: 'cat', otherNames: [], path: [] }
const scope = { positionOf: new Map([['a.jpg', 0]]), classes: [cat] }

async function describeRaters(count: number, most: number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'answers-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = path.join(folder, 'votes.csv')
  const rows = Array.from({ length: count }, (_, rater) => `a.jpg,cat,yes,${rater}`)
  await writeFile(file, ['image,label,answer,rater', ...rows].join('\n'))
  return describeAnswers(file, scope, answerReading.parse({}), {}, most)
}

test('refuses a column with a different name in every row before memory is full', async () => {
  expect(await describeRaters(5, 5)).toMatchObject({ raterCount: 5, answerCount: 5 })
  await expect(describeRaters(6, 5)).rejects.toThrow(/at most 5 different names of raters/)
})
