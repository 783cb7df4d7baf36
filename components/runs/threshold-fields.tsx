'use client'

import { useState } from 'react'
import { Field, Select } from '@/components/ui/field'
import { automaticThreshold, type RuleKind, ruleKinds, thresholdRules } from '@/lib/wording/runs'

interface ThresholdFieldsProps {
  /** Threshold of the preset, or for uncalibrated scores. */
  threshold: number
  hasPreset: boolean
  /** Why only a fixed threshold is possible. Null if rules are too. */
  ruleObstacle: string | null
  errors: Record<string, string>
}

const startOf: Record<RuleKind, (threshold: number) => number> = {
  threshold: (threshold) => threshold,
  probability: () => 0.5,
  'minimum-precision': () => 0.9,
  'minimum-recall': () => 0.9,
  'maximum-f1': () => 0,
}

/** Choice of the threshold: automatic, a fixed score, or a rule evaluated on golden candidates. */
export function ThresholdFields({ threshold, hasPreset, ruleObstacle, errors }: ThresholdFieldsProps) {
  const [kind, setKind] = useState<RuleKind | 'automatic'>('automatic')
  const { value, hint } = kind === 'automatic' ? automaticThreshold(hasPreset, threshold) : thresholdRules[kind]
  const isPromise = kind === 'minimum-precision' || kind === 'minimum-recall'
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-3">
        <Select
          label="Threshold"
          name="threshold.kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as RuleKind | 'automatic')}
          error={errors['threshold.kind'] ?? errors.threshold}
        >
          <option value="automatic">Automatic</option>
          {ruleKinds.map((rule) => (
            <option key={rule} value={rule} disabled={rule !== 'threshold' && ruleObstacle !== null}>
              {thresholdRules[rule].word}
            </option>
          ))}
        </Select>
        {kind !== 'automatic' && value && (
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
        {isPromise && (
          <Field
            label="Confidence"
            name="threshold.confidence"
            defaultValue={0.95}
            autoComplete="off"
            inputMode="decimal"
            className="tabular-nums"
            error={errors['threshold.confidence']}
          />
        )}
      </div>
      <p className="text-second text-small">{hint}</p>
      {ruleObstacle && <p className="text-second text-small">{ruleObstacle}</p>}
    </div>
  )
}
