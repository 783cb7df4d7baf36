'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { ErrorNotice, Form, useForm } from '@/components/kit/form'
import { useUnsentWarning } from '@/components/kit/use-sign-out'
import { Button, type ButtonStyle } from '@/components/ui/button'
import { Monitor } from '@/components/ui/generated/icons'
import { endOwnSessions, endSession } from '@/lib/client/accounts/account'
import { forgetPage } from '@/lib/client/rating/offline'
import type { EndSessionInput, OwnSession } from '@/lib/contracts/accounts/account'
import { useAccountError, useLocalTimeFormat } from './account-fields'
import { AccountRow, AccountSection } from './account-section'
import { OwnerDialog } from './owner-dialog'

interface EndButtonProps {
  hasPassword: boolean
  button: ComponentProps<'button'> & ButtonStyle
  title: string
  act: (confirmation: EndSessionInput) => Promise<unknown>
}

/** Ends sessions after asking for the password, or at once for users without one. */
function EndButton({ hasPassword, button, title, act }: EndButtonProps) {
  const t = useTranslations('sessions')
  const form = useForm(() => act({}), useAccountError())
  if (hasPassword)
    return (
      <OwnerDialog
        button={button}
        title={title}
        text={t('confirmText')}
        confirm={t('end')}
        act={(text) => act({ currentPassword: text('currentPassword') })}
      />
    )
  return (
    <Form form={form} method="post">
      <ErrorNotice>{form.problem.message}</ErrorNotice>
      <Button {...button} type="submit" disabled={form.isBusy} />
    </Form>
  )
}

function SessionRow({ session, hasPassword }: { session: OwnSession; hasPassword: boolean }) {
  const t = useTranslations('sessions')
  const moment = useLocalTimeFormat()
  const router = useRouter()
  const device = session.device || t('unknownDevice')
  const named = t('endNamed', { device, started: moment(session.startedAt) })
  return (
    <AccountRow
      icon={Monitor}
      title={
        <>
          {device}{' '}
          {session.isCurrent && <span className="ms-1 font-medium text-accent text-small">{t('current')}</span>}
        </>
      }
      // The time of the last use is a few minutes old, even for the session that shows this.
      facts={
        session.isCurrent
          ? t('timesCurrent', { started: moment(session.startedAt) })
          : t('times', { started: moment(session.startedAt), used: moment(session.lastUsedAt) })
      }
    >
      {!session.isCurrent && (
        <EndButton
          hasPassword={hasPassword}
          button={{ size: 'small', 'aria-label': named, children: t('end') }}
          title={named}
          act={async (confirmation) => {
            await endSession(session.id, confirmation)
            router.refresh()
          }}
        />
      )}
    </AccountRow>
  )
}

/** The user's sessions. The current one has no button, because it ends by signing out. */
export function SessionList({ sessions, hasPassword }: { sessions: OwnSession[]; hasPassword: boolean }) {
  const t = useTranslations('sessions')
  const confirmLeaving = useUnsentWarning()
  return (
    <AccountSection title={t('title')} text={t('text')}>
      <ul className="mb-3 flex flex-col">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} hasPassword={hasPassword} />
        ))}
      </ul>
      <EndButton
        hasPassword={hasPassword}
        button={{ children: t('endAll') }}
        title={t('endAll')}
        act={async (confirmation) => {
          if (!(await confirmLeaving())) return
          await endOwnSessions(confirmation)
          await forgetPage().catch(() => {})
          window.location.assign('/sign-in')
        }}
      />
    </AccountSection>
  )
}
