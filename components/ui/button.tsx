import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

type Tone = 'main' | 'plain' | 'quiet' | 'danger'
type Size = 'normal' | 'small' | 'large'

const tones: Record<Tone, string> = {
  main: 'border-transparent bg-accent text-on-accent hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--text))]',
  plain: 'border-line bg-card text-text hover:border-edge',
  quiet: 'border-transparent text-second hover:bg-[color-mix(in_srgb,var(--text)_6%,transparent)] hover:text-text',
  danger: 'border-transparent bg-danger-soft text-danger hover:border-danger',
}
const sizes: Record<Size, string> = {
  small: 'h-7 touch:h-11 gap-1.5 px-2 text-small',
  normal: 'h-9 touch:h-11 gap-2 px-3 text-[13px]',
  large: 'h-11 gap-2 px-4 text-base',
}

export const buttonStyle = (tone: Tone, size: Size, className?: string) =>
  clsx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap rounded-control border font-medium print:hidden',
    'transition-colors duration-150 disabled:pointer-events-none disabled:opacity-50',
    tones[tone],
    sizes[size],
    className,
  )

export interface ButtonStyle {
  tone?: Tone | undefined
  size?: Size | undefined
}

export function Button(props: ComponentProps<'button'> & ButtonStyle) {
  const { tone = 'plain', size = 'normal', className, type, ...rest } = props
  return <button type={type ?? 'button'} className={buttonStyle(tone, size, className)} {...rest} />
}
