'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { useReason } from '@/components/ui/use-reason'
import { acceptInvite, openSession } from '@/lib/client/accounts/account'
import type { AcceptInviteOutput } from '@/lib/contracts/accounts/invite'
import { projectHome } from '@/lib/domain/projects/project-home'
import { AccountFields } from './account-fields'
import { AccountSubmit } from './account-submit'
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
  const reason = useReason()
  const [failure, setProblem] = useState(noFormError)
  const [isBusy, setBusy] = useState(false)

  async function join(account?: { name: string; email: string; password: string }) {
    setBusy(true)
    setProblem(noFormError)
    try {
      const joined = await acceptInvite({ token, account })
      const problem = account && (await openSession(account.email, account.password))
      if (problem) window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(homeOf(joined))}`)
      else window.location.assign(homeOf(joined))
    } catch (error) {
      const known = formError(error, 'account.')
      // If a field has a message, it is enough, and in the user's language.
      setProblem({ ...known, message: Object.keys(known.fields).length === 0 ? reason(error) : null })
      setBusy(false)
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name) ?? '')
    void join({ name: text('name'), email: text('email'), password: text('password') })
  }

  const notice = failure.message && <Notice tone="error">{failure.message}</Notice>
  if (accountName !== null)
    return (
      <div className="flex flex-col gap-4">
        {notice}
        <Button tone="main" size="large" disabled={isBusy} onClick={() => void join()}>
          {isBusy ? t('joining') : t('joinAs', { name: accountName })}
        </Button>
      </div>
    )
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {notice}
      <AccountFields isNew errors={failure.fields} firstFocus="name" />
      <AccountSubmit disabled={isBusy}>{isBusy ? t('joining') : t('createAndJoin')}</AccountSubmit>
      {provider !== null && <ProviderButton name={provider} callbackUrl={`/join?token=${encodeURIComponent(token)}`} />}
      <p className="text-second text-small">
        {t.rich('haveAccount', {
          signIn: (words) => (
            <Link
              href={`/sign-in?callbackUrl=${encodeURIComponent(`/join?token=${token}`)}`}
              className="text-accent underline underline-offset-2"
            >
              {words}
            </Link>
          ),
        })}
      </p>
    </form>
  )
}
