'use client'

import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { formError } from './form-error'

interface ConfirmedActionProps<Result> {
  word: string
  /** Whom or what it concerns. */
  name: string
  description: string
  confirm: string
  isDangerous?: boolean
  /** What else the dialog shows before it is done. It is mounted with the dialog. */
  details?: ReactNode
  /** In a row of a table, where the button is small and its name says which row. */
  isInRow?: boolean
  act: () => Promise<Result>
  /** What the dialog shows of what came of it; left out where it just closes. */
  done?: (result: Result) => ReactNode
  onDone?: () => void
}

/** A button whose dialog says what follows, does it, and shows what came of it. */
export function ConfirmedAction<Result>({ word, name, done, ...props }: ConfirmedActionProps<Result>) {
  const { description, confirm, isDangerous, details, isInRow, act, onDone } = props
  const title = `${word}: ${name}`
  const [isOpen, setOpen] = useState(false)
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => {
      if (!done) setOpen(false)
      onDone?.()
    },
  })
  const close = () => {
    setOpen(false)
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
      <Button tone={isDangerous ? 'danger' : 'main'} disabled={acting.isPending} onClick={() => acting.mutate()}>
        {confirm}
      </Button>
    </>
  )
  return (
    <>
      <Button {...(isInRow && { size: 'small', tone: 'quiet', 'aria-label': title })} onClick={() => setOpen(true)}>
        {word}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={title}
        description={isDone ? undefined : description}
        actions={actions}
      >
        {!isDone && details}
        {acting.error && <Notice tone="error">{formError(acting.error).message}</Notice>}
        {isDone && done(acting.data)}
      </Dialog>
    </>
  )
}
