'use client'

import { useTranslations } from 'next-intl'
import { ErrorNotice, Form, fieldReader, useForm } from '@/components/kit/form'
import { TextLink } from '@/components/ui/link'
import { acceptInvite, openSession } from '@/lib/client/accounts/account'
import type { AcceptInviteOutput } from '@/lib/contracts/accounts/member'
import { projectHome } from '@/lib/domain/projects/project-home'
import { AccountFields, AccountSubmit, useAccountError } from './account-fields'
import { ProviderButton } from './provider-button'

const homeOf = ({ projectSlug, role }: AcceptInviteOutput) => projectHome(projectSlug, role)

interface JoinFormProps {
  token: string
  accountName: string | null
  /** Name of the sign-in provider. Null if there is none. */
  provider: string | null
}

export function JoinForm({ token, accountName, provider }: JoinFormProps) {
  const t = useTranslations('account')
  const form = useForm(async (values) => {
    const text = fieldReader(values)
    const account =
      accountName === null ? { name: text('name'), email: text('email'), password: text('password') } : undefined
    const joined = await acceptInvite({ token, account })
    const problem = account && (await openSession(account.email, account.password))
    if (problem) window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(homeOf(joined))}`)
    else window.location.assign(homeOf(joined))
  }, useAccountError())
  const isBusy = form.state !== 'idle'
  const isNew = accountName === null
  const word = isNew ? t('createAndJoin') : t('joinAs', { name: accountName })
  return (
    <Form form={form} method="post" className="flex flex-col gap-4">
      <ErrorNotice>{form.problem.message}</ErrorNotice>
      {isNew && <AccountFields isNew />}
      <AccountSubmit disabled={isBusy}>{isBusy ? t('joining') : word}</AccountSubmit>
      {isNew && provider !== null && (
        <ProviderButton name={provider} callbackUrl={`/join?token=${encodeURIComponent(token)}`} />
      )}
      {isNew && (
        <p className="text-second text-small">
          {t.rich('haveAccount', {
            signIn: (words) => (
              <TextLink href={`/sign-in?callbackUrl=${encodeURIComponent(`/join?token=${token}`)}`}>{words}</TextLink>
            ),
          })}
        </p>
      )}
    </Form>
  )
}
