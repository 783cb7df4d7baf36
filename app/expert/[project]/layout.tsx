import type { ReactNode } from 'react'
import { AreaMessages, type MessageArea } from '@/components/ui/area-messages'
import { RequestProvider } from '@/components/ui/request-provider'
import { projectTitles } from '../../project-titles'

const areas: MessageArea[] = ['rating', 'ratingNotes', 'grid', 'picture', 'candidate', 'keys', 'skip', 'documents']

export const generateMetadata = projectTitles(() => 'Golden set')

/** Expert screens are in English, whatever the language of other pages. */
export default function ExpertLayout({ children }: { children: ReactNode }) {
  return (
    <div lang="en" dir="ltr" className="contents">
      <AreaMessages language="en" areas={areas}>
        <RequestProvider>{children}</RequestProvider>
      </AreaMessages>
    </div>
  )
}
