import { Combine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RatingCandidate } from '@/lib/contracts/rating/rating'

const sentence = { same: 'pairSame', contains: 'pairContains', contained: 'pairContained', apart: 'pairApart' } as const

/** What the project decided about a class and others it is confused with. */
export function ClassPairs({ of: { pairs = [], lang, pathLang } }: { of: RatingCandidate }) {
  const t = useTranslations('candidate')
  return pairs.map(({ kind, name, note }) => (
    <p key={`${kind} ${name}`} className="mb-1 rounded-[6px] bg-accent-soft px-2 py-1 text-[13px] leading-[18px]">
      <Combine aria-hidden size={13} className="me-1 inline -translate-y-px text-accent" />
      <span className="font-medium">{t(sentence[kind], { name })}</span>
      {note !== '' && <span className="whitespace-pre-line" lang={pathLang ?? lang}>{` ${note}`}</span>}
    </p>
  ))
}
