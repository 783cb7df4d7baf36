'use client'

import { planSettings } from '@/lib/contracts/plan'
import { recallText } from '@/lib/wording/plan'
import { NumberSetting } from './number-setting'

interface RecallSettingProps {
  value: number
  onChange: (value: number) => void
  onLeave: () => void
}

const schema = planSettings.shape.minimumRecall
const lowest = 0.5

/** Share of golden labels that must be proposed, with a slider and an exact number field. */
export function RecallSetting({ value, onChange, onLeave }: RecallSettingProps) {
  return (
    <div className="flex items-end gap-4">
      <div className="w-24 shrink-0">
        <NumberSetting
          label="Recall (%)"
          value={value}
          schema={schema}
          scale={100}
          step={0.5}
          onChange={onChange}
          onLeave={onLeave}
        />
      </div>
      <div className="min-w-0 flex-1 pb-1.5">
        <input
          type="range"
          aria-label="Minimum recall"
          aria-valuetext={recallText(value)}
          min={lowest * 100}
          max={100}
          step={0.5}
          value={Math.max(lowest, value) * 100}
          onChange={(event) => onChange(Number(event.target.value) / 100)}
          onPointerUp={onLeave}
          onBlur={onLeave}
          className="block h-6 w-full"
        />
      </div>
    </div>
  )
}
