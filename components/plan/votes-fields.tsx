'use client'

import { Radio, Select } from '@/components/ui/field'
import { wholeFrom } from '@/lib/contracts/number'
import type { PlanReport } from '@/lib/contracts/plan'
import { canProveLimit, mostAdaptiveVotes } from '@/lib/domain/plan/adaptive'
import { proofText, shareText } from '@/lib/wording/adaptive-votes'
import { NumberSetting } from './number-setting'
import type { Draft } from './use-draft'

const group = 'votes'
const usualLimit = 0.002
const offeredLimits = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05]

interface VotesFieldsProps {
  draft: Draft
  report: PlanReport | null
}

/** Chooses between a fixed number of votes per candidate and more votes where they could change the decision. */
export function VotesFields({ draft: { settings, change, close }, report }: VotesFieldsProps) {
  const { adaptive, ratersPerTask, classShare } = settings
  const pairs = report?.figures.pairs ?? 0
  const isClassFirst = classShare > 0
  const adapt = () => {
    const most = Math.max(2, Math.min(ratersPerTask, mostAdaptiveVotes))
    const limit = canProveLimit(usualLimit, pairs) ? usualLimit : null
    change({ ratersPerTask: most, adaptive: { minimum: Math.min(2, most - 1), limit } })
  }
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">Votes per candidate</legend>
      <Radio
        name={group}
        label="Fixed"
        hint="Every candidate gets the same number of votes."
        checked={!adaptive}
        onChange={() => change({ adaptive: null })}
      />
      <Radio
        name={group}
        label="Adaptive"
        hint={
          isClassFirst
            ? 'Available when candidates are asked image first.'
            : 'Every candidate gets a minimum, and more votes only while they could change the decision.'
        }
        checked={adaptive !== null}
        disabled={isClassFirst && !adaptive}
        onChange={adapt}
      >
        {adaptive && (
          <>
            <div className="mt-2.5 grid max-w-xl grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-3">
              <NumberSetting
                label="Minimum"
                value={adaptive.minimum}
                schema={wholeFrom(1, ratersPerTask - 1)}
                onChange={(minimum) => change({ adaptive: { ...adaptive, minimum } }, 'minimum')}
                onLeave={close}
              />
              <NumberSetting
                label="Maximum"
                value={ratersPerTask}
                schema={wholeFrom(adaptive.minimum + 1, mostAdaptiveVotes)}
                onChange={(most) => change({ ratersPerTask: most }, 'ratersPerTask')}
                onLeave={close}
              />
              <div className="max-sm:col-span-2">
                <Select
                  label="Decisions that may change"
                  value={String(adaptive.limit ?? 0)}
                  onChange={({ target: { value } }) =>
                    change({ adaptive: { ...adaptive, limit: Number(value) || null } })
                  }
                >
                  <option value="0">None</option>
                  {[...new Set([...offeredLimits, ...(adaptive.limit ? [adaptive.limit] : [])])]
                    .sort((a, b) => a - b)
                    .map((limit) => (
                      <option key={limit} value={limit}>
                        At most {shareText(limit)}
                      </option>
                    ))}
                </Select>
              </div>
            </div>
            <p className="mt-2.5 max-w-xl text-pretty text-second text-small">{proofText(adaptive.limit, pairs)}</p>
          </>
        )}
      </Radio>
    </fieldset>
  )
}
