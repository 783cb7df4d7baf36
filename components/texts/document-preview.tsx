'use client'

import { useQuery } from '@tanstack/react-query'
import { useSettledText } from '@/components/ui/use-settled-text'
import { previewQuery } from '@/lib/client/texts'
import { DocumentText } from './document-text'

const pauseMs = 300

/** Preview of the text as raters will see it, updated shortly after the last key press. */
export function DocumentPreview({ slug, text }: { slug: string; text: string }) {
  const settled = useSettledText(text, pauseMs)
  const { data, error } = useQuery({ ...previewQuery(slug, settled), enabled: settled.trim() !== '' })
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-col gap-1.5">
      <p className="font-medium text-[13px]">As raters see it</p>
      <div className="h-[52dvh] min-h-72 overflow-y-auto rounded-control border bg-card px-5 py-4">
        {error ? (
          <p className="text-danger">Could not load the preview: {error.message}</p>
        ) : settled.trim() === '' ? (
          <p className="text-second">Nothing to preview yet.</p>
        ) : (
          data && <DocumentText html={data.html} />
        )}
      </div>
    </section>
  )
}
