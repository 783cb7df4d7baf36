import { clsx } from 'clsx'
import type { LineState } from '@/lib/client/live-line'

const words = { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting' } as const

/** Whether the numbers follow what happens. It keeps its width, so that nothing moves with it. */
export function LiveMark({ line }: { line: LineState }) {
  return (
    <span className="inline-flex min-w-[104px] items-center justify-end gap-1.5 text-second text-small">
      <span
        aria-hidden
        className={clsx('size-2 rounded-full', line === 'live' ? 'bg-yes' : 'border border-edge bg-transparent')}
      />
      {words[line]}
    </span>
  )
}
