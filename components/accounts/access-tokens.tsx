'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { FormButton } from '@/components/kit/dialog-form'
import { Field, Options, Select } from '@/components/ui/field'
import { KeyRound } from '@/components/ui/generated/icons'
import { TextLink } from '@/components/ui/link'
import { createAccessToken, revokeAccessToken } from '@/lib/client/accounts/account'
import { type OwnAccessToken, tokenDays } from '@/lib/contracts/accounts/account'
import { useLocalTimeFormat } from './account-fields'
import { AccountRow, AccountSection } from './account-section'
import { CopyLink } from './copy-link'
import { OwnerDialog } from './owner-dialog'
import { type OwnerProof, ProvenOwner } from './proven-owner'

function TokenRow({ token }: { token: OwnAccessToken }) {
  const t = useTranslations('accessTokens')
  const common = useTranslations('common')
  const moment = useLocalTimeFormat()
  const { id, name, canWrite, expiresAt, lastUsedAt } = token
  return (
    <AccountRow
      icon={KeyRound}
      title={name}
      facts={
        <>
          {t('facts', { access: t(canWrite ? 'write' : 'read'), expires: moment(expiresAt) })}{' '}
          {lastUsedAt ? t('used', { used: moment(lastUsedAt) }) : t('neverUsed')}
        </>
      }
    >
      <FormButton
        button={{ size: 'small', 'aria-label': t('revokeNamed', { name }), children: t('revoke') }}
        title={t('revokeTitle', { name })}
        description={t('revokeText')}
        cancel={common('cancel')}
        confirm={t('revoke')}
        isDangerous
        refreshes="always"
        act={() => revokeAccessToken(id)}
      />
    </AccountRow>
  )
}

/** The user's access tokens, for programs that call the API. */
export function AccessTokens({ tokens, owner }: { tokens: OwnAccessToken[]; owner: OwnerProof }) {
  const t = useTranslations('accessTokens')
  const router = useRouter()
  return (
    <AccountSection
      title={t('title')}
      text={
        <>
          {t('text')} <TextLink href="/help/api">{t('help')}</TextLink>
        </>
      }
    >
      <ul className="mb-3 flex flex-col">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} />
        ))}
      </ul>
      <ProvenOwner owner={owner} text={t('signInAgain')}>
        <OwnerDialog
          button={{ children: t('new') }}
          title={t('new')}
          text={t('newText')}
          confirm={t('create')}
          withPassword={owner.hasPassword}
          fields={
            <>
              <Field label={t('name')} name="name" hint={t('nameHint')} maxLength={100} required autoComplete="off" />
              <div className="grid grid-cols-2 gap-4">
                <Select label={t('access')} name="access">
                  <Options of={(['read', 'write'] as const).map((access) => [access, t(access)])} />
                </Select>
                <Select label={t('daysValid')} name="daysValid" defaultValue={90}>
                  <Options of={tokenDays.map((count) => [count, t('days', { count })])} />
                </Select>
              </div>
            </>
          }
          act={(text) =>
            createAccessToken({
              name: text('name'),
              canWrite: text('access') === 'write',
              daysValid: tokenDays.find((days) => days === Number(text('daysValid'))) ?? 90,
              ...(owner.hasPassword && { currentPassword: text('currentPassword') }),
            })
          }
          done={({ token }) => <CopyLink link={token} label={t('token')} hint={t('copyNow')} word={t('copy')} />}
          onDone={() => router.refresh()}
        />
      </ProvenOwner>
    </AccountSection>
  )
}
