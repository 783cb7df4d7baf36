import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** Figures of an earlier choice step back, in colour alone where it is said in words nearby. */
export const OldFigures = ({ isOld, children }: { isOld: boolean; children: ReactNode }) => (
  <span className={clsx('transition-colors duration-150', isOld && 'text-second')}>{children}</span>
)
