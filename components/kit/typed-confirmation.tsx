'use client'

import type { ReactNode } from 'react'
import { Field } from '@/components/ui/field'
import { DialogButton, DialogForm } from './dialog-form'

interface TypedConfirmationProps {
  words: { open: string; title: string; cancel: string; confirm: string; busy: string }
  /** What must be typed. `name` is the field name that server errors refer to. */
  field: { label: string; name: string; type?: string; maxLength: number }
  act: (typed: string) => Promise<void>
  children: ReactNode
}

/** A button that deletes something permanently after a name was typed. */
export function TypedConfirmation({ words: { open, ...words }, field, act, children }: TypedConfirmationProps) {
  return (
    <DialogButton
      tone="danger"
      dialog={(close) => (
        <DialogForm
          {...words}
          isDangerous
          onClose={close}
          act={(values) => act(String(values.get(field.name)))}
          staysOpen
        >
          {children}
          <Field {...field} required autoComplete="off" />
        </DialogForm>
      )}
    >
      {open}
    </DialogButton>
  )
}
