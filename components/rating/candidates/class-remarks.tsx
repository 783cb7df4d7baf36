import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Combine, StickyNote } from '@/components/ui/generated/icons'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'

const sentence = { same: 'pairSame', contains: 'pairContains', contained: 'pairContained', apart: 'pairApart' } as const

function Remark({ icon: Icon, children }: { icon: typeof Combine; children: ReactNode }) {
  return (
    <p className="mb-1 rounded-[6px] bg-accent-soft px-2 py-1 text-[13px] leading-[18px]">
      <Icon aria-hidden size={13} className="me-1 inline -translate-y-px text-accent" />
      {children}
    </p>
  )
}

/** The project's note on a class and its decisions on confused class pairs. Few classes have any. */
export default function ClassRemarks({ candidate }: { candidate: RatingCandidate }) {
  const t = useTranslations('candidate')
  const { note, noteLang, lang, pathLang, pairs = [] } = candidate
  return (
    <>
      {note && (
        <Remark icon={StickyNote}>
          <span className="font-semibold text-accent">{t('note')}: </span>
          <span className="whitespace-pre-line" lang={noteLang ?? lang}>
            {note}
          </span>
        </Remark>
      )}
      {pairs.map(({ kind, name, note: why }) => (
        <Remark key={`${kind} ${name}`} icon={Combine}>
          <span className="font-medium">{t(sentence[kind], { name })}</span>
          {why !== '' && <span className="whitespace-pre-line" lang={pathLang ?? lang}>{` ${why}`}</span>}
        </Remark>
      ))}
    </>
  )
}
