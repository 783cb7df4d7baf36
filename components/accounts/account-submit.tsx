import { type ComponentProps, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'

const never = () => () => {}

/**
 * Submit button of an account form. Before hydration, the browser would submit the form itself and lose the input, so
 * the button is disabled until then, without looking so.
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
