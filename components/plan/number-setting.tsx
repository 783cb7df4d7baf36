'use client'

import { createContext, type Dispatch, type ReactNode, type SetStateAction, use, useEffect, useState } from 'react'
import type { z } from 'zod'
import { Field } from '@/components/ui/field'
import { typedNumber, typedNumberProblem } from '@/lib/domain/typed-number'

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

function readText(text: string, { schema, scale }: Pick<NumberSettingProps, 'schema'> & { scale: number }) {
  const read = typedNumber(text)
  const number = tidy(read / scale)
  const checked = schema.safeParse(number)
  if (checked.success) return { number, error: null }
  return { number: null, error: Number.isNaN(read) ? typedNumberProblem(text) : checked.error.issues[0]!.message }
}

/** Applies valid input at once. For invalid input, shows the error and keeps the last value. */
export function NumberSetting(props: NumberSettingProps) {
  const { label, hint, value, schema, scale = 1, step = 1, onChange, onLeave } = props
  // Typed text belongs to the value at that time, and is discarded if the value changes, for example by undo.
  const [typed, setTyped] = useState<{ text: string; of: number } | null>(null)
  const mine = typed && typed.of === value ? typed : null
  const { number, error } = mine ? readText(mine.text, { schema, scale }) : { number: null, error: null }
  useInvalidField(label, error !== null)

  function type(text: string) {
    const { number } = readText(text, { schema, scale })
    setTyped({ text, of: number ?? value })
    if (number !== null && number !== value) onChange(number)
  }

  // Another field, such as the maximum, can make typed text valid.
  useEffect(() => {
    if (mine && number !== null && number !== value) {
      setTyped({ text: mine.text, of: number })
      onChange(number)
    }
  }, [mine, number, value, onChange])

  return (
    <Field
      label={label}
      hint={hint}
      error={error ?? undefined}
      // A field of type "number" drops a typed comma, so that 12,50 becomes 1250.
      inputMode="decimal"
      autoComplete="off"
      value={mine?.text ?? String(tidy(value * scale))}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        if (error === null) setTyped(null)
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
