'use client'

import { type ComponentProps, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { originalLabelFields, parameterField } from '@/lib/client/runs'
import { parameterText } from '@/lib/contracts/runs/method-parameters'
import { originalLabelText } from '@/lib/wording/runs'

type Values = Record<string, unknown>

const originalLabelStart: Values = { firstClass: 0, lastClass: 999, minimumYes: 'majority' }

const shown = (value: unknown) => (typeof value === 'number' ? value : String(value))

export const ParameterField = ({ defaultValue, ...rest }: ComponentProps<typeof Field>) => (
  <Field
    autoComplete="off"
    inputMode={typeof defaultValue === 'number' ? 'decimal' : undefined}
    className="tabular-nums"
    defaultValue={defaultValue}
    {...rest}
  />
)

function OriginalLabel({ value }: { value: unknown }) {
  const [isOn, setOn] = useState(value !== null)
  const field = parameterField('originalLabel')
  const start = { ...originalLabelStart, ...(value as Values | null) }
  const text = parameterText.originalLabel
  return (
    <div className="flex flex-col gap-3">
      <Checkbox
        name={field}
        label={text?.word ?? ''}
        hint={isOn ? text?.hint : undefined}
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      {isOn && (
        <div className="grid grid-cols-3 items-start gap-3">
          {originalLabelFields.map((part) => (
            <ParameterField
              key={part}
              name={`${field}.${part}`}
              label={originalLabelText[part]}
              defaultValue={shown(start[part])}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function Parameter({ name, value }: { name: string; value: unknown }) {
  const { word = name, hint } = parameterText[name] ?? {}
  const field = parameterField(name)
  if (name === 'originalLabel') return <OriginalLabel value={value} />
  if (typeof value === 'boolean') return <Checkbox name={field} label={word} hint={hint} defaultChecked={value} />
  return <ParameterField name={field} label={word} hint={hint} defaultValue={shown(value)} />
}

/** A field for each parameter. Rarely used ones are collapsed unless one has an error. */
export function ParameterFields({ values, errors }: { values: Values; errors: Record<string, string> }) {
  const names = Object.keys(values)
  const isBox = (name: string) => typeof values[name] === 'boolean' || name === 'originalLabel'
  const isRare = (name: string) => parameterText[name]?.isRare === true
  const boxes = names.filter(isBox)
  const common = names.filter((name) => !isBox(name) && !isRare(name))
  const rare = names.filter(isRare)
  const hasRareError = rare.some((name) => errors[parameterField(name)])
  const parameter = (name: string) => <Parameter key={name} name={name} value={values[name]} />
  const grid = 'grid grid-cols-2 gap-x-4 gap-y-3'
  return (
    <>
      {boxes.length > 0 && <div className="flex flex-col gap-3">{boxes.map(parameter)}</div>}
      {common.length > 0 && <div className={grid}>{common.map(parameter)}</div>}
      {rare.length > 0 && (
        <details key={String(hasRareError)} open={hasRareError}>
          <summary className="w-max rounded-control font-medium text-[13px] text-second hover:text-text">
            Advanced
          </summary>
          <div className={`${grid} pt-3`}>{rare.map(parameter)}</div>
        </details>
      )}
    </>
  )
}
