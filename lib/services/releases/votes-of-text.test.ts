import { expect, test } from 'vitest'
import { answersOfText, votesOfText } from './votes-of-text'

const read = (text: string, hasHeader: boolean) => [...votesOfText(Buffer.from(text), hasHeader)].flat()

test('reads lines of numbers, with null for an empty position on the screen', () => {
  const lines = '0,12,2,7,,0,,,,\n184961,3,0,40898,5,1,2300,17,1,pt-BR\n'
  const votes = [
    {
      candidate: 0,
      rater: 12,
      answer: 2,
      task: 7,
      shownAt: null,
      isRest: false,
      imageShownMs: null,
      page: null,
      mode: null,
      language: null,
    },
    {
      candidate: 184_961,
      rater: 3,
      answer: 0,
      task: 40_898,
      shownAt: 5,
      isRest: true,
      imageShownMs: 2_300,
      page: 17,
      mode: 'sweep' as const,
      language: 'pt-BR',
    },
  ]
  expect(read(lines, false)).toEqual(votes)
  expect(
    read(`candidate,rater,answer,task,shown_at,is_rest,image_shown_ms,page,mode,language\n${lines}`, true),
  ).toEqual(votes)
  expect(read('candidate,rater\n', true)).toEqual([])
  expect(read('4,3,0,8,5,1,2300,17,4,\n', false)).toMatchObject([{ page: 17, mode: 'tap-no' }])
})

test('reads lines of older releases, which have no display time and no page', () => {
  const votes = read('candidate,rater,answer,task,shown_at,is_rest\n0,12,2,7,,0\n4,3,0,8,5,1\n', true)
  expect(votes).toEqual([
    {
      candidate: 0,
      rater: 12,
      answer: 2,
      task: 7,
      shownAt: null,
      isRest: false,
      imageShownMs: null,
      page: null,
      mode: null,
      language: null,
    },
    {
      candidate: 4,
      rater: 3,
      answer: 0,
      task: 8,
      shownAt: 5,
      isRest: true,
      imageShownMs: null,
      page: null,
      mode: null,
      language: null,
    },
  ])
})

test('reads answers without their origin', () => {
  expect([...answersOfText(Buffer.from('0,12,2\n184961,3,0\n'))].flat()).toEqual([
    { candidate: 0, rater: 12, answer: 2 },
    { candidate: 184_961, rater: 3, answer: 0 },
  ])
})

test('returns many votes in blocks', () => {
  const text = Array.from({ length: 10_000 }, (_, k) => `${k},1,1,${k},0,0\n`).join('')
  const blocks = [...votesOfText(Buffer.from(text), false)]
  expect(blocks.map((block) => block.length)).toEqual([8_192, 1_808])
  expect(blocks[1]![1_807]!.candidate).toBe(9_999)
})
