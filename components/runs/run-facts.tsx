import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { parameterText } from '@/lib/contracts/runs/method-parameters'
import type { RunDetail } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { parameterValue, thresholdRuleText } from '@/lib/wording/runs'
import { Code, FactList, type FactRow } from './figure'

interface Draws {
  replicates?: unknown
  seed?: unknown
}

const order = Object.keys(parameterText)
/** In the order of the form, unknown parameters first. */
const inOrder = (parameters: object) =>
  Object.keys(parameters).sort((one, other) => order.indexOf(one) - order.indexOf(other))

/** Everything that the scores depend on, so that they can be reproduced from the votes. */
export function RunFacts({ detail }: { detail: RunDetail }) {
  const { run, codeVersion, inputHash, votesUntil } = detail
  const { threshold, bootstrap, ...parameters } = run.parameters
  const draws = (bootstrap ?? {}) as Draws
  const computed: FactRow[] = [
    { name: 'Method', text: run.title },
    ...inOrder(parameters).map((name) => ({
      name: parameterText[name]?.word ?? name,
      text: parameterValue(parameters[name]),
    })),
    { name: 'Threshold', text: thresholdRuleText(threshold) },
    {
      name: 'Bootstrap samples',
      text: draws.replicates ? `${String(draws.replicates)}, seed ${String(draws.seed)}` : 'None',
    },
  ]
  const recorded: FactRow[] = [
    {
      name: 'Log-likelihood',
      text:
        run.logLikelihood === null ? (
          'None'
        ) : (
          <>
            <FigureMark of={`log-likelihood-of-run-${run.id}`}>{valueText(run.logLikelihood)}</FigureMark> nats:
            log-probability of the votes under the run’s parameters
          </>
        ),
    },
    { name: 'Finished', text: <Moment at={run.createdAt} /> },
    { name: 'Votes until', text: <Moment at={votesUntil} /> },
    { name: 'Code version', text: <Code>{codeVersion}</Code> },
    { name: 'SHA-256 of the input', text: <Code>{inputHash}</Code> },
  ]
  return (
    <div className="grid rounded-card border bg-card text-[13px] xl:grid-cols-2 xl:divide-x xl:divide-line">
      <FactList facts={computed} />
      <div className="max-xl:border-line max-xl:border-t">
        <FactList facts={recorded} />
      </div>
    </div>
  )
}
