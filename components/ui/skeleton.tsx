import { clsx } from 'clsx'

/** Keeps the space of something on its way. The region around it says that it is busy. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div
    aria-hidden
    className={clsx('animate-pulse rounded-control bg-[color-mix(in_srgb,var(--text)_7%,transparent)]', className)}
  />
)
