'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { ComponentProps, ReactNode } from 'react'
import { DialogButton, DialogForm } from './dialog-form'
import { formError } from './form'

/** Runs an action on the server and refreshes the page. `problem` is the error message. */
export function useAction<Input = void>(act: (input: Input) => Promise<unknown>) {
  const router = useRouter()
  const { mutate, isPending, error } = useMutation({ mutationFn: act, onSettled: () => router.refresh() })
  return { run: mutate, isBusy: isPending, problem: error && formError(error).message }
}

interface ConfirmationProps<Result>
  extends Pick<
    ComponentProps<typeof DialogForm<Result>>,
    'description' | 'confirm' | 'isDangerous' | 'done' | 'onDone'
  > {
  word: string
  /** The affected person or object. */
  name: string
  /** Disables the action, if `details` says why it is impossible. */
  isImpossible?: boolean
  /** Further content of the dialog, mounted when it opens. */
  details?: ReactNode
  act: () => Promise<Result>
}

/** Describes the consequences and runs the action after confirmation. Then refreshes the page or runs `onDone`. */
export function ConfirmationDialog<Result>(props: ConfirmationProps<Result> & { onClose: () => void }) {
  const { word, name, isImpossible, details, ...rest } = props
  return (
    <DialogForm
      title={`${word}: ${name}`}
      canSubmit={!isImpossible}
      refreshes={rest.onDone || rest.done ? undefined : 'after-success'}
      {...rest}
    >
      {details && <div>{details}</div>}
    </DialogForm>
  )
}

interface ConfirmedActionProps<Result> extends ConfirmationProps<Result> {
  /** Renders a small button whose accessible name includes `name`, for rows of a table. */
  isInRow?: boolean
}

export function ConfirmedAction<Result>({ isInRow, ...props }: ConfirmedActionProps<Result>) {
  const { word, name } = props
  return (
    <DialogButton
      {...(isInRow && { size: 'small', tone: 'quiet', 'aria-label': `${word}: ${name}` })}
      dialog={(close) => <ConfirmationDialog {...props} onClose={close} />}
    >
      {word}
    </DialogButton>
  )
}
