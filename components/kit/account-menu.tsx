'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { CircleUser, LogOut, UserRound } from '@/components/ui/generated/icons'
import { Menu, MenuChoice, MenuItem } from '@/components/ui/menu'
import { languageName, languages } from '@/lib/domain/accounts/language'
import { useLanguage } from './use-language'
import { useSignOut } from './use-sign-out'

const languageChoices = languages.map((each) => ({ value: each, label: languageName[each] }))

interface AccountMenuProps {
  name: string
  email: string
  /** False on pages that are in English only. */
  hasLanguages?: boolean
}

export function AccountMenu({ name, email, hasLanguages = false }: AccountMenuProps) {
  const router = useRouter()
  const t = useTranslations('account')
  const common = useTranslations('common')
  const { language, change } = useLanguage(() => window.alert(common('languageFailed')))
  const signOut = useSignOut()
  return (
    <Menu
      trigger={
        <Button
          tone="quiet"
          size="small"
          className="min-w-0 shrink! px-1.5! touch:min-w-11"
          aria-label={t('accountOf', { name })}
        >
          <CircleUser aria-hidden size={16} className="shrink-0" />
          <span className="truncate max-desk:sr-only">{name}</span>
        </Button>
      }
    >
      <p className="px-2 pt-1.5 pb-2 text-small">
        <span className="block font-medium">{name}</span>
        <span className="text-second">{email}</span>
      </p>
      {hasLanguages && (
        <MenuChoice label={common('language')} value={language} choices={languageChoices} onChoose={change} />
      )}
      <MenuItem onSelect={() => router.push('/account')}>
        <UserRound aria-hidden size={16} />
        {t('yourAccount')}
      </MenuItem>
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden size={16} />
        {t('signOut')}
      </MenuItem>
    </Menu>
  )
}
