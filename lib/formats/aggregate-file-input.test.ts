import { describe, expect, it } from 'vitest'
import { formatError } from '@/lib/formats/testing/refusal'
import { readTruthFile, readVoteFile, unknownTruth, unvotedTruth } from './aggregate-file-input'
import { scratchFolder } from './testing/scratch-folder'

const scratch = scratchFolder()
const votesOf = (content: string) => readVoteFile(scratch('votes.csv', content))

describe('readVoteFile', () => {
  it('gives index columns with their names, whatever other columns there are', async () => {
    const file = await votesOf('label,task,note,worker\nno,b,,w2\nyes, a ,x,w1\n\nno,b,,w2\n')
    expect(file).toEqual({
      votes: {
        itemCount: 2,
        raterCount: 2,
        answerCount: 2,
        item: Int32Array.of(0, 1, 0),
        rater: Int32Array.of(0, 1, 0),
        answer: Int32Array.of(0, 1, 0),
        allowsRepeats: true,
      },
      repeatedVotes: 1,
      tasks: ['b', 'a'],
      workers: ['w2', 'w1'],
      labels: ['no', 'yes'],
    })
  })
  it.each([
    [
      ['10', '9', '-1', '2.5'],
      ['-1', '2.5', '9', '10'],
    ],
    [
      ['10', '9', 'x'],
      ['10', '9', 'x'],
    ],
    [
      ['b', 'B', 'ä', 'a'],
      ['B', 'a', 'b', 'ä'],
    ],
  ])('sorts labels %j by value if all are numbers, otherwise by code units', async (given, expected) => {
    const file = await votesOf(`task,worker,label\n${given.map((label, row) => `t${row},w,${label}`).join('\n')}\n`)
    expect(file.labels).toEqual(expected)
    expect(Array.from(file.votes.answer, (answer) => file.labels[answer])).toEqual(given)
  })
  it('keeps every vote of a file that outgrows the initial buffer', async () => {
    const rows = Array.from({ length: 5_000 }, (_, row) => `${row % 1_000},${row % 7},${row % 3}`)
    const { votes } = await votesOf(`task,worker,label\n${rows.join('\n')}\n`)
    expect([votes.item.length, votes.itemCount, votes.raterCount]).toEqual([5_000, 1_000, 7])
    expect(Array.from(votes.answer.subarray(4_995))).toEqual([0, 1, 2, 0, 1])
  })
  it('names the line and field of an empty cell, a missing column, and a file without votes', async () => {
    expect((await formatError(votesOf('task,worker,label\na,w,x\nb, ,x\n'))).message).toMatch(
      /votes\.csv, line 3, field "worker": expected a worker, found an empty cell\. Fill in the cell/,
    )
    expect((await formatError(votesOf('task,label\na,x\n'))).problem.expected).toBe('a column "worker"')
    expect((await formatError(votesOf('task,worker,label\n'))).problem.found).toBe('only the header')
  })
  it('stops when aborted', async () => {
    const path = scratch('votes.csv', 'task,worker,label\na,w,x\n')
    await expect(readVoteFile(path, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
  })
})

describe('readTruthFile', () => {
  const names = { tasks: ['a', 'b', 'c'], labels: ['0', '1'] }
  const truthOf = (rows: string, isGolden = false) =>
    readTruthFile(scratch('truth.csv', `task,label\n${rows}`), names, { isGolden })

  it('gives the label of each task, and counts rows that match no vote', async () => {
    expect(await truthOf('b,1\nelsewhere,0\nc,7\nb,1\n')).toEqual({
      truth: Int32Array.of(unknownTruth, 1, unvotedTruth),
      tasksWithoutVotes: 1,
      tasksWithUnvotedLabel: 1,
    })
  })
  it('refuses a task with two labels, naming both lines', async () => {
    expect((await formatError(truthOf('a,1\nb,0\na,0\n'))).message).toMatch(
      /line 4, field "label": expected "1", the label of task "a" in line 2, found "0"\./,
    )
  })
  it('refuses a golden label that nobody voted for', async () => {
    expect((await formatError(truthOf('a,7\n', true))).message).toMatch(
      /line 2, field "label": expected one of the labels in the votes: "0", "1", found "7"\./,
    )
  })
  it('refuses an empty cell', async () => {
    expect((await formatError(truthOf('a,\n'))).where).toBe('line 2, field "label"')
  })
})
