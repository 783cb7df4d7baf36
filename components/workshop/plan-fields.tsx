'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Select } from '@/components/ui/field'
import { type PlanSettings, planSettings, proposalRule } from '@/lib/contracts/workshop'
import { currencies } from '@/lib/wording/workshop'
import { NumberSetting } from './number-setting'
import type { Draft } from './use-draft'

const { shape } = planSettings
const grid = 'grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-3'

/** What a model proposes and how it is asked. */
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
    </div>
  )
}

type NumberField = 'ratersPerTask' | 'secondsPerTask' | 'payPerHour'

/** Who answers and for how much. */
export function PayFields({ draft: { settings, change, close } }: { draft: Draft }) {
  const number = (name: NumberField) => ({
    value: settings[name],
    schema: shape[name],
    onChange: (value: number) => change({ [name]: value } as Partial<PlanSettings>, name),
    onLeave: close,
  })
  const offered: readonly string[] = currencies
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-4">
      <NumberSetting label="Raters per task" {...number('ratersPerTask')} />
      <NumberSetting label="Seconds per task" step={5} {...number('secondsPerTask')} />
      <NumberSetting label="Pay per hour" step={0.5} {...number('payPerHour')} />
      <Select label="Currency" value={settings.currency} onChange={(event) => change({ currency: event.target.value })}>
        {[...(offered.includes(settings.currency) ? [] : [settings.currency]), ...currencies].map((code) => (
          <option key={code}>{code}</option>
        ))}
      </Select>
    </div>
  )
}
