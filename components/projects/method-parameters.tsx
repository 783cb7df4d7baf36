'use client'

import { useState } from 'react'
import { Field, Select } from '@/components/ui/field'
import type { MethodOption } from '@/lib/contracts/run'
import { parameterHint, parameterWord, presetWord } from '@/lib/wording/aggregation'

type Values = Record<string, unknown>

const numberOrWord = (text: string) => (text.trim() === '' || Number.isNaN(Number(text)) ? text.trim() : Number(text))

/** The parameters a form holds. What the form has no field for, such as who counts as one more rater, comes from the preset. */
export function parametersOf(method: MethodOption, data: FormData): Values {
  const start = method.presets[String(data.get('preset'))] ?? method.defaults
  return Object.fromEntries(
    Object.entries(start).map(([name, value]) => {
      const given = data.get(`parameter.${name}`)
      return [name, typeof given === 'string' ? numberOrWord(given) : value]
    }),
  )
}

export function MethodParameters({ method, errors }: { method: MethodOption; errors: Record<string, string> }) {
  const [preset, setPreset] = useState('')
  const values = method.presets[preset] ?? method.defaults
  const simple = Object.entries(values).filter(([, value]) => typeof value === 'number' || typeof value === 'string')
  const presets = Object.keys(method.presets)
  return (
    <div className="flex flex-col gap-4">
      {presets.length > 0 && (
        <Select
          label="Parameters"
          name="preset"
          value={preset}
          onChange={(event) => setPreset(event.currentTarget.value)}
          hint={preset ? presetWord[preset]?.hint : undefined}
        >
          <option value="">General</option>
          {presets.map((name) => (
            <option key={name} value={name}>
              {presetWord[name]?.title ?? name}
            </option>
          ))}
        </Select>
      )}
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        {simple.map(([name, value]) => (
          <Field
            key={`${preset}.${name}`}
            label={parameterWord[name] ?? name}
            name={`parameter.${name}`}
            defaultValue={String(value)}
            required
            autoComplete="off"
            inputMode={typeof value === 'number' ? 'decimal' : undefined}
            className="tabular-nums"
            hint={parameterHint[name]}
            error={errors[name]}
          />
        ))}
      </div>
    </div>
  )
}
