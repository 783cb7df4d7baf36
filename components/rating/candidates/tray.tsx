import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { X } from '@/components/ui/generated/icons'
import { useWindowKeys } from '@/components/ui/use-window-keys'

/** A temporary panel below the picture. Picture, names and keys stay usable; Escape closes it. */
export function Tray({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const t = useTranslations('common')
  useWindowKeys((event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    onClose()
  })
  return (
    <section aria-label={title} className="@container relative border-line border-t bg-page px-5 pt-3 pb-2">
      {children}
      <button
        type="button"
        aria-label={t('close')}
        onClick={onClose}
        className="absolute end-2 top-2 grid size-8 place-items-center rounded-control text-second touch:size-11 hover:text-text"
      >
        <X aria-hidden size={16} />
      </button>
    </section>
  )
}
