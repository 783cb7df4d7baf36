'use client'

import { type ComponentProps, useEffect, useRef } from 'react'

interface AddressInputProps extends Omit<ComponentProps<'input'>, 'value' | 'defaultValue' | 'ref'> {
  /** From the URL. */
  value: string
}

/**
 * A text field for a part of the URL. When that part changes, it shows the new value and keeps the focus, which a new
 * element would lose. Uncontrolled, so that what was typed before hydration is not lost.
 */
export function AddressInput({ value, ...rest }: AddressInputProps) {
  const input = useRef<HTMLInputElement>(null)
  const shown = useRef(value)
  useEffect(() => {
    if (shown.current === value || !input.current) return
    shown.current = value
    input.current.value = value
  }, [value])
  return <input ref={input} defaultValue={value} {...rest} />
}
