import { clsx } from 'clsx'
import type { SaveState } from '@/lib/client/submission-queue'

/** Says whether everything is with the server. It grows to the left, so that nothing beside it moves. */
export function SaveStateLine({ state, pending }: SaveState) {
  return (
    <p role="status" className="flex items-center gap-1.5 whitespace-nowrap text-[13px] text-second tabular-nums">
      <span
        aria-hidden
        className={clsx(
          'size-[7px] rounded-full',
          state === 'saved' && 'bg-yes',
          state === 'saving' && 'bg-accent',
          state === 'waiting' && 'bg-maybe',
        )}
      />
      {state === 'saved' && 'Saved'}
      {state === 'saving' && 'Saving'}
      {state === 'waiting' && (
        <span className="text-maybe">
          Waiting<span className="max-desk:sr-only"> for connection</span> · {pending}
        </span>
      )}
    </p>
  )
}
