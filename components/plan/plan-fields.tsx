'use client'

import { Button } from '@/components/ui/button'
import { Checkbox, Select } from '@/components/ui/field'
import { type PlanSettings, type PlanState, planSettings, proposalRule } from '@/lib/contracts/plan'
import { type AnswerTime, answerTime } from '@/lib/domain/plan/answer-time'
import { taskOrders } from '@/lib/domain/plan/task-orders'
import { figureNote } from '@/lib/wording/figure-notes'
import { wholeNumber } from '@/lib/wording/number'
import { offeredCurrencies, secondsText, taskOrderText } from '@/lib/wording/plan'
import { NumberSetting } from './number-setting'
import type { Draft } from './use-draft'

const { shape } = planSettings
const grid = 'grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-3'

export function RuleFields({ draft: { settings, change, close } }: { draft: Draft }) {
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
        value={settings.candidatesPerTask}
        schema={shape.candidatesPerTask}
        onChange={(candidatesPerTask) => change({ candidatesPerTask }, 'candidatesPerTask')}
        onLeave={close}
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
        hint={settings.taskOrder === 'mixed' ? 'Each rater has their own, classes apart.' : 'The same for all raters.'}
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

type NumberField = 'ratersPerTask' | 'payPerHour'

export function PayFields({
  draft: { settings, change, close },
  measured,
}: {
  draft: Draft
  measured: PlanState['measuredTime']
}) {
  const number = (name: NumberField) => ({
    value: settings[name],
    schema: shape[name],
    onChange: (value: number) => change({ [name]: value } as Partial<PlanSettings>, name),
    onLeave: close,
  })
  const time = answerTime(settings.secondsPerCandidate, measured)
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-4">
      {!settings.adaptive && <NumberSetting label="Raters per task" {...number('ratersPerTask')} />}
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
      <NumberSetting label="Pay per hour" step={0.5} {...number('payPerHour')} />
      <Select label="Currency" value={settings.currency} onChange={(event) => change({ currency: event.target.value })}>
        {offeredCurrencies(settings.currency).map((code) => (
          <option key={code}>{code}</option>
        ))}
      </Select>
    </div>
  )
}
