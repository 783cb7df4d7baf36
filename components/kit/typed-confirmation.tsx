'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { DialogForm } from './dialog-form'

interface TypedConfirmationProps {
  words: { open: string; title: string; cancel: string; confirm: string; busy: string }
  /** What must be typed. `name` is the field name that server errors refer to. */
  field: { label: string; name: string; type?: string; maxLength: number }
  act: (typed: string) => Promise<void>
  children: ReactNode
}

/** A button that deletes something permanently after a name was typed. */
export function TypedConfirmation({ words: { open, ...words }, field, act, children }: TypedConfirmationProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        {open}
      </Button>
      {isAsking && (
        <DialogForm
          {...words}
          isDangerous
          onClose={() => setAsking(false)}
          act={(values) => act(String(values.get(field.name)))}
          staysOpen
        >
          {children}
          <Field {...field} required autoComplete="off" />
        </DialogForm>
      )}
    </>
  )
}
