import { clsx } from 'clsx'

/** Placeholder that reserves space while content loads. The region around it should set `aria-busy`. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div
    aria-hidden
    className={clsx('animate-pulse rounded-control bg-[color-mix(in_srgb,var(--text)_7%,transparent)]', className)}
  />
)
