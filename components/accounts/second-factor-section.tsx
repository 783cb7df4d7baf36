'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { FieldReader } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { renewRecoveryCodes, turnOffSecondFactor } from '@/lib/client/accounts/account'
import { AccountSection } from './account-section'
import { OwnerDialog } from './owner-dialog'
import { RecoveryCodes, SetUpSecondFactor } from './set-up-second-factor'

export interface SecondFactorView {
  isOn: boolean
  recoveryCodesLeft: number
  isRequired: boolean
  /** Name of the sign-in provider, which has a second factor of its own. Null if there is none. */
  provider: string | null
}

const proof = (text: FieldReader) => ({
  currentPassword: text('currentPassword'),
  code: text('code'),
})

function TurnedOn({ recoveryCodesLeft, isRequired }: SecondFactorView) {
  const t = useTranslations('secondFactor')
  const router = useRouter()
  return (
    <>
      <p className="mb-3">{t('isOn', { count: recoveryCodesLeft })}</p>
      <div className="flex flex-wrap gap-2">
        <OwnerDialog
          button={{ children: t('newCodes') }}
          title={t('newCodes')}
          text={t('newCodesText')}
          confirm={t('newCodesConfirm')}
          withCode
          act={(text) => renewRecoveryCodes(proof(text))}
          done={({ recoveryCodes }) => <RecoveryCodes codes={recoveryCodes} />}
          onDone={() => router.refresh()}
        />
        <OwnerDialog
          button={{ children: t('turnOff') }}
          title={t('turnOffTitle')}
          text={isRequired ? t('turnOffRequiredText') : t('turnOffText')}
          confirm={t('turnOff')}
          isDangerous
          withCode
          act={(text) => turnOffSecondFactor(proof(text))}
          onDone={() => router.refresh()}
        />
      </div>
    </>
  )
}

export function SecondFactorSection(view: SecondFactorView) {
  const t = useTranslations('secondFactor')
  const router = useRouter()
  const [isSettingUp, setSettingUp] = useState(false)
  return (
    <AccountSection
      title={t('title')}
      text={
        <>
          {t('text')} {view.provider !== null && t('providerText', { provider: view.provider })}
        </>
      }
    >
      {isSettingUp ? (
        <SetUpSecondFactor
          doneWord={t('codesSaved')}
          onDone={() => {
            setSettingUp(false)
            router.refresh()
          }}
          onCancel={() => setSettingUp(false)}
        />
      ) : view.isOn ? (
        <TurnedOn {...view} />
      ) : (
        <Button onClick={() => setSettingUp(true)}>{t('turnOn')}</Button>
      )}
    </AccountSection>
  )
}
