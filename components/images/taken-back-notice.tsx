'use client'

import type { ReactNode } from 'react'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { Moment } from '@/components/kit/moment'
import { Notice } from '@/components/ui/notice'

interface TakenBackNoticeProps {
  title: string
  /** Who did it and when. `by` is null for the command line. */
  done: { by: string | null; at: string }
  reason?: ReactNode
  more?: ReactNode
  back: { word: string; name: string; description: string; confirm: string; act: () => Promise<unknown> }
}

export function TakenBackNotice({ title, done, reason, more, back }: TakenBackNoticeProps) {
  return (
    <Notice tone="info" title={title} className="mt-3">
      {reason}
      <p className="mt-1 text-second first:mt-0">
        {done.by ?? 'Command line'}, <Moment at={done.at} />
        {more}
      </p>
      <div className="-ms-2 mt-1">
        <ConfirmedAction {...back} isInRow />
      </div>
    </Notice>
  )
}
