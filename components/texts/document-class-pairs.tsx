import { useTranslations } from 'next-intl'
import type { DocumentToRead } from '@/lib/contracts/texts'

const sentence = { same: 'pairSame', contains: 'pairContains', contained: 'pairContained', apart: 'pairApart' } as const

/** Part of the guidelines: easily confused names with the project's decisions. */
export function DocumentClassPairs({ pairs }: { pairs: DocumentToRead['classPairs'] }) {
  const t = useTranslations('documents')
  if (pairs.length === 0) return null
  return (
    <section className="mt-6">
      <h2 className="font-semibold text-question">{t('classPairs')}</h2>
      <ul className="mt-2 flex flex-col gap-2">
        {pairs.map(({ kind, first, second, note, noteLang }) => (
          <li key={`${first} ${second}`} className="text-pretty">
            {t(sentence[kind], { first, second })}
            {note !== '' && (
              <span className="block whitespace-pre-line text-second" lang={noteLang}>
                {note}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
