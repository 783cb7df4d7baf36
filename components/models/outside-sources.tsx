'use client'

import { useState } from 'react'
import { ImportDialog, stemOf } from '@/components/data/import-dialog'
import { useAction } from '@/components/kit/confirmed-action'
import { Chip } from '@/components/ui/chip'
import { Field } from '@/components/ui/field'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { deleteAccuracies } from '@/lib/client/models'
import { counted } from '@/lib/wording/number'

export function OutsideSources({ slug, sources }: { slug: string; sources: { source: string; count: number }[] }) {
  const { run, problem } = useAction((source: string) => deleteAccuracies(slug, source))
  return (
    <>
      {sources.map(({ source, count }) => (
        <Chip key={source} onRemove={() => run(source)} removeLabel={`Remove ${source}`}>
          {source}, {counted(count, 'model')}
        </Chip>
      ))}
      {problem && (
        <p role="alert" className="text-danger text-small">
          {problem}
        </p>
      )}
      <AddAccuracies slug={slug} />
    </>
  )
}

function AddAccuracies({ slug }: { slug: string }) {
  const [files, setFiles] = useState<LocalFile[]>([])
  const [name, setName] = useState('')
  return (
    <ImportDialog
      slug={slug}
      kind="import-accuracies"
      button={{ size: 'small', children: 'Add published accuracies' }}
      title="Add published accuracies"
      description="Show models beside your own even if only their accuracies are known. A source with the same name is replaced."
      confirm="Add accuracies"
      files={files}
      onFiles={([chosen]) => {
        setFiles(chosen ? [chosen] : [])
        setName((known) => (chosen ? known || stemOf(chosen) : ''))
      }}
      input={files.length > 0 && name.trim() ? { name: name.trim() } : null}
      invitation="Drop a CSV here"
      hint="Columns model, original, reassessed (or real), as percentages or fractions."
      picker={{ what: 'accuracies', accept: '.csv', withFolder: false }}
    >
      <Field
        label="Source name"
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ImportDialog>
  )
}
