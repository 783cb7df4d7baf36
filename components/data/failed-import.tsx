import type { ReactNode } from 'react'
import { StartJobButton } from '@/components/kit/start-job-button'
import { Notice } from '@/components/ui/notice'
import { unreadableImages } from '@/lib/contracts/data/imported'
import type { JobSummary } from '@/lib/contracts/jobs'
import { counted } from '@/lib/wording/number'

interface FailedImportProps {
  slug: string
  job: JobSummary
  action: ReactNode
}

/** Why an import failed; where only some images are to blame, the rest can be imported without them. */
export function FailedImport({ slug, job, action }: FailedImportProps) {
  const { data } = unreadableImages.safeParse(job.detail)
  if (!data)
    return (
      <Notice tone="error" title="The last import failed. Nothing was imported." action={action}>
        <p className="whitespace-pre-line break-words">
          {job.error ?? 'No error message was recorded. Check the server log.'}
        </p>
      </Notice>
    )
  const { count, images } = data.unreadable
  const notListed = count - images.length
  return (
    <Notice
      tone="error"
      title={`${counted(count, 'image', 'images', 'en')} cannot be imported. Nothing was imported.`}
      action={action}
    >
      <ul aria-label="Images that cannot be imported" className="my-2 max-h-60 overflow-y-auto break-words">
        {images.map(({ where, reason }) => (
          <li key={where} className="py-1">
            <span className="font-medium">{where}</span>: {reason}
          </li>
        ))}
      </ul>
      {notListed > 0 && <p className="mb-2">And {counted(notListed, 'more image', 'more images', 'en')}.</p>}
      <StartJobButton slug={slug} kind={job.kind} input={{ ...data.input, skipsUnreadable: true }} size="small">
        {count === 1 ? 'Leave it out and import the rest' : 'Leave these out and import the rest'}
      </StartJobButton>
    </Notice>
  )
}
