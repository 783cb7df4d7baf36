'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { formError } from './form-error'

interface ConfirmationProps<Result> {
  word: string
  /** Whom or what it concerns. */
  name: string
  description: string
  confirm: string
  isDangerous?: boolean
  /** True where what the dialog shows says why it cannot be done. */
  isImpossible?: boolean
  /** What else the dialog shows before it is done. It is mounted with the dialog. */
  details?: ReactNode
  act: () => Promise<Result>
  /** What the dialog shows of what came of it; left out where it just closes. */
  done?: (result: Result) => ReactNode
  onDone?: () => void
}

interface ConfirmationDialogProps<Result> extends ConfirmationProps<Result> {
  isOpen: boolean
  onClose: () => void
}

/** Says what follows, does it, and shows what came of it. */
export function ConfirmationDialog<Result>({ word, name, done, isOpen, ...props }: ConfirmationDialogProps<Result>) {
  const { description, confirm, isDangerous, isImpossible = false, details, act, onDone, onClose } = props
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => {
      if (!done) onClose()
      onDone?.()
    },
  })
  const close = () => {
    onClose()
    acting.reset()
  }
  const isDone = acting.isSuccess && done !== undefined
  const actions = isDone ? (
    <Button tone="main" onClick={close}>
      Done
    </Button>
  ) : (
    <>
      <Button onClick={close}>Cancel</Button>
      <Button
        tone={isDangerous ? 'danger' : 'main'}
        disabled={acting.isPending || isImpossible}
        onClick={() => acting.mutate()}
      >
        {confirm}
      </Button>
    </>
  )
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={`${word}: ${name}`}
      isBusy={acting.isPending}
      description={isDone ? undefined : description}
      actions={actions}
    >
      {!isDone && details}
      {acting.error && <Notice tone="error">{formError(acting.error).message}</Notice>}
      {isDone && done(acting.data)}
    </Dialog>
  )
}

interface ConfirmedActionProps<Result> extends ConfirmationProps<Result> {
  /** In a row of a table, where the button is small and its name says which row. */
  isInRow?: boolean
}

/** A button with the dialog that confirms it. */
export function ConfirmedAction<Result>({ isInRow, ...props }: ConfirmedActionProps<Result>) {
  const [isOpen, setOpen] = useState(false)
  const { word, name } = props
  return (
    <>
      <Button
        {...(isInRow && { size: 'small', tone: 'quiet', 'aria-label': `${word}: ${name}` })}
        onClick={() => setOpen(true)}
      >
        {word}
      </Button>
      <ConfirmationDialog {...props} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}
