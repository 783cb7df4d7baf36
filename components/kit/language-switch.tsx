'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { languageName, languages } from '@/lib/domain/accounts/language'
import { useLanguage } from './use-language'

/** All languages side by side, each in its own name, for pages without a menu. */
export function LanguageSwitch() {
  const t = useTranslations('common')
  const { language, change, hasFailed } = useLanguage()
  return (
    <fieldset className="flex flex-wrap gap-1 text-small">
      <legend className="sr-only">{t('language')}</legend>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          onClick={() => change(each)}
          className={clsx(
            'h-7 rounded-control px-2 touch:h-11',
            each === language ? 'font-semibold text-text' : 'text-second hover:text-text',
          )}
        >
          {languageName[each]}
        </button>
      ))}
      {hasFailed && (
        <p role="alert" className="basis-full text-danger">
          {t('languageFailed')}
        </p>
      )}
    </fieldset>
  )
}
