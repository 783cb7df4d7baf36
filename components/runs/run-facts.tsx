import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { parameterText } from '@/lib/contracts/runs/method-parameters'
import type { RunDetail } from '@/lib/contracts/runs/run'
import { valueText } from '@/lib/wording/chart'
import { parameterValue, thresholdRuleText } from '@/lib/wording/runs'

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(120px,200px)_minmax(0,1fr)] gap-x-4 border-line border-b px-4 py-2 last:border-b-0">
      <dt className="text-second">{name}</dt>
      <dd className="min-w-0 break-words tabular-nums">{children}</dd>
    </div>
  )
}

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
  return (
    <div className="grid rounded-card border bg-card text-[13px] xl:grid-cols-2 xl:divide-x xl:divide-line">
      <dl>
        <Fact name="Method">{run.title}</Fact>
        {inOrder(parameters).map((name) => (
          <Fact key={name} name={parameterText[name]?.word ?? name}>
            {parameterValue(parameters[name])}
          </Fact>
        ))}
        <Fact name="Threshold">{thresholdRuleText(threshold)}</Fact>
        <Fact name="Bootstrap samples">
          {draws.replicates ? `${String(draws.replicates)}, seed ${String(draws.seed)}` : 'None'}
        </Fact>
      </dl>
      <dl className="max-xl:border-line max-xl:border-t">
        <Fact name="Log-likelihood">
          {run.logLikelihood === null ? (
            'None'
          ) : (
            <>
              <FigureMark of={`log-likelihood-of-run-${run.id}`}>{valueText(run.logLikelihood)}</FigureMark> nats:
              log-probability of the votes under the run’s parameters
            </>
          )}
        </Fact>
        <Fact name="Finished">
          <Moment at={run.createdAt} />
        </Fact>
        <Fact name="Votes until">
          <Moment at={votesUntil} />
        </Fact>
        <Fact name="Code version">
          <span className="break-all font-mono text-small">{codeVersion}</span>
        </Fact>
        <Fact name="SHA-256 of the input">
          <span className="break-all font-mono text-small">{inputHash}</span>
        </Fact>
      </dl>
    </div>
  )
}
