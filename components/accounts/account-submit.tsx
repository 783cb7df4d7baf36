import { type ComponentProps, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'

const never = () => () => {}

/**
 * The button of a form about an account. Before its scripts have come, a browser would send the form by itself, and show it
 * again without what was typed; so until then it cannot be pressed, and looks as it does afterwards.
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
