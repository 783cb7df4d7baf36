import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef } from 'react'
import { Button } from './button'

interface SubmitButtonProps {
  isReady: boolean
  isActive?: boolean
  className?: string
  onSubmit: () => void
  children: ReactNode
}

export const keyOnAccent =
  'border-transparent! bg-[color-mix(in_srgb,var(--on-accent)_20%,transparent)]! text-on-accent!'

/** The button at the end of a task. It can be focused before it is ready; a click then leads to what is missing. */
export function SubmitButton({ isReady, isActive = false, className, onSubmit, children }: SubmitButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isActive) button.current?.focus({ preventScroll: true })
  }, [isActive])
  return (
    <Button
      ref={button}
      data-submits
      tone="main"
      className={clsx('aria-disabled:opacity-60', className)}
      aria-disabled={!isReady}
      onClick={onSubmit}
    >
      {children}
    </Button>
  )
}
