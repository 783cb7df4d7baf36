'use client'

import { createContext, type Dispatch, type ReactNode, type SetStateAction, use, useEffect, useState } from 'react'
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

/** Collects the labels of the fields that show an error, whose last valid value is in use. */
export const InvalidFields = createContext<Dispatch<SetStateAction<readonly string[]>>>(() => {})

function useInvalidField(label: string, isInvalid: boolean) {
  const setInvalid = use(InvalidFields)
  useEffect(() => {
    if (!isInvalid) return
    setInvalid((labels) => [...labels, label])
    return () => setInvalid((labels) => labels.filter((one) => one !== label))
  }, [label, isInvalid, setInvalid])
}

const tidy = (value: number) => Number(value.toFixed(6))

/**
 * Returns the number that a text says in full, or NaN. A comma is neither dropped nor guessed at: "12,50" could mean
 * 12.5 or 1250.
 */
export const typedNumber = (text: string): number =>
  /^-?(\d+\.?\d*|\.\d+)$/.test(text.trim()) ? Number(text) : Number.NaN

const notANumber = (text: string) =>
  text.includes(',') ? 'Use a point for decimals, and no commas.' : 'Enter a number.'

/** Applies valid input at once. For invalid input, shows the error and keeps the last value. */
export function NumberSetting(props: NumberSettingProps) {
  const { label, hint, value, schema, scale = 1, step = 1, onChange, onLeave } = props
  // Typed text belongs to the value at that time, and is discarded if the value changes, for example by undo.
  const [typed, setTyped] = useState<{ text: string; of: number; error: string | null } | null>(null)
  const mine = typed && typed.of === value ? typed : null
  useInvalidField(label, Boolean(mine?.error))

  function type(text: string) {
    const read = typedNumber(text)
    const number = tidy(read / scale)
    const checked = schema.safeParse(number)
    const refused = Number.isNaN(read) ? notANumber(text) : checked.error?.issues[0]?.message
    const error = checked.success ? null : (refused ?? 'Enter a number.')
    setTyped({ text, of: checked.success ? number : value, error })
    if (checked.success && number !== value) onChange(number)
  }

  return (
    <Field
      label={label}
      hint={hint}
      error={mine?.error}
      // A field of type "number" drops a typed comma, so that 12,50 becomes 1250.
      inputMode="decimal"
      autoComplete="off"
      value={mine?.text ?? String(tidy(value * scale))}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        if (!mine?.error) setTyped(null)
        onLeave()
      }}
      onKeyDown={(event) => {
        const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key]
        if (!direction) return
        event.preventDefault()
        type(String(tidy(value * scale + direction * step)))
      }}
      className="tabular-nums"
    />
  )
}
