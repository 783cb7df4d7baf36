import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** Grays out figures of earlier settings. Color alone suffices, because the text nearby says so too. */
export const OldFigures = ({ isOld, children }: { isOld: boolean; children: ReactNode }) => (
  <span className={clsx('transition-colors duration-150', isOld && 'text-second')}>{children}</span>
)
