'use client'

import { type ReactNode, useState } from 'react'
import type { z } from 'zod'
import { Field } from '@/components/ui/field'

interface NumberSettingProps {
  label: string
  hint?: ReactNode
  value: number
  /** What the contract says of the value. */
  schema: z.ZodType<number>
  /** So many of what is shown make one of the value: 100 for a percentage. */
  scale?: number
  step?: number
  onChange: (value: number) => void
  /** The field was left. */
  onLeave: () => void
}

const tidy = (value: number) => Number(value.toFixed(6))

/** A number that counts as soon as it is right; until then the field says what is wrong and the last one stands. */
export function NumberSetting({
  label,
  hint,
  value,
  schema,
  scale = 1,
  step = 1,
  onChange,
  onLeave,
}: NumberSettingProps) {
  // What is typed belongs to the value that stood then: when that changes, as by an undo, it is forgotten.
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
      // A wheel turned to scroll the page must not change what is asked and paid.
      onWheel={(event) => event.currentTarget.blur()}
      className="tabular-nums"
    />
  )
}
