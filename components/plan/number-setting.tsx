'use client'

import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { Field } from '@/components/ui/field'

interface NumberSettingProps {
  label: string
  hint?: ReactNode
  value: number
  /** Validation from the contract. */
  schema: z.ZodType<number>
  /** Factor from value to displayed number: 100 for percentages. */
  scale?: number
  step?: number
  onChange: (value: number) => void
  onLeave: () => void
}

const tidy = (value: number) => Number(value.toFixed(6))

/** Applies valid input at once. For invalid input, shows the error and keeps the last value. */
export function NumberSetting(props: NumberSettingProps) {
  const { label, hint, value, schema, scale = 1, step = 1, onChange, onLeave } = props
  // Typed text belongs to the value at that time, and is discarded if the value changes, for example by undo.
  const [typed, setTyped] = useState<{ text: string; of: number; error: string | null } | null>(null)
  const mine = typed && typed.of === value ? typed : null

  function type(text: string) {
    const number = text.trim() === '' ? Number.NaN : tidy(Number(text) / scale)
    const checked = schema.safeParse(number)
    const error = checked.success ? null : (checked.error.issues[0]?.message ?? 'Enter a number.')
    setTyped({ text, of: checked.success ? number : value, error })
    if (checked.success && number !== value) onChange(number)
  }

  return (
    <Field
      label={label}
      hint={hint}
      error={mine?.error}
      type="number"
      inputMode="decimal"
      step={step}
      value={mine?.text ?? String(tidy(value * scale))}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        if (!mine?.error) setTyped(null)
        onLeave()
      }}
      // Scrolling the page over the field must not change the value.
      onWheel={(event) => event.currentTarget.blur()}
      className="tabular-nums"
    />
  )
}
