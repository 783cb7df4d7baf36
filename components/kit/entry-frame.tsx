import type { ReactNode } from 'react'

export interface EntryFrameProps {
  title: string
  children?: ReactNode
  form?: ReactNode
  below?: ReactNode
}

export function EntryFrame({ title, children, form, below }: EntryFrameProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[376px] flex-col justify-center px-4 py-10">
      <p className="mb-6 font-semibold text-second">Reassess</p>
      <h1 className="text-balance font-semibold text-title tracking-[-0.01em]">{title}</h1>
      {children && <div className="mt-2 text-pretty text-second">{children}</div>}
      {form && <div className="mt-6">{form}</div>}
      {below && <div className="-ms-2 mt-8">{below}</div>}
    </main>
  )
}
