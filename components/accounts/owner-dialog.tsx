'use client'

import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { type DialogForm, FormButton } from '@/components/kit/dialog-form'
import { type FieldReader, fieldReader } from '@/components/kit/form'
import type { Button } from '@/components/ui/button'
import { CodeField, CurrentPassword, useAccountError } from './account-fields'

interface OwnerDialogProps<Result>
  extends Pick<
    ComponentProps<typeof DialogForm<Result>>,
    'title' | 'confirm' | 'busy' | 'isDangerous' | 'done' | 'onDone'
  > {
  button: ComponentProps<typeof Button>
  text: string
  withCode?: boolean
  /** False if the account has none, so that something else must prove who the user is. */
  withPassword?: boolean
  /** Fields above the password. */
  fields?: ReactNode
  act: (text: FieldReader) => Promise<Result>
}

/** A button whose dialog asks for the password again before an action on the user's own account. */
export function OwnerDialog<Result>({ button, text, act, ...props }: OwnerDialogProps<Result>) {
  const { withCode, withPassword = true, fields, ...rest } = props
  const common = useTranslations('common')
  const own = useTranslations('ownAccount')
  const explain = useAccountError()
  return (
    <FormButton
      button={button}
      description={text}
      cancel={common('cancel')}
      busy={own('saving')}
      doneWord={common('close')}
      act={(values) => act(fieldReader(values))}
      explain={explain}
      {...rest}
    >
      {fields}
      {withPassword && <CurrentPassword />}
      {withCode && <CodeField />}
    </FormButton>
  )
}
