'use client'

import { Form, useForm } from '@/components/kit/form'
import { ErrorNotice } from '@/components/kit/form-error'
import { useStartJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'

/** Imports pictures from S3, read by the server itself. */
export function S3Import({ slug, isImporting }: { slug: string; isImporting: boolean }) {
  const start = useStartJob(slug, 'import-images', () => window.scrollTo({ top: 0 }))
  const form = useForm((values) =>
    start.mutateAsync({
      source: { from: 's3', bucket: values.get('source.bucket'), prefix: values.get('source.prefix') },
    }),
  )

  return (
    <details className="mt-4">
      <summary className="w-fit rounded-control text-second hover:text-text">Import from an S3 bucket</summary>
      <Form form={form} className="mt-3 grid max-w-[720px] items-start gap-4 desk:grid-cols-[1fr_1fr_auto]">
        <Field label="Bucket" name="source.bucket" required minLength={3} maxLength={63} />
        <Field
          label="Prefix"
          name="source.prefix"
          maxLength={900}
          placeholder="validation/"
          hint="All images whose key starts with this prefix."
        />
        <Button type="submit" disabled={form.isBusy || isImporting} className="desk:mt-[26px]">
          Import from S3
        </Button>
      </Form>
      <ErrorNotice className="mt-3 max-w-[720px]">{form.problem.message}</ErrorNotice>
    </details>
  )
}
