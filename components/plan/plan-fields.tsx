'use client'

import { Button } from '@/components/ui/button'
import { Checkbox, Radio, Select } from '@/components/ui/field'
import { integerBetween } from '@/lib/contracts/number'
import { type PlanSettings, type PlanState, planSettings, proposalRule } from '@/lib/contracts/plan/plan'
import { canProveLimit, maxAdaptiveVotes } from '@/lib/domain/plan/adaptive'
import { type AnswerTime, answerTime } from '@/lib/domain/plan/answer-time'
import { taskOrders } from '@/lib/domain/plan/task-orders'
import { proofText, shareText } from '@/lib/wording/adaptive-votes'
import { figureNote } from '@/lib/wording/figure-notes'
import { wholeNumber } from '@/lib/wording/number'
import { offeredCurrencies, secondsText, taskOrderText } from '@/lib/wording/plan'
import { NumberSetting } from './number-setting'
import type { Draft } from './use-draft'
import type { PlanPageState } from './use-plan-page'

const { shape } = planSettings
const grid = 'grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-3'

/** The value of a setting, its limits and what changes it. */
const numberSettingProps = (
  { settings, change, close }: Draft,
  name: 'ratersPerTask' | 'payPerHour' | 'candidatesPerTask',
) => ({
  value: settings[name],
  schema: shape[name],
  onChange: (value: number) => change({ [name]: value } as Partial<PlanSettings>, name),
  onLeave: close,
})

export function RuleFields({ draft }: { draft: Draft }) {
  const { settings, change, close } = draft
  const areModels = settings.source.from === 'models'
  return (
    <div className={grid}>
      {areModels && (
        <NumberSetting
          label="Proposal budget per image"
          hint="Average number per model, by confidence; the top-1 is always included."
          value={settings.rule.budgetPerImage}
          schema={proposalRule.shape.budgetPerImage}
          step={0.5}
          onChange={(budgetPerImage) => change({ rule: { budgetPerImage } }, 'budget')}
          onLeave={close}
        />
      )}
      <NumberSetting
        label="Candidates per task"
        hint="Maximum. Similar classes are grouped in one task."
        {...numberSettingProps(draft, 'candidatesPerTask')}
      />
      {areModels && (
        <div className="max-sm:col-span-2 sm:pt-[26px]">
          <Checkbox
            label="Ask about unanimous images"
            hint="Otherwise they keep their original label."
            checked={settings.asksUnanimous}
            onChange={(event) => change({ asksUnanimous: event.target.checked })}
          />
        </div>
      )}
      <Select
        label="Order of images"
        hint={
          settings.taskOrder === 'mixed'
            ? 'A different order for each rater, with images of the same class spread out.'
            : 'The same for all raters.'
        }
        value={settings.taskOrder}
        onChange={(event) => change({ taskOrder: taskOrders.find((one) => one === event.target.value) ?? 'mixed' })}
        options={taskOrders.map((order) => [order, taskOrderText[order]])}
      />
    </div>
  )
}

/** Measured times have too many digits. */
const rounded = (seconds: number) => Number(seconds.toFixed(2))
const secondsPerCandidate = shape.secondsPerCandidate.unwrap()

function timeNote({ from, perTask, perCandidate, answers }: AnswerTime): string {
  if (from !== 'measured') return 'Assumed.'
  const parts =
    perTask > 0
      ? ` Priced as ${secondsText(rounded(perTask))} per task plus ${rounded(perCandidate)} for each candidate, by the latest answered tasks of each rater, ${wholeNumber(answers)} in all.`
      : ''
  return `Measured. ${figureNote.secondsPerCandidateOfPeople}${parts}`
}

export function PayFields({ draft, measured }: { draft: Draft; measured: PlanState['measuredTime'] }) {
  const { settings, change, close } = draft
  const time = answerTime(settings.secondsPerCandidate, measured)
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-4">
      {!settings.adaptive && <NumberSetting label="Raters per task" {...numberSettingProps(draft, 'ratersPerTask')} />}
      <div>
        <NumberSetting
          label="Seconds per candidate"
          step={0.1}
          value={rounded(settings.secondsPerCandidate ?? measured?.secondsPerCandidate ?? time.perCandidate)}
          schema={secondsPerCandidate}
          onChange={(seconds) => change({ secondsPerCandidate: seconds }, 'secondsPerCandidate')}
          onLeave={close}
        />
        {settings.secondsPerCandidate === null ? (
          <p className="mt-1.5 text-pretty text-second text-small">{timeNote(time)}</p>
        ) : (
          <Button size="small" tone="quiet" onClick={() => change({ secondsPerCandidate: null })}>
            {measured ? 'Use the measured time' : 'Use the assumed time'}
          </Button>
        )}
      </div>
      <NumberSetting label="Pay per hour" step={0.5} {...numberSettingProps(draft, 'payPerHour')} />
      <Select label="Currency" value={settings.currency} onChange={(event) => change({ currency: event.target.value })}>
        {offeredCurrencies(settings.currency).map((code) => (
          <option key={code}>{code}</option>
        ))}
      </Select>
    </div>
  )
}

const group = 'votes'
const defaultLimit = 0.002
const offeredLimits = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05]

/** Chooses between a fixed number of votes per candidate and more votes where they could change the decision. */
export function VotesFields({ draft: { settings, change, close }, report }: PlanPageState) {
  const { adaptive, ratersPerTask, classShare } = settings
  const pairs = report?.figures.pairs ?? 0
  const isClassFirst = classShare > 0
  const adapt = () => {
    const most = Math.max(2, Math.min(ratersPerTask, maxAdaptiveVotes))
    const limit = canProveLimit(defaultLimit, pairs) ? defaultLimit : null
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
                schema={integerBetween(1, ratersPerTask - 1)}
                onChange={(minimum) => change({ adaptive: { ...adaptive, minimum } }, 'minimum')}
                onLeave={close}
              />
              <NumberSetting
                label="Maximum"
                value={ratersPerTask}
                schema={integerBetween(adaptive.minimum + 1, maxAdaptiveVotes)}
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
