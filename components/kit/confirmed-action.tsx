'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice, formError } from './form-error'

/** Runs an action on the server and refreshes the page. `problem` is the error message. */
export function useAct<Input = void>(act: (input: Input) => Promise<unknown>) {
  const router = useRouter()
  const { mutate, isPending, error } = useMutation({ mutationFn: act, onSettled: () => router.refresh() })
  return { run: mutate, isBusy: isPending, problem: error && formError(error).message }
}

interface ConfirmationProps<Result> {
  word: string
  /** The affected person or object. */
  name: string
  description: string
  confirm: string
  isDangerous?: boolean
  /** Disables the action, if `details` says why it is impossible. */
  isImpossible?: boolean
  /** Further content of the dialog, mounted when it opens. */
  details?: ReactNode
  act: () => Promise<Result>
  /** Renders the result in the dialog. If undefined, the dialog closes. */
  done?: (result: Result) => ReactNode
  /** Runs after success. If undefined, the page is refreshed, unless `done` shows the result. */
  onDone?: () => void
}

interface ConfirmationDialogProps<Result> extends ConfirmationProps<Result> {
  isOpen: boolean
  onClose: () => void
}

/** Describes the consequences, runs the action after confirmation, and shows its result. */
export function ConfirmationDialog<Result>({ word, name, done, isOpen, ...props }: ConfirmationDialogProps<Result>) {
  const { description, confirm, isDangerous, isImpossible = false, details, act, onDone, onClose } = props
  const router = useRouter()
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => {
      if (!done) onClose()
      if (onDone) onDone()
      else if (!done) router.refresh()
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
      <ErrorNotice error={acting.error} />
      {isDone && done(acting.data)}
    </Dialog>
  )
}

interface ConfirmedActionProps<Result> extends ConfirmationProps<Result> {
  /** Renders a small button whose accessible name includes `name`, for rows of a table. */
  isInRow?: boolean
}

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
