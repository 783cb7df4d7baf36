import { type ComponentProps, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'

const never = () => () => {}

/**
 * Submit button of an account form. Before hydration, the browser would submit the form itself and reload the page
 * without the input, so the button does nothing until then, without looking disabled.
 */
export function AccountSubmit({ disabled, ...rest }: ComponentProps<typeof Button>) {
  const isListening = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <Button
      type="submit"
      tone="main"
      size="large"
      disabled={disabled || !isListening}
      {...(!isListening && { className: 'opacity-100!' })}
      {...rest}
    />
  )
}
