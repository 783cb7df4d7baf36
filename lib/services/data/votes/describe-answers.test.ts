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

test('finds images with other folders only if one path is the end of the other', () => {
  const positionOf = new Map(['cat/1.jpg', 'x/Dog/2.jpg', '3.jpg'].map((name, k) => [name, k]))
  const matcher = new AnswerMatcher({ ...scope, positionOf }, answerReading.parse({}).mapping)
  const found = (name: string) => matcher.imageOf(name) ?? null
  const names = ['1.jpg', '/1', 's3://b/1.jpg', 's3://b/cat/1.jpg', 'images\\cat\\1.png', 'dog/2.jpeg', 'images/3.png']
  expect(names.map(found)).toEqual([0, 0, 0, 0, 0, 1, 2])
  expect(found('/data/upload/7/0a1b2c3d-1.jpg'), 'uploaded to Label Studio').toBe(0)
  const others = ['dog/1.jpg', 'hotdog/2.jpg', 's3://b/dog/1.jpg', 'dog\\1.jpg', 'y/dog/2.jpg']
  expect(others.map(found)).toEqual([null, null, null, null, null])
})

test('does not take files of one name in different folders for the same image', () => {
  const matcher = new AnswerMatcher(scope, answerReading.parse({}).mapping)
  const found = (name: string) => matcher.imageOf(name) ?? null
  expect(['train/a.jpg', 'val/a.jpg', 'b\\val\\a.jpg', 'b/train/a.jpg', 'a.jpg'].map(found)).toEqual([
    0,
    null,
    null,
    0,
    0,
  ])
  const uploads = ['/data/upload/1/0a1b2c3d-a.jpg', '/data/upload/2/1a1b2c3d-a.jpg']
  expect(uploads.map(found), 'uploaded to Label Studio twice').toEqual([0, 0])
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

const cranes = ['crane (bird)', 'crane (machine)'].map((name, k) => ({ ...cat, index: k + 1, name }))
const pedestal = { ...scope, classes: [{ ...cat, name: 'pedestal' }, ...cranes] }

async function refusal(content: string) {
  const reading = answerReading.parse({})
  const described = await describeAnswers(scratch('votes', content), pedestal, reading)
  const matcher = new AnswerMatcher(pedestal, reading.mapping)
  try {
    refuseUnknownNames('votes', described, reading, matcher)
  } catch (error) {
    return error instanceof Error ? error.message : null
  }
  return null
}

test('suggests the class that a mistyped name may mean, and says where unknown names are', async () => {
  const rows = [
    'a.jpg,Pedestall,yes,1',
    'a.jpg,wolf,yes,1',
    'b.jpg,wolf,sure,2',
    'a.jpg,wolf,no,3',
    'c.jpg,wolf,no,3',
    'a.jpg,Crane,no,3',
  ]
  expect(await refusal(['image,label,answer,rater', ...rows].join('\n'))).toBe(
    'votes: No class of the project is called “Pedestall” (did you mean pedestal?) in line 2, “wolf” in line 3 (4 times). More than one class is called “Crane” (crane (bird) with index 1, crane (machine) with index 2) in line 7. The meaning of some answers is not clear: “sure” in line 4. The project has no image called “b.jpg” in line 4, “c.jpg” in line 6. Nothing was imported. Say in a mapping what each name means, or null to leave it out.',
  )
})

test('names ten unknown images and counts the others', async () => {
  const rows = Array.from({ length: 1_200 }, (_, k) => `x${k}.jpg,pedestal`)
  const message = await refusal(['image,label', ...rows].join('\n'))
  expect(message).toContain('The project has no image called “x0.jpg” in line 2, “x1.jpg” in line 3,')
  expect(message).toContain('“x9.jpg” in line 11 and 1,190 others. Nothing')
})

test('locates unknown names in formats without lines', async () => {
  const task = (image: string, choice: string) => ({
    data: { image },
    annotations: [{ completed_by: 1, result: [{ value: { choices: [choice] } }] }],
  })
  const content = JSON.stringify([task('a.jpg', 'pedestal'), task('a.jpg', 'wolf'), task('b.jpg', 'wolf')])
  const message = await refusal(content)
  expect(message).toContain('“wolf” in task 1, annotation 0 (2 times)')
  expect(message).toContain('no image called “b.jpg” in task 2, annotation 0')
})
