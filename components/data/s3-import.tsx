'use client'

import type { FormEvent } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { useStartJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'

/** Imports pictures from S3, read by the server itself. */
export function S3Import({ slug, isImporting }: { slug: string; isImporting: boolean }) {
  const start = useStartJob(slug, 'import-images', () => window.scrollTo({ top: 0 }))
  const problem = start.error ? formError(start.error, 'source.') : noFormError

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    start.mutate({ source: { from: 's3', bucket: data.get('bucket'), prefix: data.get('prefix') } })
  }

  return (
    <details className="mt-4">
      <summary className="w-fit rounded-control text-second hover:text-text">Import from an S3 bucket</summary>
      <form onSubmit={submit} className="mt-3 grid max-w-[720px] items-start gap-4 desk:grid-cols-[1fr_1fr_auto]">
        <Field label="Bucket" name="bucket" required minLength={3} maxLength={63} error={problem.fields.bucket} />
        <Field
          label="Prefix"
          name="prefix"
          maxLength={900}
          placeholder="validation/"
          error={problem.fields.prefix}
          hint="All images whose key starts with this prefix."
        />
        <Button type="submit" disabled={start.isPending || isImporting} className="desk:mt-[26px]">
          Import from S3
        </Button>
      </form>
      {problem.message && (
        <Notice tone="error" className="mt-3 max-w-[720px]">
          {problem.message}
        </Notice>
      )}
    </details>
  )
}
