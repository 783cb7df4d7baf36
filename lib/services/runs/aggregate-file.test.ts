import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fileMethods } from '@/lib/aggregation/registry'
import { simulatedVotes } from '@/lib/aggregation/simulated-votes'
import { accurateMatrix } from '@/lib/aggregation/testing/made-input'
import { answerAt, raterAt } from '@/lib/aggregation/vote-table'
import { AppError } from '@/lib/errors'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { aggregateFile } from './aggregate-file'

const scratch = scratchFolder()
const names = ['cat', 'dog', 'eel']
const { votes, truth } = simulatedVotes({
  itemCount: 300,
  raterCount: 12,
  answerCount: 3,
  votesPerItem: 5,
  classPrior: [0.5, 0.3, 0.2],
  matrices: (rater) => accurateMatrix(3, 0.5 + 0.04 * rater),
  seed: 2,
})
const rows = Array.from(votes.code.keys(), (index) => {
  return `t${Math.floor(index / 5)},w${raterAt(votes, index)},${names[answerAt(votes, index)]}`
})
const votesPath = scratch('votes.csv', `task,worker,label\n${rows.join('\n')}\n`)
const labelsFile = (name: string, from: number, to: number, more = '') => {
  const lines = Array.from(truth.subarray(from, to), (k, index) => `t${from + index},${names[k]}\n`)
  return scratch(name, `task,label\n${lines.join('')}${more}`)
}
const truthPath = labelsFile('truth.csv', 0, 200, 't200,fox\nelsewhere,cat\n')

async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (!(error instanceof AppError)) throw new Error(`expected an AppError, got ${error}`)
  return error
}

describe('aggregateFile', () => {
  it.each(Object.keys(fileMethods).filter((method) => method !== 'semi-supervised'))(
    'aggregates by %s',
    async (method) => {
      const result = await aggregateFile({ method, votes: votesPath, truth: truthPath })
      expect(result).toMatchObject({ method, tasks: 300, workers: 12, votes: 1_500, labels: names, hasConverged: true })
      expect(result).toMatchObject({ goldenLabels: 0, out: null })
      expect(result.accuracy).toMatchObject({ measuredTasks: 201, tasksWithoutVotes: 1, tasksWithUnvotedLabel: 1 })
      expect(result.accuracy?.value).toBe((result.accuracy?.rightTasks ?? 0) / 201)
      expect(result.accuracy?.value).toBeGreaterThan(0.85)
      const hasModel = method !== 'majority' && method !== 'wawa'
      expect(result.logLikelihood !== null).toBe(hasModel)
      expect(result.logLikelihoodPerVote).toBe(hasModel ? (result.logLikelihood ?? 0) / 1_500 : null)
    },
  )
  it('fails a check if a method is less accurate than the majority of votes, as when it trusts raters who copy', async () => {
    const random = seededRandom(3)
    const [taskCount, raterCount, copierCount] = [1_500, 30, 15]
    const lines = { votes: ['task,worker,label'], truth: ['task,label'] }
    for (let task = 0; task < taskCount; task++) {
      const holds = random() < 0.5
      const leader = random() < 0.6 === holds
      lines.truth.push(`t${task},${holds}`)
      for (const rater of permutation(random, raterCount).subarray(0, 7)) {
        const answer = rater < copierCount ? leader : random() < 0.8 === holds
        lines.votes.push(`t${task},w${rater},${answer}`)
      }
    }
    const file = {
      votes: scratch('copied-votes.csv', `${lines.votes.join('\n')}\n`),
      truth: scratch('copied-truth.csv', `${lines.truth.join('\n')}\n`),
    }
    const { failedChecks } = await aggregateFile({ method: 'dawid-skene', ...file })
    expect(failedChecks).toMatchObject([
      { id: 'known-truth', sentence: expect.stringContaining('less accurate than the majority') },
    ])
    expect((await aggregateFile({ method: 'majority', ...file })).failedChecks).toEqual([])
    expect((await aggregateFile({ method: 'dawid-skene', votes: file.votes })).failedChecks).toEqual([])
    expect((await aggregateFile({ method: 'dawid-skene', votes: votesPath, truth: truthPath })).failedChecks).toEqual(
      [],
    )
  })
  it('never fits to the measured truth', async () => {
    const measured = scratch('measured.csv')
    const alone = scratch('alone.csv')
    await aggregateFile({ method: 'dawid-skene', votes: votesPath, truth: truthPath, out: measured })
    await aggregateFile({ method: 'dawid-skene', votes: votesPath, out: alone })
    expect(readFileSync(measured, 'utf8')).toBe(readFileSync(alone, 'utf8'))
  })
  it('holds golden labels fixed and measures only the others', async () => {
    // All votes disagree with this label, so only holding it fixed can give it.
    const golden = labelsFile('golden.csv', 0, 99, `t99,${names[(truth[99]! + 1) % 3]}\n`)
    const out = scratch('labels.csv')
    const result = await aggregateFile({
      method: 'semi-supervised',
      votes: votesPath,
      truth: truthPath,
      golden,
      out,
    })
    expect(result).toMatchObject({ goldenLabels: 100, accuracy: { measuredTasks: 101 }, out })
    const lines = readFileSync(out, 'utf8').trim().split('\n')
    expect(lines[0]).toBe('task,label,probability')
    expect(lines).toHaveLength(301)
    expect(lines[100]).toBe(`t99,${names[(truth[99]! + 1) % 3]},1`)
  })
  it('returns the same result for the same seed', async () => {
    const run = (seed: number) => aggregateFile({ method: 'mace', votes: votesPath, seed })
    expect((await run(3)).logLikelihood).toBe((await run(3)).logLikelihood)
  })
  it('reports what is wrong with a request, by field', async () => {
    const without = await refusal(aggregateFile({ method: 'semi-supervised', votes: votesPath }))
    expect(without.fields.golden).toContain('needs golden labels')
    const useless = await refusal(aggregateFile({ method: 'glad', votes: votesPath, golden: truthPath }))
    expect(useless.fields.golden).toContain('Only the semi-supervised method')
    const unknown = await refusal(aggregateFile({ method: 'guess', votes: votesPath }))
    expect(unknown.message).toBe(`Choose one of ${Object.keys(fileMethods).join(', ')}.`)
    const nowhere = await refusal(aggregateFile({ method: 'wawa', votes: votesPath, out: scratch('none/labels.csv') }))
    expect(nowhere.message).toContain('was not saved: its folder does not exist')
  })

  it('says in plain words why the votes cannot be read', async () => {
    const reading = async (votes: string) => (await refusal(aggregateFile({ method: 'wawa', votes }))).message
    expect(await reading(scratch('none.csv'))).toContain('found nothing with this name')
    expect(await reading(path.dirname(votesPath))).toContain('found a folder')
    const open = scratch('open.csv', 'task,worker,label\na,b,"c\n')
    expect(await reading(open)).toContain('found a quotation mark that is opened but not closed. Fix the row.')
    const packed = scratch('packed.csv', gzipSync('task,worker,label\na,b,c\n'))
    expect(await reading(packed)).toMatch(/found one compressed with gzip\. Decompress it first\.$/)
  })

  it('rejects golden labels of tasks that have no votes', async () => {
    const golden = scratch('elsewhere.csv', 'task,label\nelsewhere,cat\n')
    const { message } = await refusal(aggregateFile({ method: 'semi-supervised', votes: votesPath, golden }))
    expect(message).toMatch(/No task in .*elsewhere\.csv has votes in .*votes\.csv/)
  })
  it('rejects more labels than fit in memory, and says what to do', async () => {
    const lines = Array.from({ length: 4_000 }, (_, k) => `t${k % 50},w${k % 100},label ${k}`)
    const votes = scratch('many.csv', `task,worker,label\n${lines.join('\n')}\n`)
    const { message } = await refusal(aggregateFile({ method: 'dawid-skene', votes }))
    expect(message).toMatch(/4000 different labels, 100 workers and 50 tasks. Choose majority or wawa/)
    expect(await aggregateFile({ method: 'majority', votes })).toMatchObject({ tasks: 50 })
  })
  it('rejects bytes that are not UTF-8, which could merge two names into one', async () => {
    const { message } = await refusal(
      aggregateFile({
        method: 'majority',
        votes: scratch('latin.csv', Buffer.from('task,worker,label\nÄ,w,yes\n', 'latin1')),
      }),
    )
    expect(message).toMatch(/latin\.csv, line 2: expected UTF-8 text/)
  })
})
