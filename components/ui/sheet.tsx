'use client'

import * as Primitive from '@radix-ui/react-dialog'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { X } from '@/components/ui/generated/icons'
import { DialogFrame } from './dialog-frame'

interface SheetProps {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
}

/** A panel from the bottom of a small screen, as high as its content but never full height. */
export function Sheet({ isOpen, onClose, title, children }: SheetProps) {
  const t = useTranslations('common')
  return (
    <DialogFrame
      isOpen={isOpen}
      onClose={onClose}
      aria-describedby={undefined}
      className="fixed inset-x-0 bottom-0 z-50 flex max-h-[min(86dvh,720px)] flex-col rounded-t-[16px] border-line border-t bg-card pb-[env(safe-area-inset-bottom)] shadow-float focus:outline-none"
    >
      <Primitive.Title className="shrink-0 truncate ps-4 pe-14 pt-4 pb-2 font-semibold text-question">
        {title}
      </Primitive.Title>
      <div className="min-h-0 overflow-y-auto overscroll-contain px-4 pb-4">{children}</div>
      <Primitive.Close
        aria-label={t('close')}
        className="absolute end-1 top-1 grid size-11 place-items-center rounded-control text-second hover:text-text"
      >
        <X aria-hidden size={18} />
      </Primitive.Close>
    </DialogFrame>
  )
}
