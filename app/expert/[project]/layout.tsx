import type { ReactNode } from 'react'

/** Experts work in English, whatever language the frame of other pages is in. */
export default function ExpertLayout({ children }: { children: ReactNode }) {
  return (
    <div lang="en" dir="ltr" className="contents">
      {children}
    </div>
  )
}
