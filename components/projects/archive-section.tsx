'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { archiveProject } from '@/lib/client/projects'

export function ArchiveSection({ slug, isArchived }: { slug: string; isArchived: boolean }) {
  const router = useRouter()
  const change = useMutation({
    mutationFn: () => archiveProject(slug, !isArchived),
    onSuccess: () => router.refresh(),
  })
  return (
    <section aria-labelledby="archive-title" className="mt-8 border-t pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="archive-title" className="font-semibold text-question">
            {isArchived ? 'This project is archived' : 'Archive project'}
          </h2>
          <p className="mt-1 text-second">
            {isArchived
              ? 'It is not in anyone’s list, raters get no new tasks, and panels and invites let nobody in. Nothing is lost.'
              : 'Removes it from everyone’s list. Raters get no new tasks, and panels and invites let nobody in. You can restore it at any time.'}
          </p>
        </div>
        <Button onClick={() => change.mutate()} disabled={change.isPending}>
          {isArchived ? 'Restore project' : 'Archive project'}
        </Button>
      </div>
      {change.error && (
        <Notice tone="error" className="mt-3">
          {formError(change.error).message}
        </Notice>
      )}
    </section>
  )
}
