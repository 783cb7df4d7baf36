import { type CompareMethodsResult, compareMethodsInput } from '@/lib/contracts/runs/compare-methods'
import { differenceNoise } from '@/lib/domain/difference-noise'
import { checkedOptions } from '../checked-options'
import { type Lines, type ProjectOptions, projectCommand, runCommand, textTable } from '../run-command'
import { count, number } from './numbers'

const figure = (value: number | null, digits = 4) => (value === null ? '–' : value.toFixed(digits))
const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(4)}`
const range = (interval: readonly [number, number] | null, word: (value: number) => string) =>
  interval ? `${word(interval[0])} to ${word(interval[1])}` : '–'

function report(result: CompareMethodsResult): Lines {
  const head = ['Method', 'AP', '95% interval', 'to baseline', '95% interval', 'seconds', 'iterations']
  const rows = result.methods.map((one) =>
    one.obstacle
      ? `${one.title}: ${one.obstacle}`
      : [
          one.method === result.baseline ? `${one.title} (baseline)` : one.title,
          figure(one.averagePrecision),
          range(one.interval, (value) => value.toFixed(3)),
          one.difference === null ? '–' : signed(one.difference),
          range(one.differenceInterval, signed),
          figure(one.seconds, 2),
          String(one.iterations ?? '–'),
        ],
  )
  const noise = differenceNoise(result.methods)
  return [
    `Average precision on ${count(result.goldenCandidateCount, 'golden candidate')} of ${count(result.goldenImageCount, 'image')} (${result.positiveCount} true), each scored without its own golden answers in ${result.folds} folds; ${count(result.voteCount, 'vote')}.`,
    '',
    ...textTable([head, ...rows]),
    '',
    `Intervals: ${result.replicates} bootstrap samples of images, seed ${result.seed}. A difference whose interval includes 0 is not significant${noise === null ? '' : `; with ${count(result.goldenImageCount, 'image')}, one below about ${noise.toFixed(2)} is noise`}.`,
  ]
}

export const compareMethodsCommand = () =>
  projectCommand(
    'compare-methods',
    'Compare how well each method ranks golden candidates without using their golden answers, with intervals. Writes nothing.',
  )
    .option('--folds <count>', 'folds of golden images', number, 5)
    .option('--seed <number>', 'for folds and bootstrap samples', number, 1)
    .option('--replicates <count>', 'bootstrap samples of images for each interval', number, 2_000)
    .option('--method <name...>', 'only these methods and the baseline (default: all)')
    .action(async ({ project, method, ...rest }: ProjectOptions & { method?: string[] }) => {
      const input = checkedOptions(compareMethodsInput, { ...rest, ...(method && { methods: method }) })
      await runCommand(async ({ actor, onProgress, signal }) => {
        const { compareMethods } = await import('@/lib/services/runs/compare-methods')
        const { computeInThreads } = await import('@/lib/jobs/compute-in-threads')
        const hooks = { compute: computeInThreads('aggregation'), onProgress, signal }
        const result = await compareMethods(actor, { slug: project, ...input }, hooks)
        return { text: report(result), json: { project, ...result } }
      })
    })
