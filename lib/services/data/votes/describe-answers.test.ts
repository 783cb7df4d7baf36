import { expect, test } from 'vitest'
import { answerReading } from '@/lib/contracts/data/answers'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { describeAnswers, refuseUnknownNames } from './describe-answers'
import { AnswerMatcher } from './match-answers'

const cat = { index: 0, externalId: null, name: 'cat', otherNames: [], path: [] }
const scope = { positionOf: new Map([['a.jpg', 0]]), classes: [cat] }

const scratch = scratchFolder()
const describeFile = (content: string, most?: number) =>
  describeAnswers(scratch('votes', content), scope, answerReading.parse({}), {}, most)

function describeRaters(count: number, most: number) {
  const rows = Array.from({ length: count }, (_, rater) => `a.jpg,cat,yes,${rater}`)
  return describeFile(['image,label,answer,rater', ...rows].join('\n'), most)
}

test('refuses a column with a different name in every row before memory is full', async () => {
  expect(await describeRaters(5, 5)).toMatchObject({ raterCount: 5, answerCount: 5 })
  await expect(describeRaters(6, 5)).rejects.toThrow(/at most 5 different names of raters/)
})

test('finds images whose accents are composed in one place and not in the other', async () => {
  const names = ['Café.jpg', 'Bär.jpg'].map((name, k) => name.normalize(k === 0 ? 'NFC' : 'NFD'))
  const images = { ...scope, positionOf: new Map(names.map((name, k) => [name, k])) }
  const rows = names.map((name, k) => `${name.normalize(k === 0 ? 'NFD' : 'NFC')},cat`).join('\n')
  const file = scratch('votes', `image,label\n${rows}`)
  expect(await describeAnswers(file, images, answerReading.parse({}))).toMatchObject({ unknownImageCount: 0 })
})

test('refuses names that the database cannot store, with their line', async () => {
  const one = (fields: object) =>
    `{"image":"a.jpg","label":"cat","answer":"yes","rater":"1"}\n${JSON.stringify(fields)}`
  const named = { image: 'a.jpg', label: 'cat', answer: 'yes', rater: 'ann' }
  for (const [field, name] of Object.entries({ image: 'b\0.jpg', label: '\ud800', answer: 'y\0', rater: 'a\0nn' })) {
    const described = describeFile(one({ ...named, [field]: name }))
    await expect(described, field).rejects.toThrow(/line 2: expected text without control characters/)
  }
  await expect(describeFile(one({ ...named, rater: 'x'.repeat(1_001) }))).rejects.toThrow(
    'line 2: expected a name of at most 1,000 characters, found 1001. Correct the names of the raters.',
  )
})

test('suggests the class that a mistyped name may mean', async () => {
  const named = { ...scope, classes: [{ ...cat, name: 'pedestal' }] }
  const reading = answerReading.parse({})
  const file = scratch('votes', 'image,label,answer,rater\na.jpg,Pedestall,yes,1\na.jpg,wolf,yes,1\n')
  const described = await describeAnswers(file, named, reading)
  const matcher = new AnswerMatcher(named, reading.mapping)
  expect(() => refuseUnknownNames('votes.csv', described, reading, matcher)).toThrow(
    'No class of the project, or more than one, is called “Pedestall” (did you mean pedestal?), “wolf”.',
  )
})
