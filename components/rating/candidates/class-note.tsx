import { StickyNote } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** What the project says of a class, told apart from what a dictionary says. */
export function ClassNote({ note, lang }: { note: string; lang?: string | undefined }) {
  const t = useTranslations('candidate')
  return (
    <p className="mb-1 rounded-[6px] bg-accent-soft px-2 py-1 text-[13px] leading-[18px]">
      <StickyNote aria-hidden size={13} className="me-1 inline -translate-y-px text-accent" />
      <span className="font-semibold text-accent">{t('note')}: </span>
      <span className="whitespace-pre-line" lang={lang}>
        {note}
      </span>
    </p>
  )
}
