'use client'

import * as Primitive from '@radix-ui/react-dialog'
import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { X } from '@/components/ui/generated/icons'
import { DialogFrame } from './dialog-frame'

interface DialogProps {
  isOpen: boolean
  onClose: () => void
  title: string
  description?: string | undefined
  children: ReactNode
  /** Buttons at the bottom, the main one last. */
  actions?: ReactNode
  /** For text to read rather than a form. */
  isWide?: boolean
  isBusy?: boolean
}

export function Dialog({ isOpen, onClose, title, description, children, actions, isWide, isBusy }: DialogProps) {
  const t = useTranslations('common')
  return (
    <DialogFrame
      isOpen={isOpen}
      onClose={onClose}
      {...(description ? {} : { 'aria-describedby': undefined })}
      className={clsx(
        'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-card border border-line bg-card shadow-float focus:outline-none',
        isWide ? 'max-w-[680px]' : 'max-w-[440px]',
      )}
    >
      <header className="flex items-start gap-3 pt-4 ps-5 pe-12 pb-3">
        <div className="min-w-0 flex-1">
          <Primitive.Title className="font-semibold text-question">{title}</Primitive.Title>
          {description && (
            <Primitive.Description className="mt-1 text-[13px] text-second">{description}</Primitive.Description>
          )}
        </div>
      </header>
      <div className="min-h-0 overflow-y-auto px-5 pb-5 empty:hidden has-[>form:empty]:hidden">{children}</div>
      {actions && (
        <footer className="flex items-center justify-end gap-2 border-line border-t px-5 py-3">
          <span role="status" className="me-auto text-second text-small">
            {isBusy && <span className="animate-late opacity-0">{t('working')}</span>}
          </span>
          {actions}
        </footer>
      )}
      {/* Comes last, so that the first field of the dialog gets the focus. */}
      <Primitive.Close
        aria-label={t('close')}
        className="absolute end-3 top-3 grid size-8 place-items-center touch:end-1 touch:top-1 touch:size-11 rounded-control text-second hover:text-text"
      >
        <X aria-hidden size={16} />
      </Primitive.Close>
    </DialogFrame>
  )
}
