'use client'

import { useState } from 'react'
import { Field, Select } from '@/components/ui/field'
import { type RuleKind, ruleKinds, thresholdRules } from '@/lib/wording/runs'

interface ThresholdFieldsProps {
  threshold: number
  /** Why only a threshold can be given; null when rules can. */
  ruleObstacle: string | null
  errors: Record<string, string>
}

const startOf: Record<RuleKind, (threshold: number) => number> = {
  threshold: (threshold) => threshold,
  'minimum-precision': () => 0.9,
  'minimum-recall': () => 0.9,
  'maximum-f1': () => 0,
}

/** Where the threshold lies: at a score, or by a rule that is judged on golden candidates. */
export function ThresholdFields({ threshold, ruleObstacle, errors }: ThresholdFieldsProps) {
  const [kind, setKind] = useState<RuleKind>('threshold')
  const { value, hint } = thresholdRules[kind]
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-3">
        <Select
          label="Threshold"
          name="threshold.kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as RuleKind)}
          error={errors['threshold.kind'] ?? errors.threshold}
        >
          {ruleKinds.map((rule) => (
            <option key={rule} value={rule} disabled={rule !== 'threshold' && ruleObstacle !== null}>
              {thresholdRules[rule].word}
            </option>
          ))}
        </Select>
        {value && (
          <Field
            key={kind}
            label={value}
            name="threshold.value"
            defaultValue={startOf[kind](threshold)}
            autoComplete="off"
            inputMode="decimal"
            className="tabular-nums"
            error={errors['threshold.value']}
          />
        )}
      </div>
      <p className="text-second text-small">{hint}</p>
      {ruleObstacle && <p className="text-second text-small">{ruleObstacle}</p>}
    </div>
  )
}
