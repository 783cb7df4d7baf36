'use client'

import { useRouter } from 'next/navigation'
import { ChevronDown } from '@/components/ui/generated/icons'
import { Options } from './field'

interface BarSelectProps {
  label: string
  value: string
  options: Array<readonly [value: string, word: string]>
  isDisabled?: boolean | undefined
  onChange: (value: string) => void
}

/** A select in a bar above a list. Its current value shows what it is for, so it is printed, as text. */
export function BarSelect({ label, value, options, isDisabled, onChange }: BarSelectProps) {
  return (
    <span className="relative inline-block max-w-full">
      <select
        aria-label={label}
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="h-8 max-w-full appearance-none truncate rounded-control border border-edge bg-card pr-7 pl-2.5 text-[13px] disabled:opacity-60 print:h-auto print:border-0 print:px-0"
      >
        <Options of={options} />
      </select>
      <ChevronDown
        aria-hidden
        size={14}
        className="pointer-events-none absolute print:hidden top-1/2 right-2 -translate-y-1/2 text-second"
      />
    </span>
  )
}

interface AddressSelectProps extends Pick<BarSelectProps, 'label' | 'value'> {
  options: readonly (readonly [value: string, word: string, href: string])[]
  /** Whether the address replaces that of the page in the history. */
  isReplacing?: boolean
}

/** A select whose options are addresses of the same page. */
export function AddressSelect({ options, isReplacing = false, ...rest }: AddressSelectProps) {
  const router = useRouter()
  function open(chosen: string) {
    const href = options.find(([value]) => value === chosen)?.[2]
    if (href) router[isReplacing ? 'replace' : 'push'](href, { scroll: false })
  }
  return <BarSelect {...rest} options={options.map(([value, word]) => [value, word])} onChange={open} />
}
